import { beforeEach, describe, expect, it, vi } from 'vitest'

const store = vi.hoisted(() => new Map<string, string>())
vi.mock('../../state/keep', () => ({ keep: (key: string, value: string) => store.set(key, value), kept: (key: string) => store.get(key) ?? null }))
const { addBookmark, loadBookmarks, MOST_BOOKMARKS, readBookmarks, removeBookmark, renameBookmark, setBookmarks, undoRemoval, useBookmarks } = await import('./bookmarks')

const bookmark = (id: string) => ({ id, name: `处 ${id}`, camera: { center: { lon: 120.4, lat: 27.3 }, zoom: 12 } })
const ids = () => useBookmarks.getState().list.map(({ id }) => id)

beforeEach(() => {
  store.clear()
  loadBookmarks('甲')
})

describe('bookmarks', () => {
  it('are kept for each officer', () => {
    setBookmarks([bookmark('a')])
    loadBookmarks('乙')
    expect(ids()).toEqual([])
    loadBookmarks('甲')
    expect(ids()).toEqual(['a'])
  })
  it('come back after a deletion, in their place', () => {
    setBookmarks([bookmark('a'), bookmark('b'), bookmark('c')])
    removeBookmark('b')
    expect(ids()).toEqual(['a', 'c'])
    undoRemoval()
    expect(ids()).toEqual(['a', 'b', 'c'])
    undoRemoval()
    expect(ids()).toEqual(['a', 'b', 'c'])
  })
  it('are as many as there are number keys', () => {
    const full = Array.from({ length: MOST_BOOKMARKS }, (_, i) => bookmark(String(i)))
    expect(addBookmark(full, bookmark('more'))).toBe(full)
    expect(addBookmark([], { ...bookmark('x'), name: 'n'.repeat(99) })[0]?.name).toHaveLength(40)
  })
  it('keep their name when a new one is empty', () => {
    expect(renameBookmark([bookmark('a')], 'a', '  ')[0]?.name).toBe('处 a')
    expect(renameBookmark([bookmark('a')], 'a', ' 港口 ')[0]?.name).toBe('港口')
  })
  it.each(['rubbish', '{}', '[{"id":"a"}]', '[{"id":"a","name":"x","camera":{"center":{"lon":999,"lat":27},"zoom":3}}]', 'null'])('start empty from %s', (text) => {
    expect(readBookmarks(text)).toEqual([])
  })
})
