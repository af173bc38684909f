import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHub, type OpenedHub } from '../../electron/hub/core/open-hub'
import { silent } from '../../electron/hub/core/testing'
import { next, startRig, type Rig } from '../../electron/hub/gateway/testing/harness'
import { openMemoryLog } from '../../electron/hub/log/memory'
import { loadPack } from '../../electron/hub/pack/load'
import type { AreaService } from '../../electron/hub/routing/areas/questions'
import { startRoadService } from '../../electron/hub/routing/client'
import { insideRings } from '../../electron/hub/routing/geometry'
import { required } from '../../shared/base/assert'
import type { CoverageState, CoverageSuggestion } from '../../shared/dispatch/coverage'
import type { AreaGeometry, ReachResult } from '../../shared/dispatch/reach'
import type { RoadService } from '../../shared/dispatch/travel'
import { distanceM } from '../../shared/geo/position'
import { availability } from '../../shared/domain/team/state'
import { teamStart } from '../../electron/hub/core/team-start'

const folder = fileURLToPath(new URL('../../resources/packs/cangnan', import.meta.url))
const MAZHAN = { lon: 120.446, lat: 27.277 }
/** An island off Xiaguan: nobody drives there. */
const BEIGUAN = { lon: 120.5245, lat: 27.1735 }

let roads: RoadService & AreaService
let hub: OpenedHub
let rig: Rig
beforeAll(async () => {
  const pack = await loadPack(folder)
  if (!pack.ok) throw new Error('the pack does not load')
  roads = startRoadService(pack.value, silent)
  hub = await openHub({ log: openMemoryLog(), pack: pack.value, roads, areas: roads, logger: silent, drill: true, onBroken: (error) => expect.unreachable(error.message) })
  rig = await startRig({ hub })
}, 30_000)
afterAll(async () => {
  await rig.close()
  await hub.stop()
  await roads.close()
})

const holds = (geometry: AreaGeometry, { lon, lat }: { lon: number; lat: number }): boolean => insideRings(geometry.coordinates.flat(), lon, lat)
const ask = (body: unknown) => rig.call('POST', '/api/v1/reach', { key: rig.keys.officer, body })
const question = { at: MAZHAN, seconds: [900, 300], vehicle: 'rescue-vehicle', direction: 'towards' }

/** The next state that the screen is sent for which this holds. */
async function state(screen: ReturnType<Rig['screen']>, holdsFor: (state: CoverageState) => boolean): Promise<CoverageState> {
  for (;;) {
    const found = await next(screen, 'coverage', 15_000)
    if (holdsFor(found)) return found
  }
}

async function coverage(): Promise<CoverageState> {
  for (let waited = 0; hub.coverage() === null && waited < 10_000; waited += 50) await new Promise((resolve) => setTimeout(resolve, 50))
  return required(hub.coverage(), 'coverage')
}

describe('POST /api/v1/reach', () => {
  it('draws areas on the real pack with the people in them', async () => {
    const { status, body } = await ask(question)
    expect(status).toBe(200)
    const { kind, areas, cellM } = body as unknown as ReachResult
    expect([kind, cellM]).toEqual(['road', 100])
    expect(areas.map(({ seconds }) => seconds)).toEqual([300, 900])
    for (const { geometry } of areas) {
      expect(holds(geometry, MAZHAN)).toBe(true)
      expect(holds(geometry, BEIGUAN)).toBe(false)
    }
    const [near, far] = areas
    expect(near!.people).toBeGreaterThan(5_000)
    expect(far!.people).toBeGreaterThan(near!.people!)
    expect(far!.squareMetres).toBeGreaterThan(2 * near!.squareMetres)
    const night = (await ask({ ...question, conditions: { night: true, storm: 'typhoon' } })).body as unknown as ReachResult
    expect(night.areas[1]!.squareMetres).toBeLessThan(far!.squareMetres)
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['no place', { at: undefined }, 'at'],
    ['a latitude beyond the poles', { at: { lon: 120, lat: 95 } }, 'at.lat'],
    ['a longitude that is no number', { at: { lon: 'x', lat: 27 } }, 'at.lon'],
    ['no times', { seconds: [] }, 'seconds'],
    ['too many times', { seconds: [60, 61, 62, 63, 64, 65, 66] }, 'seconds'],
    ['half a minute', { seconds: [30] }, 'seconds.0'],
    ['a day', { seconds: [300, 86_400] }, 'seconds.1'],
    ['a helicopter', { vehicle: 'helicopter' }, 'vehicle'],
    ['sideways', { direction: 'sideways' }, 'direction'],
    ['another storm', { conditions: { night: false, storm: 'gale' } }, 'conditions.storm'],
  ])('refuses %s and names the field', async (_, change, field) => {
    expect(await ask({ ...question, ...change })).toMatchObject({ status: 422, body: { error: { code: 'invalid', field } } })
  })

  it('says so when there are no areas, and to whom it is not open', async () => {
    const bare = await startRig()
    try {
      for (const path of ['/api/v1/reach', '/api/v1/coverage/suggestion']) {
        const body = path.endsWith('reach') ? question : { count: 1 }
        expect(await bare.call('POST', path, { key: bare.keys.officer, body })).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } })
        expect((await bare.call('POST', path, { key: bare.keys.wall, body })).status).toBe(403)
      }
      expect(await bare.call('GET', '/api/v1/coverage', { key: bare.keys.wall })).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } })
    } finally {
      await bare.close()
    }
  })
})

