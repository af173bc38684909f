import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characters, createPlaceIndex } from '../../../shared/pack/search'
import { searchEntry, searchName, syllableCount } from './pinyin'

describe('searchName', () => {
  it('reads a name without tones, one unit for each character that counts', () => {
    expect(searchName('观美水库')).toEqual({ name: '观美水库', pinyin: 'guan mei shui ku', initials: 'gmsk' })
    expect(searchName('221县道 K14').pinyin).toBe('2 2 1 xian dao k 1 4')
    expect(searchName('女儿绿').pinyin).toBe('nv er lv')
  })

  it('chooses the reading by the word, and takes an override for what the dictionary cannot know', () => {
    expect(searchName('重庆').pinyin).toBe('chong qing')
    expect(searchName('重要').pinyin).toBe('zhong yao')
    expect(searchName('北行街村 2 组', 'bei hang jie cun zu')).toMatchObject({ pinyin: 'bei hang jie cun 2 zu', initials: 'bhjc2z' })
    expect(syllableCount('北行街村 2 组')).toBe(5)
  })

  it('keeps characters and syllables in step for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (text) => {
        const read = searchName(text)
        const units = characters(text)
        expect(read.pinyin === '' ? 0 : read.pinyin.split(' ').length).toBe(units.length)
      }),
    )
    expect(searchName('𬇙水🚒库').pinyin.split(' ').slice(1)).toEqual(['shui', 'ku'])
  })

  it('makes an incident findable by its title, however it is typed', () => {
    const index = createPlaceIndex([])
    index.put(searchEntry({ id: 'i1', type: 'incident', name: '人员失联 · 涉水', aliases: ['马站镇 观美水库上游'], at: null }))
    for (const query of ['rysl', 'renyuan', '涉水', 'guanmei', 'mzzgm', '马站']) expect(index.search(query), query).toHaveLength(1)
  })
})
