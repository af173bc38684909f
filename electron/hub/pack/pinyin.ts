import { pinyin } from 'pinyin-pro'
import type { LonLat } from '../../../shared/geo/position'
import type { Pack } from '../../../shared/pack/schema'
import { characters } from '../../../shared/pack/search'
import type { SearchEntry, SearchName, SearchType } from '../../../shared/pack/search'

const HAN = /\p{Script=Han}/u

/** How many syllables an override for this name must have: one for each Chinese character. */
export function syllableCount(name: string): number {
  return characters(name).filter((character) => HAN.test(character)).length
}

/**
 * The reading of a name, one unit per character that counts (`characters`), so that a search can match characters
 * and syllables in any mixture. Runs in the hub: the dictionary is 300 KB that no screen should load.
 * `override`: syllables of the Chinese characters, where the dictionary chooses the wrong reading.
 */
export function searchName(name: string, override?: string): SearchName {
  const units = characters(name)
  const given = override?.split(' ')
  // The whole text at once: the dictionary reads 重 in 重庆 and in 重要 differently.
  const read = pinyin(units.join(''), { toneType: 'none', type: 'array', nonZh: 'spaced', v: true })
  let next = 0
  const syllables = units.map((unit, index) => {
    if (!HAN.test(unit)) return unit
    const syllable = given === undefined ? (read[index] ?? unit) : (given[next] ?? unit)
    next += 1
    return syllable.toLowerCase()
  })
  return {
    name,
    pinyin: syllables.join(' '),
    initials: syllables.map((syllable) => syllable.slice(0, 1)).join(''),
  }
}

export interface Searchable {
  readonly id: string
  readonly type: SearchType
  readonly name: string
  readonly aliases?: readonly string[]
  readonly at: LonLat | null
  readonly detail?: string
  /** Syllables of `name`, see `searchName`. */
  readonly pinyin?: string | undefined
}

/** An entry for the screens' search. For incidents call it when one is reported or its text changes. */
export function searchEntry(of: Searchable): SearchEntry {
  return {
    id: of.id,
    type: of.type,
    ...searchName(of.name, of.pinyin),
    aliases: (of.aliases ?? []).map((alias) => searchName(alias)),
    at: of.at,
    ...(of.detail === undefined ? {} : { detail: of.detail }),
  }
}

/** Everything of the pack that has a name: teams, places, townships, stations, shelters, hazards, piers. */
export function packSearchEntries(pack: Pack): SearchEntry[] {
  const english = (nameEn: string | undefined): string[] => (nameEn === undefined ? [] : [nameEn])
  return [
    ...pack.teams.map(({ id, profile }) =>
      searchEntry({
        id,
        type: 'team',
        name: profile.name,
        aliases: english(profile.nameEn),
        at: profile.base,
        detail: profile.township,
      }),
    ),
    ...pack.townships.map((township) =>
      searchEntry({ ...township, type: 'township', aliases: english(township.nameEn), detail: '' }),
    ),
    ...pack.places.map((place) =>
      searchEntry({ ...place, type: 'place', aliases: [...place.aliases, ...english(place.nameEn)], detail: place.township }),
    ),
    ...(
      [
        ['station', pack.stations],
        ['shelter', pack.shelters],
        ['hazard', pack.hazards],
        ['pier', pack.piers],
      ] as const
    ).flatMap(([type, points]) =>
      points.map((point) => searchEntry({ ...point, type, aliases: english(point.nameEn), detail: point.township })),
    ),
  ]
}