describe('GET /api/v1/coverage', () => {
  it('counts exactly those whom a recommendation would reach in time', async () => {
    const { teams, totalPeople, totalPlaces, baseline, conditions, schematic, lost } = await coverage()
    expect([totalPeople, totalPlaces, schematic]).toEqual([850_000, hub.pack.places.length, true])
    expect(teams.people).toBe(baseline.people)
    expect(lost).toMatchObject({ people: 0, placeCount: 0, since: null })
    // Every twentieth place asked one by one, as for an incident there.
    const origins = [...hub.world.teams.values()].filter((team) => availability(team, hub.now()) === 'available').flatMap((team) => {
      const { at } = teamStart(team, hub.tracks, hub.now(), 120)
      const own = [...new Set(team.profile.vehicles.map((vehicle) => vehicle.class))]
      return (own.length > 0 ? own : ['volunteer-car' as const]).map((vehicle) => ({
        id: team.id, at, vehicle, ...(own.includes('boat') && vehicle !== 'boat' ? { viaPier: true } : {}),
      }))
    })
    const delay = new Map([...hub.world.teams.values()].map((team) => [team.id as string, team.profile.mobilisationSeconds]))
    const { body } = await rig.call('GET', '/api/v1/coverage', { key: rig.keys.wall })
    const { teams: { area } } = body as unknown as CoverageState
    let inside = 0
    for (const { at } of hub.pack.places.filter((_, i) => i % 20 === 0)) {
      const { times } = await roads.travelTimes({ target: at, origins, conditions })
      const best = Math.min(...times.map(({ id, seconds }) => (seconds ?? Infinity) + delay.get(id)!))
      if (holds(area, at)) inside++
      if (best <= 880) expect(holds(area, at)).toBe(true)
      // Beside a road that is reached in the last minutes one may walk a little farther than a cell.
      if (best > 1500) expect(holds(area, at)).toBe(false)
    }
    expect(inside).toBeGreaterThan(5)
  })

  it('[GW18] tells officers and walls when a team leaves and when a road closes, and what is out of reach', async () => {
    await coverage()
    const [desk, wall] = [rig.screen(rig.keys.officer), rig.screen(rig.keys.wall)]
    const phone = rig.screen(rig.keys.team)
    let toldPhone = 0
    phone.on('coverage', () => void (toldPhone += 1))
    const first = await Promise.all([next(desk, 'coverage'), next(wall, 'coverage')])
    expect(first[0].lost.people).toBe(0)
    expect(first[1]).toEqual(first[0])

    // Whoever is alone in the north-west leaves.
    const gone = state(wall, ({ lost }) => lost.causes.some((cause) => cause.kind === 'off-duty'))
    for (const team of hub.world.teams.values()) {
      if (!['莒溪镇', '桥墩镇'].includes(team.profile.township)) continue
      await rig.call('POST', '/api/v1/commands', { key: rig.keys.officer, body: { commandId: `duty-${team.id}`, type: 'setTeamDuty', data: { teamId: team.id, onDuty: false, reason: '轮休' } } })
    }
    const { lost } = await gone
    expect(lost.people).toBeGreaterThan(0)
    expect(lost.placeCount).toBeGreaterThan(0)
    expect(lost.places[0]!.people).toBeGreaterThanOrEqual(lost.places.at(-1)!.people!)
    expect(lost.causes[0]).toMatchObject({ kind: 'off-duty' })

    const cut = state(desk, ({ lost: { causes } }) => causes.some((cause) => cause.kind === 'closure'))
    const closure = { geometry: { type: 'Polygon', coordinates: [[[120.4, 27.25], [120.5, 27.25], [120.5, 27.3], [120.4, 27.3], [120.4, 27.25]]] }, reason: '塌方' }
    expect((await rig.call('POST', '/api/v1/closures', { key: rig.keys.officer, body: closure })).status).toBe(201)
    expect((await cut).lost.people).toBeGreaterThan(lost.people!)
    expect(toldPhone).toBe(0)
  }, 30_000)
})

