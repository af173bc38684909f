/** The newest ids that were seen, at most so many. */
export interface Seen {
  has(id: string): boolean
  add(id: string): void
}

/** A set that forgets its oldest members beyond `limit`; one that is asked for stays young. */
export function createSeen(limit: number): Seen {
  const ids = new Set<string>()
  return {
    has(id) {
      if (!ids.delete(id)) return false
      ids.add(id)
      return true
    },
    add(id) {
      ids.add(id)
      if (ids.size <= limit) return
      const oldest = ids.values().next()
      if (oldest.done !== true) ids.delete(oldest.value)
    },
  }
}
