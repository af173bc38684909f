import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../base/time'
import { frozen, stormScene } from '../../tests/fixtures/briefing'
import { translator } from '../i18n/translator'
import { changesBetween, FIGURES, figuresOf } from './changes'
import { changeText, figureText, valueText, type Words } from './words'

const words: Words = { t: translator('zh'), language: 'zh', zone: 'Asia/Shanghai' }
const early = frozen(stormScene('2006-08', 96))
const late = frozen(stormScene('2006-08', 102))

describe('what has changed', () => {
  it('is nothing between a moment and itself', () => {
    fc.assert(
      fc.property(fc.constantFrom('2006-08', '2022-12'), fc.integer({ min: 20, max: 200 }), (id, hours) => {
        const content = frozen(stormScene(id as '2006-08', hours))
        expect(changesBetween(content, content)).toEqual([])
      }),
      { numRuns: 5 },
    )
  })

  it('is told number by number, in one order, and back again the other way round', () => {
    const there = changesBetween(early, late)
    const back = changesBetween(late, early)
    expect(there.map(({ figure }) => figure)).toContain('stormDistance')
    const ranks = there.map(({ figure }) => FIGURES.indexOf(figure))
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    const key = ({ figure, about }: (typeof there)[number]) => figure + JSON.stringify(about)
    expect(new Map(back.map((change) => [key(change), [change.after, change.before]]))).toEqual(new Map(there.map((change) => [key(change), [change.before, change.after]])))
  })

  it('leaves out what is written alike', () => {
    const storm = early.storm
    if (!storm?.now) throw new Error('no storm')
    const nudged = { ...early, storm: { ...storm, now: { ...storm.now, distanceM: Math.round(storm.now.distanceM / 1000) * 1000 + 200 } } }
    expect(changesBetween(early, nudged)).toEqual([])
  })

  it('tells that something became known, or is no longer', () => {
    const calm = { ...early, storm: null }
    expect(changesBetween(calm, early).find(({ figure }) => figure === 'storm')).toMatchObject({ before: null, after: { zh: '桑美' } })
    expect(changesBetween(early, calm).find(({ figure }) => figure === 'stormWind')).toMatchObject({ after: null })
  })

  it('has every figure once', () => {
    const keys = figuresOf(late).map(({ figure, about }) => figure + JSON.stringify(about))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it.each([
    [{ figure: 'incidentsOpen', about: null, unit: 'count', before: 3, after: 5 }, '在办警情 3 5 增加 2'],
    [{ figure: 'stormDistance', about: null, unit: 'm', before: 434_400, after: 224_600 }, '距本地 434 km 225 km 减少 209 km'],
    [{ figure: 'landingAt', about: null, unit: 'time', before: 3 * HOUR, after: HOUR - 10 * MINUTE }, '登陆时间 1月1日 11:00 1月1日 08:50 提前 2 小时 10 分'],
    [{ figure: 'townArrives', about: { town: { zh: '马站镇', en: 'Mazhan' } }, unit: 'time', before: null, after: HOUR }, '马站镇：风圈到达 – 1月1日 09:00 新有数据'],
    [{ figure: 'inside', about: { kind: 'factory', force: 'kt50' }, unit: 'count', before: 12_000, after: null }, '50 节风圈内企业 12,000 – 不再有数据'],
    [{ figure: 'level', about: null, unit: 'text', before: { zh: 'Ⅳ级', en: 'IV' }, after: { zh: 'Ⅲ级', en: 'III' } }, '应急响应 Ⅳ级 Ⅲ级 已变更'],
  ] as const)('is said in words: %j', (change, said) => {
    expect([figureText(change, words), valueText(change.before, change.unit, words), valueText(change.after, change.unit, words), changeText(change, words)].join(' ')).toBe(said)
  })
})