describe('POST /api/v1/coverage/suggestion', () => {
  const suggest = (body: unknown) => rig.call('POST', '/api/v1/coverage/suggestion', { key: rig.keys.officer, body })

  it('says where to wait and what each site adds', async () => {
    const { status, body } = await suggest({ count: 3 })
    expect(status).toBe(200)
    const { sites, before, after, bestPossibleNewPeople, candidates } = body as unknown as CoverageSuggestion
    expect(candidates).toBeGreaterThan(80)
    expect(sites).toHaveLength(3)
    expect(sites[0]!.newPeople).toBeGreaterThan(0)
    expect(sites[0]!.newPlaces[0]!.people).toBeGreaterThan(0)
    expect(before.people + sites.reduce((sum, { newPeople }) => sum + newPeople, 0)).toBe(after.people)
    expect(before.backup + sites.reduce((sum, { backupPeople }) => sum + backupPeople, 0)).toBe(after.backup)
    expect(after.people - before.people).toBeLessThanOrEqual(bestPossibleNewPeople)
    const water = (await suggest({ count: 3, qualification: 'water', vehicle: 'fire-engine' })).body as unknown as CoverageSuggestion
    expect(water.before.people).toBeLessThan(before.people)
  }, 30_000)

  it.each<[string, unknown, string]>([
    ['no count', {}, 'count'],
    ['nobody', { count: 0 }, 'count'],
    ['everybody', { count: 21 }, 'count'],
    ['an unknown certificate', { count: 1, qualification: 'swimming' }, 'qualification'],
    ['an unknown vehicle', { count: 1, vehicle: 'helicopter' }, 'vehicle'],
  ])('refuses %s and names the field', async (_, body, field) => {
    expect(await suggest(body)).toMatchObject({ status: 422, body: { error: { code: 'invalid', field } } })
  })
})

describe('POST /api/v1/people', () => {
  const count = (body: unknown) => rig.call('POST', '/api/v1/people', { key: rig.keys.officer, body })
  const around = (metres: number) => ({ circle: { at: MAZHAN, metres } })

  it('counts those in a circle or in a polygon', async () => {
    const all = await count(around(200_000))
    expect(all).toMatchObject({ status: 200, body: { people: 850_000 } })
    const near = (await count(around(2000))).body as unknown as { people: number }
    const expected = hub.pack.population.filter(({ at }) => distanceM(at, MAZHAN) <= 2000).reduce((sum, { people }) => sum + people, 0)
    expect(near.people).toBe(expected)
    expect(expected).toBeGreaterThan(3000)
    const ring = [[120, 27], [120.44, 27], [120.44, 28], [120, 28], [120, 27]]
    const west = (await count({ polygon: [ring] })).body as unknown as { people: number }
    expect(west.people).toBe(hub.pack.population.filter(({ at }) => at.lon < 120.44).reduce((sum, { people }) => sum + people, 0))
  })

  it.each<[string, unknown, string]>([
    ['neither', {}, 'circle'],
    ['both', { ...around(5), polygon: [[[120, 27], [121, 27], [121, 28], [120, 27]]] }, 'circle'],
    ['nothing around', around(0), 'circle.metres'],
    ['an open line', { polygon: [[[120, 27], [121, 27]]] }, 'polygon.0'],
  ])('refuses %s and names the field', async (_, body, field) => {
    expect(await count(body)).toMatchObject({ status: 422, body: { error: { code: 'invalid', field } } })
  })
})

it('the population stays in the hub', async () => {
  const { body } = await rig.call('GET', '/api/v1/pack', { key: rig.keys.officer })
  expect(body).toHaveProperty('stations')
  expect(body).not.toHaveProperty('population')
})
