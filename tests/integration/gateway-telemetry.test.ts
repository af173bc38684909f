import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { next, startRig, testPack, type Rig, type Screen } from '../../electron/hub/gateway/testing/harness'
import { TrackStore } from '../../renderer/state/track-store'
import { err, ok } from '../../shared/base/result'
import type { TrackHistory } from '../../electron/hub/tracks/history'
import type { Pack } from '../../shared/pack/schema'
import type { HeatGrid, Reading } from '../../shared/protocol/messages'
import { encodeTrackFrame } from '../../shared/protocol/track-frame'

function pack(): Pack {
  const base = testPack()
  return {
    ...base,
    manifest: {
      ...base.manifest,
      feeds: [
        { name: 'vessels', kind: 'telemetry-http', datum: 'wgs84', channel: '船舶', staleSeconds: 5 },
        { name: 'other', kind: 'telemetry-http', datum: 'gcj02', channel: '其他' },
      ],
      heats: [{ id: 'people', name: { zh: '人', en: 'People' }, staleSeconds: 60 }],
    },
    shelters: [{ id: 'school', name: '小学', township: '马站镇', capacity: 100, at: { lon: 120.4, lat: 27.3 } }],
    pointSets: [
      {
        id: 'sensors', kind: 'sensor', ids: ['s1', 's2'], names: ['一', '二'], lon: [120.4, 120.5], lat: [27.3, 27.4], townships: ['马站镇'], townshipOf: [0, 0],
        details: [
          { heading: 'metric', values: ['level', ''] },
          { heading: 'blue', values: ['3', ''] },
          { heading: '红色', values: ['4.5', ''] },
        ],
      },
    ],
  }
}

let rig: Rig
let key: string
beforeEach(async () => {
  rig = await startRig({}, pack())
  key = rig.key('feed', 'vessels')
})
afterEach(() => rig.close())

interface Batch { readonly accepted: number; readonly older: number; readonly future: number; readonly full: number; readonly invalid: number; readonly outcomes: readonly { row: number; outcome: string; field?: string; message?: string }[] }
async function post(what: string, body: unknown, as = key, feed = 'vessels'): Promise<{ status: number; body: Batch & { error?: { code: string; field?: string } } }> {
  const { status, body: answer } = await rig.call('POST', `/api/v1/feeds/${feed}/${what}`, { key: as, body })
  return { status, body: answer as unknown as Batch }
}
const vessel = (n: number, more: object = {}) => ({ id: `vessel:${n}`, lon: 120.7 + n / 1e5, lat: 27.2, at: Date.now(), headingDeg: 90, speedMps: 4, ...more })

