import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characters, createPlaceIndex } from './search'
import type { SearchEntry, SearchName, SearchType } from './search'

function name(text: string, pinyin: string): SearchName {
  return { name: text, pinyin, initials: pinyin.split(' ').map((syllable) => syllable.slice(0, 1)).join('') }
}

function entry(id: string, text: string, pinyin: string, more: Partial<SearchEntry> = {}): SearchEntry {
  return { id, type: 'place', ...name(text, pinyin), aliases: [], at: null, ...more }
}

const reservoir = entry('reservoir', '观美水库', 'guan mei shui ku', {
  aliases: [name('Guanmei Reservoir', 'g u a n m e i r e s e r v o i r')],
})
const village = entry('village', '观美村', 'guan mei cun')
const upper = entry('upper', '观美水库上游', 'guan mei shui ku shang you')
const other = entry('other', '桥墩水库', 'qiao dun shui ku')
const palms = entry('palms', '棕榈湾', 'zong lv wan')
const xian = entry('xian', '西安路', 'xi an lu')
const xianCounty = entry('xian-county', '县道221', 'xian dao 2 2 1')
const entries = [other, upper, village, reservoir, palms, xian, xianCounty]

function ids(query: string): string[] {
  return createPlaceIndex(entries)
    .search(query)
    .map((hit) => hit.entry.id)
}

describe('search', () => {
  it.each(['观美水库', 'guanmeishuiku', 'guan mei shui ku', 'gmsk', '观美sk', 'guanmsk', 'gmei水库', ' GMSK ', 'ＧＭＳＫ'])(
    'finds Guanmei reservoir first by %s',
    (query) => {
      expect(ids(query)[0]).toBe('reservoir')
    },
  )

  it.each(['guanmei', '观美', 'gm', 'guan', 'guānměi', '观'])('finds all three of Guanmei by %s, the shortest first', (query) => {
    expect(ids(query).slice(0, 3)).toEqual(['village', 'reservoir', 'upper'])
  })

  it('ranks exact before prefix before initials before substring', () => {
    const index = createPlaceIndex([
      entry('substring', '小观美', 'xiao guan mei'),
      entry('initials', '关门', 'guan men'),
      entry('prefix', '观美水库', 'guan mei shui ku'),
      entry('exact', '观美', 'guan mei'),
    ])
    expect(index.search('guanmei').map((hit) => [hit.entry.id, hit.quality])).toEqual([
      ['exact', 'exact'],
      ['prefix', 'prefix'],
      ['substring', 'substring'],
    ])
    const initials = createPlaceIndex([entry('inside', '大观美', 'da guan mei'), entry('initials', '关门', 'guan men')])
    expect(initials.search('gm').map((hit) => [hit.entry.id, hit.quality])).toEqual([
      ['initials', 'initials'],
      ['inside', 'substring'],
    ])
  })

  it('takes an unfinished last syllable as typing, not as an abbreviation', () => {
    expect(createPlaceIndex([reservoir]).search('guanme')[0]?.quality).toBe('prefix')
    expect(createPlaceIndex([reservoir]).search('guanms')[0]?.quality).toBe('initials')
  })

  it('reads xian both ways', () => {
    expect(ids('xian').toSorted()).toEqual(['xian', 'xian-county'])
    expect(ids("xi'an")).toContain('xian')
  })

  it('takes v for ü, digits as themselves, and English by words', () => {
    expect(ids('zonglv')).toEqual(['palms'])
    expect(ids('zonglü')).toEqual(['palms'])
    expect(ids('221')).toEqual(['xian-county'])
    expect(ids('reserv')).toEqual(['reservoir'])
    expect(ids('Guanmei Res')).toEqual(['reservoir'])
    // Inside an English word nothing begins.
    expect(ids('servoir')).toEqual([])
  })

  it('finds nothing for nothing, and says which name matched', () => {
    expect(ids('')).toEqual([])
    expect(ids('  。·')).toEqual([])
    expect(createPlaceIndex(entries).search('reservoir')[0]?.matched).toBe('Guanmei Reservoir')
  })

  it('follows incidents as they come and go, before everything that fits as well', () => {
    const index = createPlaceIndex(entries)
    const incident = entry('i1', '观美溪边人员失联', 'guan mei xi bian ren yuan shi lian', { type: 'incident' })
    index.put(incident)
    expect(index.search('guanmei')[0]?.entry.id).toBe('i1')
    index.put({ ...incident, ...name('桥墩滑坡', 'qiao dun hua po') })
    expect(index.search('guanmei').map((hit) => hit.entry.id)).not.toContain('i1')
    expect(index.search('qdhp')[0]?.entry.id).toBe('i1')
    index.remove('incident', 'i1')
    expect(index.search('qdhp')).toEqual([])
  })

  it('finds every name by its characters, its pinyin, its initials and any mixture', () => {
    const syllable = fc.constantFrom('guan', 'mei', 'shui', 'ku', 'a', 'an', 'xi', 'xian', 'n')
    const named = fc.array(fc.record({ character: fc.constantFrom(...Array.from('观美水库阿安西先嗯')), syllable }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(named, fc.infiniteStream(fc.nat(2)), (units, choice) => {
        const text = units.map((unit) => unit.character).join('')
        const index = createPlaceIndex([entry('it', text, units.map((unit) => unit.syllable).join(' '))])
        const mixed = units
          .map((unit) => [unit.character, unit.syllable, unit.syllable.slice(0, 1)][choice.next().value ?? 0])
          .join('')
        expect(index.search(text)[0]?.quality).toBe('exact')
        expect(index.search(units.map((unit) => unit.syllable).join(''))[0]?.quality).toBe('exact')
        expect(index.search(units.map((unit) => unit.syllable.slice(0, 1)).join(''))).toHaveLength(1)
        expect(index.search(mixed)).toHaveLength(1)
      }),
    )
  })

  it('never throws and stays bounded on any query', () => {
    const index = createPlaceIndex([...entries, entry('long', '安'.repeat(80), Array.from({ length: 80 }, () => 'an').join(' '))])
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constant('an'.repeat(200))), (query) => {
        index.search(query, 3)
      }),
    )
  })

  it('keeps types apart', () => {
    const twice: SearchType[] = ['team', 'station']
    const index = createPlaceIndex(twice.map((type) => entry('same', '马站', 'ma zhan', { type })))
    index.remove('team', 'same')
    expect(index.search('mz').map((hit) => hit.entry.type)).toEqual(['station'])
  })
})

describe('characters', () => {
  it('drops spaces and punctuation and folds width and case', () => {
    expect(characters('人员失联 · 涉水（Ｋ14）')).toEqual(Array.from('人员失联涉水k14'))
  })
})
