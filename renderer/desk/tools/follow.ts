import { create } from 'zustand'

/** What the camera follows until a hand moves the map: the track's id (`team:ID`, `vessel:ID`). */
export const useFollow = create<{ readonly id: string | null; readonly title: string }>(() => ({ id: null, title: '' }))

export const startFollowing = (id: string, title: string): void => useFollow.setState({ id, title })
export const stopFollowing = (): void => useFollow.setState({ id: null, title: '' })