/** A screen that takes every frame, as the page does. */
function following(token: string): { screen: Screen; store: TrackStore; frames: () => number } {
  const screen = rig.screen(token)
  const store = new TrackStore()
  let frames = 0
  screen.on('tracks', (frame, done) => {
    const bytes = frame as unknown as Buffer
    store.receive(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
    frames += 1
    done()
  })
  return { screen, store, frames: () => frames }
}
async function until(test: () => boolean, ms = 5000): Promise<void> {
  for (let waited = 0; !test(); waited += 10) {
    if (waited > ms) throw new Error('it did not come to pass')
    await sleep(10)
  }
}

describe('positions of a feed', () => {
  it('reach desk and wall, with names, the newest only; a screen that comes later gets them all', async () => {
    const desk = following(rig.keys.officer)
    await until(() => desk.frames() > 0)
    const at = Date.now()
    expect(await post('positions', { positions: [vessel(1, { name: '演示渔 1', at }), vessel(2, { at })] })).toMatchObject({ status: 200, body: { accepted: 2, outcomes: [] } })
    expect(await post('positions', { positions: [vessel(1, { name: '演示渔 1', lon: 120.9, at: at + 1 }), vessel(2, { lon: 120.1, at: at - 1 })] })).toMatchObject({
      body: { accepted: 1, older: 1, outcomes: [{ row: 1, outcome: 'older' }] },
    })
    await until(() => desk.store.group('vessel').get('vessel:1')?.lon === 120.9)
    expect(desk.store.group('vessel').get('vessel:1')).toMatchObject({ name: '演示渔 1', headingDeg: 90, speedMps: 4, at: at + 1 })
    expect(desk.store.group('vessel').get('vessel:2')?.lon).toBeCloseTo(120.70002, 6)
    const wall = following(rig.keys.wall)
    await until(() => wall.store.group('vessel').size === 2)
    expect(desk.store.refused + wall.store.refused).toBe(0)
  })

  it('are judged row by row: a wrong one is told with its field and costs the others nothing', async () => {
    const now = Date.now()
    const rows = [
      vessel(1),
      vessel(2, { lon: 27.2, lat: 120.7 }),
      vessel(3, { lon: null }),
      vessel(4, { lon: 118 }),
      vessel(5, { at: now + 600_000 }),
      vessel(6, { at: '2026-01-01T00:00:00' }),
      vessel(7, { id: 'team:lan' }),
      vessel(8, { id: 'vessel:' }),
      vessel(9, { speedMps: -1 }),
      'vessel',
      null,
      vessel(10, { at: now - 7 * 3_600_000 }),
      vessel(11),
    ]
    const { status, body } = await post('positions', { positions: rows })
    expect(status).toBe(200)
    expect(body).toMatchObject({ accepted: 2, older: 1, future: 1, full: 0, invalid: 9 })
    expect(body.outcomes.map(({ row, outcome, field }) => [row, field ?? outcome])).toEqual([
      [1, 'lon'], [2, 'lon'], [3, 'lon'], [4, 'future'], [5, 'at'], [6, 'id'], [7, 'id'], [8, 'speedMps'], [9, 'invalid'], [10, 'invalid'], [11, 'older'],
    ])
    expect(body.outcomes[0]?.message).toContain('swapped')
    expect(rig.hub.tracks.get('team:lan')).toBeUndefined()
    expect(rig.hub.tracks.size).toBe(2)
  })

  it('come in the frame that the feed or the batch says, and need one', async () => {
    const at = Date.now()
    await post('positions', { datum: 'GCJ02', positions: [vessel(1, { lon: 120.7046, lat: 27.1974, at }), vessel(2, { lon: 120.7, lat: 27.2, datum: 'WGS84', at })] })
    expect(Math.abs((rig.hub.tracks.get('vessel:1')?.lon ?? 0) - 120.7046)).toBeGreaterThan(0.002)
    expect(rig.hub.tracks.get('vessel:2')).toMatchObject({ lon: 120.7, lat: 27.2 })
    const unnamed = rig.key('feed', 'new-one')
    expect((await post('positions', { positions: [vessel(3)] }, unnamed, 'new-one')).body).toMatchObject({ invalid: 1, outcomes: [{ field: 'datum' }] })
  })

  it('are taken from the feed\'s own key only, in batches that end somewhere', async () => {
    expect(await post('positions', { positions: [vessel(1)] }, key, 'other')).toMatchObject({ status: 403, body: { error: { code: 'forbidden', field: 'name' } } })
    expect(await post('positions', { positions: [vessel(1)] }, rig.keys.officer)).toMatchObject({ status: 403 })
    expect(await post('positions', {})).toMatchObject({ status: 422, body: { error: { field: 'positions' } } })
    expect(await post('positions', { positions: [] })).toMatchObject({ status: 422, body: { error: { field: 'positions' } } })
    expect(await post('positions', { positions: Array.from({ length: 20_001 }, () => 0) })).toMatchObject({ status: 422, body: { error: { field: 'positions' } } })
    expect((await rig.call('POST', '/api/v1/feeds/vessels/positions', { key, raw: ' '.repeat(8 * 1024 * 1024 + 1) })).status).toBe(413)
    expect(rig.hub.tracks.size).toBe(0)
  })

  it('take 20,000 rows at once while others are served', async () => {
    const at = Date.now()
    const sent = post('positions', { positions: Array.from({ length: 20_000 }, (_, n) => (n % 2 ? vessel(n, { at }) : { ...vessel(n), lat: 'x' })) })
    expect((await rig.call('GET', '/healthz')).status).toBe(200)
    const { body } = await sent
    expect(body).toMatchObject({ accepted: 10_000, invalid: 10_000 })
    expect(body.outcomes).toHaveLength(100)
    const { body: health } = await rig.call('GET', '/api/v1/health', { key: rig.keys.officer })
    expect((health['sources'] as { id: string }[]).find(({ id }) => id === 'feed:vessels')).toMatchObject({ state: 'live', staleAfterMs: 5000, detail: '10000', refused: 10_000 })
    expect(health['counters']).toMatchObject({ 'telemetry.accepted': 10_000, 'telemetry.invalid': 10_000 })
  })

  it('answer any rubbish with a refusal or a count, and keep nothing of it', async () => {
    const bodies = fc.oneof(
      fc.jsonValue(),
      fc.record({ positions: fc.array(fc.oneof(fc.jsonValue(), fc.record({ id: fc.constant('vessel:1'), lon: fc.jsonValue(), lat: fc.jsonValue(), at: fc.jsonValue() }))) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('positions', 'readings', 'heat'), bodies, async (what, body) => {
        expect([200, 404, 422]).toContain((await post(what, body ?? null)).status)
        expect(rig.hub.tracks.size).toBe(0)
      }),
      { numRuns: 60 },
    )
  })
})

describe('moving objects on a screen', () => {
  it('outside of where it looks come once a second, those inside at once', async () => {
    const desk = following(rig.keys.officer)
    await until(() => desk.frames() > 0)
    await new Promise((resolve) => desk.screen.emit('viewport', { bounds: [120.6, 27, 120.8, 27.4] }, resolve))
    const seen = { inside: new Set<number>(), outside: new Set<number>() }
    const from = Date.now()
    for (let step = 0; Date.now() - from < 2_500; step++) {
      const at = Date.now()
      rig.hub.tracks.put({ ...point('vessel:in', 120.7), at }, at)
      rig.hub.tracks.put({ ...point('vessel:out', 120.9), at }, at)
      await sleep(20)
      for (const [name, id] of [['inside', 'vessel:in'], ['outside', 'vessel:out']] as const) {
        const held = desk.store.group('vessel').get(id)
        if (held) seen[name].add(held.at)
      }
    }
    expect(seen.outside.size).toBeGreaterThanOrEqual(1)
    expect(seen.inside.size).toBeGreaterThan(seen.outside.size * 2)
  })

  it('that are forgotten leave every screen, and their handle may be another\'s', async () => {
    const desk = following(rig.keys.officer)
    await until(() => desk.frames() > 0)
    const now = Date.now()
    rig.hub.tracks.put({ ...point('vessel:old', 120.7), at: now - 1000 }, now)
    rig.hub.tracks.put({ ...point('team:lan', 120.7), at: now - 1000 }, now)
    await until(() => desk.store.group('vessel').size === 1)
    expect(rig.hub.tracks.forget(now - 500)).toBe(1)
    rig.hub.tracks.put({ ...point('vessel:new', 120.8), at: now }, now)
    await until(() => desk.store.group('vessel').get('vessel:new') !== null)
    expect(desk.store.group('vessel').get('vessel:old')).toBeNull()
    expect(desk.store.group('team').size).toBe(1)
    expect(desk.store.refused).toBe(0)
  })
})

const point = (id: string, lon: number) => ({ id, lon, lat: 27.2, headingDeg: 0, speedMps: 1, accuracyM: 5 })

describe('readings of a feed', () => {
  it('[GW16] reach screens: all at first, then what changed, the newest of each, after the last was taken', async () => {
    const at = Date.now() - 10_000
    expect((await post('readings', { readings: [reading('sensors:s1', 2, at), reading('shelter:school', 40, at, { metric: 'occupancy', unit: '人' })] })).body).toMatchObject({ accepted: 2 })
    const got: Reading[][] = []
    const done: (() => void)[] = []
    const desk = rig.screen(rig.keys.officer)
    desk.on('readings', (changed, taken) => {
      got.push([...changed])
      done.push(taken)
    })
    await until(() => got.length === 1)
    expect(got[0]).toHaveLength(2)
    for (let step = 1; step <= 5; step++) await post('readings', { readings: [reading('sensors:s1', 2 + step / 10, at + step)] })
    await sleep(1_300)
    expect(got).toHaveLength(1)
    done[0]?.()
    await until(() => got.length === 2)
    expect(got[1]).toEqual([{ id: 'sensors:s1', metric: 'level', value: 2.5, unit: 'm', state: 'normal', at: at + 5 }])
  })

  it('have the state that they say, or that the point\'s own table gives', async () => {
    const at = Date.now()
    await post('readings', {
      readings: [
        reading('sensors:s1', 3, at), reading('sensors:s1', 99, at, { metric: 'battery' }), reading('sensors:s2', 99, at),
        reading('shelter:school', 1, at, { metric: 'occupancy', state: 'fault' }),
      ],
    })
    expect(Object.fromEntries([...rig.hub.readings.all()].map(({ id, metric, state }) => [`${id} ${metric}`, state]))).toEqual({
      'sensors:s1 level': 'blue', 'sensors:s1 battery': 'normal', 'sensors:s2 level': 'normal', 'shelter:school occupancy': 'fault',
    })
    await post('readings', { readings: [reading('sensors:s1', 4.5, at + 1)] })
    expect(rig.hub.readings.of('sensors:s1').find(({ metric }) => metric === 'level')?.state).toBe('red')
  })

  it('are refused row by row where nothing known measures, or nothing can be meant', async () => {
    const at = Date.now()
    const rows = [
      reading('sensors:s9', 1, at), reading('vessel:1', 1, at), reading('sensors:s1', 1, at, { metric: '水位' }), reading('sensors:s1', 1, at, { value: null }),
      reading('sensors:s1', 1, at, { state: 'purple' }), reading('sensors:s1', 1, at + 600_000), reading('sensors:s1', 1, at), reading('sensors:s1', 1, at),
    ]
    const { body } = await post('readings', { readings: rows })
    expect(body).toMatchObject({ accepted: 1, older: 1, future: 1, invalid: 5 })
    expect(body.outcomes.map(({ field }) => field)).toEqual(['id', 'id', 'metric', 'value', 'state', undefined, undefined])
    for (let metric = 0; metric < 20; metric++) await post('readings', { readings: [reading('sensors:s2', 1, at, { metric: `m${metric}` })] })
    expect(rig.hub.readings.of('sensors:s2')).toHaveLength(12)
  })
})

function reading(id: string, value: number, at: number, more: object = {}) {
  return { id, metric: 'level', value, unit: 'm', at, ...more }
}

describe('people counted by cell', () => {
  const grid = (at: number, more: object = {}) => ({ id: 'people', at, cellM: 250, lon: [120.42, 120.43, 120.44], lat: [27.29, 27.29, 27.29], count: [14, 4, 5], ...more })

  it('[GW17] reach officers as they are, and walls without the cells in which single people could be told', async () => {
    const [desk, wall] = [rig.screen(rig.keys.officer), rig.screen(rig.keys.wall)]
    await Promise.all([next(desk, 'snapshot'), next(wall, 'snapshot')])
    const [onDesk, onWall] = [next(desk, 'heat'), next(wall, 'heat')]
    const at = Date.now()
    expect((await post('heat', grid(at))).body).toMatchObject({ accepted: 3 })
    expect((await onDesk).count).toEqual([14, 4, 5])
    const shown: HeatGrid = await onWall
    expect(shown).toMatchObject({ id: 'people', at, cellM: 250, lon: [120.42, 120.44], count: [14, 5] })
    // The same on a wall that comes later.
    expect((await next(rig.screen(rig.keys.wall), 'heat')).count).toEqual([14, 5])
    expect((await post('heat', grid(at))).body).toMatchObject({ accepted: 0, older: 3 })
  })

  it('are refused whole where the grid is wrong, cell by cell where a cell is', async () => {
    const at = Date.now()
    expect(await post('heat', grid(at, { id: 'nobody' }))).toMatchObject({ status: 404, body: { error: { field: 'id' } } })
    expect(await post('heat', grid(at, { count: [1] }))).toMatchObject({ status: 422, body: { error: { field: 'count' } } })
    expect(await post('heat', grid(at, { cellM: 0 }))).toMatchObject({ status: 422, body: { error: { field: 'cellM' } } })
    expect((await post('heat', grid(at, { lat: [27.29, 99, null], count: [14, 4, 5] }))).body).toMatchObject({ accepted: 1, invalid: 2, outcomes: [{ row: 1, field: 'lat' }, { row: 2, field: 'lat' }] })
    expect([...rig.hub.heat.all()][0]?.count).toEqual([14])
  })
})

describe('positions of the past', () => {
  const T = Date.now() - 60_000
  const kept: TrackHistory = {
    trail: (id, from, to) => Promise.resolve(ok(id === 'vessel:1' ? { id, name: null, at: [from, to], lon: [120.7, 120.8], lat: [27.2, 27.2], headingDeg: [null, 90], speedMps: [null, 4] } : null)),
    at: (time) => {
      const moved = [{ handle: 0, point: { ...point('vessel:1', 120.7), at: time - 5000, headingDeg: NaN, speedMps: 4, accuracyM: NaN } }]
      return Promise.resolve(ok(encodeTrackFrame({ hubTime: time, start: true, named: [{ handle: 0, id: 'vessel:1', name: '演示渔' }], removed: [], moved })))
    },
    span: () => Promise.resolve(ok({ from: T, to: T + 1000 })),
    state: () => ({ state: 'live', lastAt: T, message: '' }),
    flush: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
  const broken: TrackHistory = {
    ...kept,
    at: () => Promise.resolve(err({ code: 'unavailable', message: 'positions are not kept: disk full' })),
    state: () => ({ state: 'failed', lastAt: null, message: 'disk full' }),
  }
  const see = (own: Rig, path: string) => own.call('GET', `/api/v1/tracks/${path}`, { key: own.keys.wall })

  it('are a trail in columns, a frame of a moment, and the span that there is', async () => {
    const own = await startRig({ history: kept }, pack())
    expect((await see(own, `trail?id=vessel:1&from=${T}&to=${new Date(T + 5000).toISOString()}`)).body).toMatchObject({ at: [T, T + 5000], headingDeg: [null, 90] })
    expect((await see(own, 'trail?id=vessel:9')).status).toBe(404)
    expect((await see(own, 'span')).body).toEqual({ span: { from: T, to: T + 1000 } })
    const response = await fetch(new URL(`/api/v1/tracks/at?time=${T}`, own.gateway.url), { headers: { authorization: `Bearer ${own.keys.wall}` } })
    const store = new TrackStore()
    expect(store.receive(await response.arrayBuffer())).toBe(T)
    expect(store.group('vessel').get('vessel:1')).toEqual({ id: 'vessel:1', name: '演示渔', lon: 120.7, lat: 27.2, at: T - 5000, headingDeg: NaN, speedMps: 4, accuracyM: NaN })
    await own.close()
  })

  it('are refused with the field for what cannot be meant', async () => {
    const own = await startRig({ history: kept }, pack())
    for (const [path, field] of [
      ['trail', 'id'], ['trail?id=vessel:1&from=yesterday', 'from'], ['trail?id=vessel:1&from=5', 'from'], [`trail?id=vessel:1&from=${T}&to=${T}`, 'from'],
      ['at', 'time'], ['at?time=2026-07-28T14:00:00', 'time'], [`at?time=${Date.now() + 3_600_000}`, 'time'],
    ]) {
      expect(await see(own, path ?? ''), path).toMatchObject({ status: 422, body: { error: { code: 'invalid', field } } })
    }
    await own.close()
  })

  it('that cannot be kept are said to be missing, in the answer and in the health, and nothing else is', async () => {
    const own = await startRig({ history: broken }, pack())
    expect(await see(own, `at?time=${T}`)).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } })
    const health = await next(own.screen(own.keys.officer), 'health')
    expect(health.sources.find(({ id }) => id === 'history')).toMatchObject({ state: 'failed', detail: 'disk full' })
    expect((await see(rig, `at?time=${T}`)).status).toBe(503)
    await own.close()
  })
})
