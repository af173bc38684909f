import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asRecallId } from '../../../shared/base/ids'
import { HOUR, MINUTE } from '../../../shared/base/time'
import type { Command } from '../../../shared/domain/command'
import type { Typhoon } from '../../../shared/domain/typhoon/state'
import { emptyWorld, type World } from '../../../shared/domain/world'
import { seaSettingsSchema, type PackSea } from '../../../shared/pack/sea'
import { destination } from '../../../shared/geo/sphere'
import { createTrackTable, FORGET_AFTER_MS, type TrackTable } from '../tracks/table'
import { createVesselTable } from '../tracks/vessels'
import { createSeaKeeper, type SeaKeeper } from './keeper'
import { readSeaWorld, seaWays, straightWays } from './port-ways'

const packFolder = fileURLToPath(new URL('../../../resources/packs/cangnan/', import.meta.url))
const settings = seaSettingsSchema.parse(JSON.parse(readFileSync(`${packFolder}sea.json`, 'utf8')))
const quay = { id: 'quay', name: '码头', township: '霞关镇', at: { lon: 120.483, lat: 27.17 } }
const mmsi = (n: number) => `4129000${String(n).padStart(2, '0')}`
const square = (west: number, south: number, size: number): [number, number][] => [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
const sea: PackSea = {
  settings,
  grids: [
    { id: 'wide', name: '大', kind: 'static', unit: '', silenceMinutes: null, rings: [square(120.8, 27, 0.5)] },
    { id: 'strict', name: '严', kind: 'control', unit: '', silenceMinutes: 10, rings: [square(120.9, 27.1, 0.1)] },
  ],
  formations: [{ id: 'f1', name: '一组', leader: mmsi(1), port: 'quay', members: [mmsi(1), mmsi(2), mmsi(3)] }],
  vessels: [1, 2, 3, 4, 5].map((n) => ({ mmsi: mmsi(n), name: `演示 ${n}`, formation: n <= 3 ? 'f1' : null, owner: '演示', phone: '13800000001', crew: 6 })),
}

describe('watching the sea', () => {
  let now: number
  let world: World
  let tracks: TrackTable
  let keeper: SeaKeeper
  let sent: Command[]
  beforeEach(() => {
    now = Date.UTC(2026, 7, 1)
    world = emptyWorld()
    tracks = createTrackTable()
    sent = []
    keeper = createSeaKeeper({
      pack: { piers: [quay], sea }, world, tracks, vessels: createVesselTable(), now: () => now,
      logger: { warn: () => undefined, error: (what: unknown) => { throw new Error(JSON.stringify(what)) } },
      execute: (command) => {
        sent.push(command)
        return Promise.resolve({ ok: true, seq: 1, result: {} })
      },
    })
  })
  afterEach(() => keeper.stop())

  const hear = (n: number | string, lon: number, lat: number, speedMps = 3, headingDeg = 0) =>
    tracks.put({ id: `vessel:${typeof n === 'string' ? n : mmsi(n)}`, lon, lat, headingDeg, speedMps, accuracyM: NaN, at: now }, now)
  const look = async () => {
    await keeper.look()
    const state = keeper.state()
    if (!state) throw new Error('nothing was worked out')
    return state
  }

  it('says nothing before anything was heard', async () => {
    await keeper.look()
    expect(keeper.state()).toBeNull()
  })

  it('[SR11] counts those of the register by grid and town, and strangers apart', async () => {
    hear(1, 120.95, 27.15)
    hear(2, 120.85, 27.4)
    hear(3, quay.at.lon, quay.at.lat, 0)
    hear(4, 122, 29)
    hear('371798000', 120.95, 27.15)
    const state = await look()
    expect(state).toMatchObject({ total: 4, atSea: 3, inPort: 1, others: 1, moving: 3, silent: 0, late: null })
    expect(state.grids).toEqual([{ id: 'wide', vessels: 2 }, { id: 'strict', vessels: 1 }])
    expect(state.byTown).toEqual([{ town: '', total: 1, atSea: 1, inPort: 0, late: null }, { town: '霞关镇', total: 3, atSea: 2, inPort: 1, late: null }])
  })

  it('misses a vessel at sea after its limit, sooner in a strict grid, and never in port', async () => {
    hear(1, 120.95, 27.15)
    hear(2, 120.85, 27.4)
    hear(3, quay.at.lon, quay.at.lat, 0)
    await look()
    now += 11 * MINUTE
    expect((await look()).silentVessels.map((vessel) => vessel.mmsi)).toEqual([mmsi(1)])
    now += 20 * MINUTE
    expect((await look()).silentVessels.map((vessel) => vessel.mmsi).toSorted()).toEqual([mmsi(1), mmsi(2)])
    hear(1, 120.96, 27.15)
    expect((await look()).silent).toBe(1)
  })

  it('keeps where a vessel was when the tracks have forgotten it, until its own time is over', async () => {
    hear(1, 120.95, 27.15)
    await look()
    now += FORGET_AFTER_MS + MINUTE
    tracks.forget(now - FORGET_AFTER_MS)
    expect(tracks.size).toBe(0)
    expect((await look()).silentVessels[0]).toMatchObject({ mmsi: mmsi(1), lon: 120.95, lastAt: Date.UTC(2026, 7, 1) })
    now += settings.silence.keepHours * HOUR
    expect(await look()).toMatchObject({ total: 0, silent: 0 })
  })

  it('does not warn of vessels of one formation, nor in port', async () => {
    for (let i = 0; i < 3; i++) {
      now += 5_000
      const metres = i * 15
      hear(1, ...at({ lon: 120.95, lat: 27.15 }, 90, metres), 3, 90)
      hear(2, ...at({ lon: 120.956, lat: 27.15 }, 270, metres), 3, 270)
      hear(4, ...at({ lon: 121.05, lat: 27.3 }, 90, metres), 3, 90)
      hear(5, ...at({ lon: 121.056, lat: 27.3 }, 270, metres), 3, 270)
      await look()
    }
    const state = keeper.state()
    expect(state?.warnings.map(({ a, b }) => [a.mmsi, b.mmsi].toSorted())).toEqual([[mmsi(4), mmsi(5)]])
    expect(state?.suppressed.formation).toBe(1)
  })

  it('writes progress of a call once for each look, for who is new in it only', async () => {
    hear(1, quay.at.lon, quay.at.lat, 0)
    hear(2, 120.95, 27.15)
    const vessels = [{ mmsi: mmsi(1) }, { mmsi: mmsi(2) }, { mmsi: mmsi(5) }]
    world.recalls.set(asRecallId('r'), { id: asRecallId('r'), version: 1, scope: { kind: 'all' }, title: '', reason: '', by: 'officer:jia' as never, orderedAt: now, endedAt: null, endReason: '', drill: false, vessels })
    await look()
    expect(sent).toMatchObject([{ type: 'progressRecall', data: { recallId: 'r', moving: [], inPort: [mmsi(1)] } }])
    world.recalls.set(asRecallId('r'), { ...world.recalls.get(asRecallId('r'))!, version: 2, vessels: [{ mmsi: mmsi(1), inPortAt: now }, ...vessels.slice(1)] })
    for (const metres of [3000, 3200]) {
      now += 5_000
      hear(2, ...at({ lon: 120.95, lat: 27.15 }, 90, metres))
      await look()
    }
    expect(sent).toHaveLength(1)
    expect(keeper.state()?.recalls).toEqual([{ recallId: 'r', away: [mmsi(2)], moreAway: 0 }])
  })

  it('counts whom a scope would call: at sea and not called yet', async () => {
    hear(1, 120.95, 27.15)
    hear(2, 120.85, 27.4)
    hear(3, quay.at.lon, quay.at.lat, 0)
    hear('371798000', 120.95, 27.15)
    await look()
    const count = (scope: Parameters<SeaKeeper['count']>[0]) => {
      const counted = keeper.count(scope)
      return counted.ok ? [counted.value.vessels.length, counted.value.called, counted.value.inPort] : counted.error.code
    }
    expect(count({ kind: 'all' })).toEqual([2, 0, 1])
    expect(count({ kind: 'grid', id: 'strict' })).toEqual([1, 0, 0])
    expect(count({ kind: 'formation', id: 'f1' })).toEqual([2, 0, 1])
    expect(count({ kind: 'circle', at: { lon: 120.85, lat: 27.4 }, metres: 1000 })).toEqual([1, 0, 0])
    expect(count({ kind: 'late' })).toEqual([0, 0, 0])
    expect(count({ kind: 'grid', id: 'nothing' })).toBe('not_found')
  })

  it('lists who will be inside a circle before being in port, at the moment that is looked at, and can call them', async () => {
    // A storm that runs west along 27.2 N at 10 m/s, 250 km off at first, Beaufort 7 to 100 km.
    const circle = { force: 'b7' as const, shape: { kind: 'quadrants' as const, ne: 100_000, se: 100_000, sw: 100_000, nw: 100_000 } }
    const eye = destination({ lon: 120.95, lat: 27.2 }, 90, 250_000)
    const fixes = [0, 3, 6, 9].map((hours) => ({ at: now + hours * HOUR, ...destination(eye, 270, hours * 36_000), pressureHpa: 950, windMps: 40, circles: [circle], within70M: null }))
    const typhoonId = 'T1' as Typhoon['id']
    world.typhoons.set(typhoonId, { id: typhoonId, version: 1, name: { zh: '试', en: 'Test' }, observed: { test: fixes }, forecasts: {}, advisedAt: now, endedAt: null, endReason: '' } as unknown as Typhoon)
    hear(1, 120.6, 27.15, 4)
    hear(2, 121.9, 27.2, 3)
    const state = await look()
    // 12 km take an hour; 140 km take thirteen, and the circle comes within an hour and a half.
    expect(state.late).toMatchObject([{ typhoonId: 'T1', agency: 'test', force: 'b7', late: 1, inside: 0, vessels: [{ mmsi: mmsi(2), by: 'straight', port: 'quay' }] }])
    expect(state.byTown.find(({ town }) => town === '霞关镇')?.late).toBe(1)
    expect(keeper.count({ kind: 'late' })).toMatchObject({ ok: true, value: { vessels: [mmsi(2)] } })
    keeper.setMoment({ typhoonId, agency: 'test', at: now + 6 * HOUR })
    expect((await look()).late?.[0]).toMatchObject({ late: 2, inside: 2, at: now + 6 * HOUR })
    keeper.setMoment({ typhoonId, agency: 'test', at: now + 9 * HOUR + 1 })
    expect((await look()).late).toBeNull()
  })

  function at(from: { lon: number; lat: number }, bearing: number, metres: number): [number, number] {
    const { lon, lat } = destination(from, bearing, metres)
    return [lon, lat]
  }
})

describe('the way to port', () => {
  const ports = [quay, { ...quay, id: 'north', at: { lon: 120.672, lat: 27.4575 } }]

  it('is a straight line times its factor where no sea is known', () => {
    const way = straightWays(ports, 1.3)(120.67, 27.4)
    expect(way).toMatchObject({ port: 1, by: 'straight' })
    expect(way.metres / way.pierM).toBeCloseTo(1.3, 5)
    expect(straightWays([], 1.3)(120.67, 27.4)).toMatchObject({ port: -1, metres: Infinity })
  })

  it('goes over the water, round what lies between, and never is shorter than the straight line', () => {
    const ways = seaWays(readSeaWorld(`${packFolder}coast.geojson`, ports), ports, 1.3)
    for (const [lon, lat] of [[120.95, 27.2], [120.7, 27.1], [120.75, 27.5]] as const) {
      const way = ways(lon, lat)
      expect(way.by).toBe('sea')
      expect(way.metres).toBeGreaterThanOrEqual(way.pierM)
      expect(way.metres).toBeLessThan(way.pierM * 3)
    }
    // Outside the known coast.
    expect(ways(122, 29).by).toBe('straight')
  })
})
