import { create } from 'zustand'

/** What the drawer over the map can hold; one at a time. */
export const DRAWERS = ['director', 'surroundings', 'coverage', 'drawings', 'bookmarks', 'alerts', 'typhoon', 'sea', 'response', 'callout', 'relocation'] as const
export type Drawer = (typeof DRAWERS)[number]

export const useDrawer = create<{ readonly open: Drawer | null }>(() => ({ open: null }))

export const openDrawer = (drawer: Drawer): void => useDrawer.setState({ open: drawer })
export const closeDrawer = (): void => useDrawer.setState({ open: null })
export const toggleDrawer = (drawer: Drawer): void => useDrawer.setState(({ open }) => ({ open: open === drawer ? null : drawer }))
