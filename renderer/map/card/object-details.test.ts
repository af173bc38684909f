import { describe, expect, it } from 'vitest'
import { READING_STATES } from '../../../shared/pack/points'
import type { Reading } from '../../../shared/protocol/messages'
import type { PointSet } from '../../state/points'
import { translator } from '../../../shared/i18n/translator'
import { coverageAreas, incidentHeat, newestReading, peopleHeat, pointsStatus, pointStates, shelterMarks } from '../sources'
import { layerStatusText } from '../status-text'
import { EMPTY_MAP, type MapData } from '../types'
import { describeObject, type Describing } from './object-details'

const NOW = 1_000_000_000
const t = translator('zh')
const set: PointSet = {
  id: 'sensors',
  kind: 'sensor',
  size: 2,
  ids: ['s1', 's2'],
  names: ['一号水位', '二号水位'],
  lonLat: Float64Array.from([120, 27, 120.1, 27.1]),
  townships: ['马站镇'],
  townshipOf: Uint16Array.from([0, 0]),
  details: [{ heading: '责任人', values: ['<b>演示</b>', ''] }],
  row: (id) => ({ s1: 0, s2: 1 })[id],
}
const reading = (changes: Partial<Reading>): Reading => ({ id: 'sensors:s1', metric: '水位', value: 4.2, unit: 'm', state: 'orange', at: NOW - 60_000, ...changes })
const byId = new Map<string, readonly Reading[]>([
  ['sensors:s1', [reading({}), reading({ metric: '雨量', state: 'normal', value: 3, unit: '' })]],
  ['sensors:gone', [reading({ id: 'sensors:gone' })]],
  ['shelter:h1', [reading({ id: 'shelter:h1', metric: 'occupancy', value: 200, unit: '人', state: 'normal' })]],
])
const describing: Describing = { t, language: 'zh', now: NOW, readings: (id) => byId.get(id) ?? [] }
const data: MapData = {
  ...EMPTY_MAP,
  points: [{ set, name: '感知点', states: null }],
  shelters: shelterMarks([{ id: 'h1', name: '马站小学', nameEn: 'Mazhan school', at: { lon: 120, lat: 27 }, township: '马站镇', capacity: 200 }], byId, NOW),
}

describe('the card of what was picked', () => {
  it('has a point with its readings, their grade and age, and the table it came from, as text', () => {
    const details = describeObject({ layer: 'points', set: 'sensors', id: 's1' }, data, describing)
    expect(details).toMatchObject({ title: '一号水位', kind: '感知点', at: { lon: 120, lat: 27 } })
    expect(details?.facts).toEqual([
      { label: '水位', value: '4.2 m · 60 秒', severity: 'orange' },
      { label: '雨量', value: '3 · 60 秒' },
      { label: '所在乡镇', value: '马站镇' },
      { label: '责任人', value: '<b>演示</b>' },
    ])
  })

  it('says that nothing has been read, and leaves empty cells of the table out', () => {
    const details = describeObject({ layer: 'points', set: 'sensors', id: 's2' }, data, describing)
    expect(details?.facts.map(({ label }) => label)).toEqual(['读数', '所在乡镇'])
  })

  it('says of a shelter how full it is, in words when it is full, and its English name where there is one', () => {
    const details = describeObject({ layer: 'shelters', id: 'h1' }, data, { ...describing, language: 'en' })
    expect(details?.title).toBe('Mazhan school')
    expect(details?.facts[0]).toEqual({ label: '已安置', value: '200 / 200 人 · 已满 · 60 秒', tone: 'strong' })
  })

  it('lists the members of a count, and how many more there are', () => {
    const details = describeObject({ layer: 'points', set: 'sensors', id: '', cluster: { count: 5, bounds: [120, 27, 120.1, 27.1], ids: ['s1', 's2'] } }, data, describing)
    expect(details?.members.map(({ title }) => title)).toEqual(['一号水位', '二号水位'])
    expect(details?.more).toBe(3)
  })

  it('is none for what is no longer there', () => {
    expect(describeObject({ layer: 'points', set: 'sensors', id: 'x' }, data, describing)).toBeNull()
    expect(describeObject({ layer: 'teams', id: 'x' }, data, describing)).toBeNull()
    expect(describeObject({ layer: 'vessels', id: 'x' }, data, describing)).toBeNull()
  })
})

