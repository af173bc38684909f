import type { LonLat } from '../geo/position'

export type SearchType = 'incident' | 'team' | 'place' | 'township' | 'station' | 'shelter' | 'hazard' | 'pier'

/** A name with its reading, made in the hub (`electron/hub/pack/pinyin.ts`). */
export interface SearchName {
  readonly name: string
  /** A syllable, without tone, for each of `characters(name)`, separated by spaces. */
  readonly pinyin: string
  /** First letters of the syllables. */
  readonly initials: string
}

/** Something that can be found by name. */
export interface SearchEntry extends SearchName {
  readonly id: string
  readonly type: SearchType
  /** Other names, English ones included. */
  readonly aliases: readonly SearchName[]
  readonly at: LonLat | null
  /** A second line for the list, such as the township. */
  readonly detail?: string
}

/** How well the query fits, best first: the order of the results. */
export const MATCH_QUALITIES = ['exact', 'prefix', 'initials', 'substring'] as const
export type MatchQuality = (typeof MATCH_QUALITIES)[number]

export interface SearchHit {
  readonly entry: SearchEntry
  readonly quality: MatchQuality
  /** The name or alias that matched. */
  readonly matched: string
}

export interface PlaceIndex {
  /** At most `limit` hits, best first. An empty query finds nothing. */
  search(query: string, limit?: number): SearchHit[]
  /** Adds an entry or replaces the one of the same type and id: incidents come and go. */
  put(entry: SearchEntry): void
  remove(type: SearchType, id: string): void
}

/** Longer queries are cut: no name is as long, and the work per name stays bounded. */
const MAX_QUERY = 40

/** The characters of a name that count: width, case, spaces and punctuation do not. */
export function characters(name: string): string[] {
  return Array.from(name.normalize('NFKC').toLowerCase()).filter((character) => /[\p{L}\p{N}]/u.test(character))
}

/** The query as bare letters, digits and characters: `Guān-měi ` is `guanmei`, `lü` is `lv` as on a keyboard. */
function compactQuery(query: string): string {
  const plain = query.normalize('NFKC').toLowerCase().replace(/[üǖǘǚǜ]/g, 'v').normalize('NFD').replace(/\p{M}/gu, '')
  return characters(plain).slice(0, MAX_QUERY).join('')
}

interface Unit {
  readonly character: string
  readonly syllable: string
}

/**
 * Matches the query against consecutive units, each by its character, its whole syllable or a beginning of its
 * syllable, in any mixture (`观美sk`, `guanmsk`): everything that a Chinese input method leads people to type.
 * Walks all ways at once: for each place in the query, reached or not and whether with whole units only.
 */
function matchFrom(units: readonly Unit[], start: number, query: string): MatchQuality | null {
  /** Place in the query -> reached with whole units only (true) or with some abbreviated (false). */
  let reached = new Map<number, boolean>([[0, true]])
  for (let index = start; index < units.length && reached.size > 0; index += 1) {
    const unit = units[index]
    if (unit === undefined) break
    const next = new Map<number, boolean>()
    const reach = (place: number, whole: boolean): void => {
      next.set(place, (next.get(place) ?? false) || whole)
    }
    let ended = false
    for (const [place, whole] of reached) {
      if (query.startsWith(unit.character, place)) reach(place + unit.character.length, whole)
      for (let length = 1; length <= unit.syllable.length; length += 1) {
        if (query[place + length - 1] !== unit.syllable[length - 1]) break
        const complete = length === unit.syllable.length
        // Typing has not finished the last syllable yet: that is no abbreviation.
        if (place + length === query.length && whole && !complete) ended = true
        else reach(place + length, whole && complete)
      }
    }
    const whole = next.get(query.length)
    if (whole !== undefined || ended) {
      if (start > 0) return 'substring'
      if (whole !== true && !ended) return 'initials'
      return whole === true && index === units.length - 1 ? 'exact' : 'prefix'
    }
    reached = next
  }
  return null
}

interface Indexed {
  readonly entry: SearchEntry
  readonly names: readonly { readonly name: string; readonly units: readonly Unit[]; readonly starts: readonly number[] }[]
}

function prepare(entry: SearchEntry): Indexed {
  const names = [entry, ...entry.aliases].map((name) => {
    const letters = characters(name.name)
    const syllables = name.pinyin.split(' ')
    const units = letters.map((character, index) => ({ character, syllable: syllables[index] ?? character }))
    return { name: name.name, units, starts: wordStarts(name.name) }
  })
  return { entry, names }
}

/** Where a match may begin: at every Chinese character and digit, but only at the first letter of an English word. */
function wordStarts(name: string): number[] {
  const starts: number[] = []
  let index = 0
  let inWord = false
  for (const character of name.normalize('NFKC').toLowerCase()) {
    const latin = /[a-z]/.test(character)
    if (characters(character).length > 0) {
      if (!latin || !inWord) starts.push(index)
      index += 1
    }
    inWord = latin
  }
  return starts
}

function bestMatch(indexed: Indexed, query: string): { quality: MatchQuality; matched: string; length: number } | null {
  let best: { quality: MatchQuality; matched: string; length: number; rank: number } | null = null
  for (const { name, units, starts } of indexed.names) {
    for (const start of starts) {
      const quality = matchFrom(units, start, query)
      if (quality === null) continue
      const rank = MATCH_QUALITIES.indexOf(quality)
      if (best === null || rank < best.rank) best = { quality, matched: name, length: units.length, rank }
      // Later starts can only be substrings.
      break
    }
  }
  return best
}

/** What an officer looks for first where two fit equally well. */
const TYPE_ORDER: readonly SearchType[] = ['incident', 'team', 'township', 'place', 'station', 'pier', 'shelter', 'hazard']

/**
 * Search over names by Chinese characters, full pinyin, initials, mixtures of them, and English. A plain walk over all
 * entries: 600 names take about a millisecond, and it costs the page 2 KB instead of a search library.
 */
export function createPlaceIndex(entries: readonly SearchEntry[]): PlaceIndex {
  const keyOf = (type: SearchType, id: string): string => `${type} ${id}`
  const indexed = new Map<string, Indexed>(entries.map((entry) => [keyOf(entry.type, entry.id), prepare(entry)]))

  return {
    search(query, limit = 20) {
      const compact = compactQuery(query)
      if (compact === '') return []
      const hits: { hit: SearchHit; order: readonly number[] }[] = []
      for (const item of indexed.values()) {
        const match = bestMatch(item, compact)
        if (match === null) continue
        const hit = { entry: item.entry, quality: match.quality, matched: match.matched }
        const order = [
          MATCH_QUALITIES.indexOf(match.quality),
          item.entry.type === 'incident' ? 0 : 1,
          // The shorter the name, the more of it has been typed.
          match.length,
          TYPE_ORDER.indexOf(item.entry.type),
        ]
        hits.push({ hit, order })
      }
      // Sorting is stable: entries that are equal in all of them stay in the order of the pack.
      hits.sort((a, b) => a.order.reduce((sum, value, index) => sum || value - (b.order[index] ?? 0), 0))
      return hits.slice(0, limit).map(({ hit }) => hit)
    },
    put(entry) {
      indexed.set(keyOf(entry.type, entry.id), prepare(entry))
    },
    remove(type, id) {
      indexed.delete(keyOf(type, id))
    },
  }
}
