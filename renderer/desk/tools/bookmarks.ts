import { z } from 'zod'
import { create } from 'zustand'
import { keep, kept } from '../../state/keep'
import type { MapCamera } from '../../map/types'

/** A view of the map with the officer's name for it. */
export interface Bookmark {
  readonly id: string
  readonly name: string
  readonly camera: MapCamera
}

/** One for each number key. */
export const MOST_BOOKMARKS = 9
const MAX_NAME = 40

const listSchema = z.array(
  z.object({
    id: z.string().min(1).max(64),
    name: z.string().min(1).max(MAX_NAME),
    camera: z.object({ center: z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }), zoom: z.number().min(0).max(24) }),
  }),
)

/** What was kept; rubbish is as good as nothing. */
export function readBookmarks(text: string | null): Bookmark[] {
  try {
    const parsed = listSchema.safeParse(JSON.parse(text ?? '[]'))
    return parsed.success ? parsed.data.slice(0, MOST_BOOKMARKS) : []
  } catch {
    return []
  }
}

export function addBookmark(list: readonly Bookmark[], one: Bookmark): readonly Bookmark[] {
  return list.length >= MOST_BOOKMARKS ? list : [...list, { ...one, name: one.name.slice(0, MAX_NAME) }]
}

/** An empty name leaves the old one. */
export function renameBookmark(list: readonly Bookmark[], id: string, name: string): readonly Bookmark[] {
  const to = name.trim().slice(0, MAX_NAME)
  return to === '' ? list : list.map((one) => (one.id === id ? { ...one, name: to } : one))
}

interface BookmarksState {
  /** Whose they are. */
  readonly officer: string
  readonly list: readonly Bookmark[]
  /** The list before the last deletion: the way back. */
  readonly before: readonly Bookmark[] | null
}

export const useBookmarks = create<BookmarksState>(() => ({ officer: '', list: [], before: null }))

const keyOf = (officer: string): string => `bookmarks.${officer}`

/** The bookmarks of this officer in this browser. */
export function loadBookmarks(officer: string): void {
  useBookmarks.setState({ officer, list: readBookmarks(kept(keyOf(officer))), before: null })
}

export function setBookmarks(list: readonly Bookmark[], before: readonly Bookmark[] | null = null): void {
  keep(keyOf(useBookmarks.getState().officer), JSON.stringify(list))
  useBookmarks.setState({ list, before })
}

export function removeBookmark(id: string): void {
  const { list } = useBookmarks.getState()
  setBookmarks(list.filter((one) => one.id !== id), list)
}

export function undoRemoval(): void {
  const { before } = useBookmarks.getState()
  if (before) setBookmarks(before)
}