describe('what the stores have, as the map wants it', () => {
  it('is the gravest state of each point, worked out once', () => {
    const states = pointStates(set, byId)
    expect([...(states ?? [])]).toEqual([READING_STATES.indexOf('orange'), 255])
    expect(pointStates(set, byId)).toBe(states)
    expect(pointStates({ ...set, id: 'poles', kind: 'rescue-pole' }, byId)).toBeNull()
    expect(newestReading('sensors', byId)).toBe(NOW - 60_000)
    expect(newestReading('poles', byId)).toBeNull()
  })

  it('is incidents of a period by their weight, and people by their grid', () => {
    const incident = (reportedAt: number, severity: 'red' | 'blue', status: 'closed' | 'merged' = 'closed') => ({ at: { lon: 120, lat: 27 }, severity, reportedAt, status, drill: false })
    const heat = incidentHeat([incident(5, 'red'), incident(10, 'blue'), incident(11, 'red', 'merged'), incident(20, 'red')], 5, 20, false, '')
    expect([...heat.weight]).toEqual([4, 1])
    const grid = { id: 'people', at: 1, lon: [120], lat: [27], count: [30], cellM: 250 }
    expect(peopleHeat(grid, '人')).toMatchObject({ size: 1, cellM: 250, of: 'people' })
    expect(peopleHeat(grid, '人')).toBe(peopleHeat(grid, '人'))
  })

  it('is an area for each that has one, marked where it is only estimated', () => {
    const cover = (polygons: number, sources: number, estimatedSources: number) =>
      ({ area: { type: 'MultiPolygon', coordinates: Array.from({ length: polygons }, () => []) }, sources, estimatedSources, people: null, places: 0 }) as const
    const areas = coverageAreas({ stations: cover(1, 2, 2), teams: cover(1, 2, 1), lost: cover(0, 0, 0), budgetSeconds: 900, schematic: true } as never, t)
    expect(areas.map(({ of, estimated, label }) => [of, estimated, label])).toEqual([
      ['stations', true, '15 分钟 · 示意路网 · 估算'],
      ['teams', false, '15 分钟 · 示意路网'],
    ])
  })

  it('says why a set is not there', () => {
    const failed = (error: Parameters<typeof pointsStatus>[0]['error']) => layerStatusText(pointsStatus({ status: 'failed', set: null, error }, null, NOW), 0, NOW, t)
    expect(failed({ code: 'swapped', where: 3, lon: 27.123_46, lat: 120 })).toBe('经纬度写反了（经度 27.1235、纬度 120）：未显示')
    expect(failed({ code: 'outside', where: 2, lon: NaN, lat: 27 })).toBe('第 3 行坐标无效（NaN, 27）：未显示')
    expect(failed({ code: 'too-many', found: 1_000_000, max: 250_000 })).toBe('1000000 个点，超过 250000 的上限：未显示')
    expect(failed({ code: 'refused', rejection: { code: 'unavailable', message: '中枢不在' } })).toBe('数据源：中枢不在')
    expect(failed({ code: 'empty' })).toBe('没有数据')
    expect(layerStatusText(pointsStatus({ status: 'ready', set, error: null }, NOW - 7_200_000, NOW), 2, NOW, t)).toBe('数据停在 2 小时前，已变灰')
    expect(layerStatusText(undefined, 3, NOW, t)).toBeNull()
    expect(layerStatusText(undefined, 0, NOW, t)).toBe('没有数据')
  })
})
