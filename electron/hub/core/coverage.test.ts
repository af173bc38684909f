import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { required } from '../../../shared/base/assert'
import { asCommandId, asTeamId } from '../../../shared/base/ids'
import type { CoverageState } from '../../../shared/dispatch/coverage'
import type { Position, RoadService } from '../../../shared/dispatch/travel'
import type { Command, CommandType } from '../../../shared/domain/command'
import type { LonLat } from '../../../shared/geo/position'
import type { Pack, Place } from '../../../shared/pack/schema'
import { assign, call, FEED, KINDS, OFFICER, profile, T0 } from '../../../tests/fixtures/domain'
import { openMemoryLog } from '../log/memory'
import type { AreaService } from '../routing/areas/questions'
import { finish } from '../routing/areas/world'
import { buildGraph } from '../routing/build'
import { RoadEngine } from '../routing/engine'
import { insideRings } from '../routing/geometry'
import { at, sketch } from '../routing/testing'
import { openHub, type OpenedHub } from './open-hub'
import { silent, smallPack, straightRoads } from './testing'

/** One road of 60 km; a team at each end, both 90 s to mobilise. */
const ROAD_M = 60_000
const TEAMS = {
  west: profile('west', { base: at(1000, 0), mobilisationSeconds: 90 }),
  east: profile('east', { base: at(59_000, 0), mobilisationSeconds: 90 }),
}

const place = (id: string, x: number): Place => ({ id, name: id, kind: 'village', township: '马站镇', at: at(x, 30), aliases: [], approximate: true })
const people = (x: number, count: number) => ({ at: at(x, 20), people: count, township: '马站镇' })

function pack(changes: Partial<Pack> = {}): Pack {
  return {
    ...smallPack(KINDS.values(), TEAMS),
    stations: [{ id: 's', name: 's', kind: 'fire', township: '马站镇', at: at(30_000, 0) }],
    places: [place('p2', 2000), place('p30', 30_000), place('p57', 57_000), place('p58', 58_000)],
    population: [people(2100, 100), people(30_100, 1000), people(56_900, 20), people(57_100, 30), people(58_100, 7)],
    ...changes,
  }
}

interface Rig {
  readonly hub: OpenedHub
  readonly states: CoverageState[]
  /** Fails every question while true. */
  broken: boolean
  /** Answers wait for this. */
  held: Promise<void>
  send(type: CommandType, data: unknown, actor?: typeof OFFICER): Promise<{ incidentId?: string; dispatchId?: string; closureId?: string }>
}

const open: OpenedHub[] = []
beforeEach(() => void vi.useFakeTimers({ now: T0, toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(async () => {
  for (const hub of open.splice(0)) await hub.stop()
  vi.useRealTimers()
})

async function start(own: Pack = pack()): Promise<Rig> {
  const engine = new RoadEngine(buildGraph(sketch({ nodes: { A: [0, 0], B: [ROAD_M, 0] }, ways: ['A B'] })), null)
  const rig = { broken: false, held: Promise.resolve() }
  const answer = async <T>(work: () => T): Promise<T> => {
    await rig.held
    if (rig.broken) throw new Error('the road engine is being restarted')
    return work()
  }
  const areas: AreaService = {
    areas: (question) => answer(() => finish(engine.areas.areas(question, Date.now()))),
    coverage: (question) => answer(() => finish(engine.areas.coverage(question, Date.now()))),
    suggest: (question) => answer(() => finish(engine.areas.suggest(question, Date.now()))),
  }
  const roads: RoadService = { ...straightRoads(), setClosures: (closures) => Promise.resolve(engine.setClosures(closures, Date.now())) }
  const hub = await openHub({
    log: openMemoryLog(), pack: own, roads, areas, logger: silent, drill: false, onBroken: (error) => expect.unreachable(error.message),
  })
  open.push(hub)
  const states: CoverageState[] = []
  hub.onCoverage((state) => states.push(state))
  let commands = 0
  return Object.assign(rig, {
    hub,
    states,
    async send(type: CommandType, data: unknown, actor = OFFICER) {
      const reply = await hub.execute({ commandId: asCommandId(`c${++commands}`), type, data } as Command, actor)
      if (!reply.ok) throw new Error(reply.error.message)
      return reply.result
    },
  })
}

/** Lets gathered facts settle. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(500)
/** A hub that has just started lets its screens load first. */
const begin = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1_600)
const now = ({ hub }: Rig): CoverageState => required(hub.coverage(), 'coverage')
const holds = (area: CoverageState['lost']['area'], { lon, lat }: LonLat): boolean => insideRings(area.coordinates.flat(), lon, lat)
const position = (x: number, y: number): Position => [at(x, y).lon, at(x, y).lat]

async function order(rig: Rig, teamId: string): Promise<string> {
  const { incidentId = '' } = await rig.send('reportIncident', call('s1'), FEED)
  const { dispatchId = '' } = await rig.send('assignTeam', assign(incidentId, teamId))
  return dispatchId
}

describe('coverage', () => {
  it('says who reaches whom, with nothing lost while everybody is there', async () => {
    const rig = await start()
    await settle()
    expect(rig.hub.coverage()).toBeNull()
    await begin()
    const state = now(rig)
    expect(rig.states).toEqual([state])
    expect(state).toMatchObject({
      budgetSeconds: 900, schematic: true, totalPeople: 1157, totalPlaces: 4,
      // 15 minutes of the station, and 13.5 of the teams, on 40 km/h.
      stations: { sources: 1, estimatedSources: 0, people: 1000, places: 1 },
      teams: { sources: 2, estimatedSources: 0, people: 157, places: 3 },
      baseline: { sources: 2, people: 157, places: 3 },
      lost: { people: 0, placeCount: 0, places: [], since: null, causes: [] },
    })
    expect([2000, 30_000, 58_000].map((x) => holds(state.teams.area, at(x, 0)))).toEqual([true, false, true])
    expect([2000, 30_000, 58_000].map((x) => holds(state.stations.area, at(x, 0)))).toEqual([false, true, false])
  })

  it('counts and lists what a team under an order leaves behind, since when, and gives it back on release', async () => {
    const rig = await start()
    await settle()
    await vi.advanceTimersByTimeAsync(60_000)
    const dispatchId = await order(rig, 'east')
    const orderedAt = Date.now()
    await settle()
    const { lost, teams } = now(rig)
    expect(teams).toMatchObject({ sources: 1, people: 100, places: 1 })
    expect(lost).toMatchObject({ people: 57, placeCount: 2, since: orderedAt })
    expect(lost.places.map(({ id, people: count, seconds }) => [id, count, seconds])).toEqual([['p57', 50, null], ['p58', 7, null]])
    expect(lost.places[0]!.baselineSeconds).toBeGreaterThan(90 + 2000 / (40 / 3.6) - 20)
    expect(lost.causes).toEqual([{ kind: 'committed', teamId: 'east', incidentId: rig.hub.world.teams.get(asTeamId('east'))?.assignment?.incidentId, people: 57, places: 2 }])
    expect(holds(lost.area, at(58_000, 0))).toBe(true)
    expect(holds(lost.area, at(2000, 0))).toBe(false)

    await vi.advanceTimersByTimeAsync(30_000)
    await rig.send('setTeamDuty', { teamId: 'west', onDuty: true, reason: '' })
    await settle()
    expect(now(rig).lost.since).toBe(orderedAt)
    await rig.send('withdrawDispatch', { dispatchId, reason: 'x' })
    await settle()
    expect(now(rig).lost).toMatchObject({ people: 0, placeCount: 0, since: null, causes: [], area: { coordinates: [] } })
  })

  it('names who is off duty, and the closure where the team is there but cannot pass', async () => {
    const rig = await start()
    await rig.send('setTeamDuty', { teamId: 'east', onDuty: false, reason: '检修' })
    await settle()
    expect(now(rig).lost.causes).toMatchObject([{ kind: 'off-duty', teamId: 'east', people: 57, incidentId: null }])
    const { closureId = '' } = await rig.send('declareClosure', {
      geometry: { type: 'LineString', coordinates: [position(1500, -200), position(1500, 200)] }, vehicles: null, until: null, reason: '塌方',
    })
    await settle()
    expect(now(rig).lost).toMatchObject({ people: 157, placeCount: 3 })
    expect(now(rig).lost.causes).toMatchObject([{ kind: 'off-duty', teamId: 'east' }, { kind: 'closure', closureId }])
    await rig.send('liftClosure', { closureId, reason: '' })
    await rig.send('setTeamDuty', { teamId: 'east', onDuty: true, reason: '' })
    await settle()
    expect(now(rig).lost.people).toBe(0)
  })

  it('follows an available team that moves notably, and takes its base again when its position is old', async () => {
    const rig = await start()
    await settle()
    const move = (x: number) => rig.hub.tracks.put({ id: 'team:east', ...at(x, 0), headingDeg: 0, speedMps: 9, accuracyM: 5, at: Date.now() }, Date.now())
    move(58_900)
    await vi.advanceTimersByTimeAsync(11_000)
    expect(rig.states).toHaveLength(1)
    // Nothing changed: once a minute all the same, so that its age says whether it is kept up.
    await vi.advanceTimersByTimeAsync(61_000)
    expect(rig.states).toHaveLength(2)
    expect(Date.now() - now(rig).at).toBeLessThan(60_000)
    move(31_000)
    await vi.advanceTimersByTimeAsync(11_000)
    expect(now(rig)).toMatchObject({ teams: { people: 1100 }, lost: { people: 57, causes: [{ kind: 'moved', teamId: 'east', people: 57 }] } })
    await vi.advanceTimersByTimeAsync(140_000)
    expect(now(rig).lost.people).toBe(0)
  })

  it('ends a closure by itself, and keeps the last state while the engine fails, then catches up', async () => {
    const rig = await start()
    await rig.send('declareClosure', {
      geometry: { type: 'LineString', coordinates: [position(1500, -200), position(1500, 200)] }, vehicles: null, until: Date.now() + 60_000, reason: 'x',
    })
    await settle()
    expect(now(rig).lost.people).toBe(100)
    await vi.advanceTimersByTimeAsync(75_000)
    expect(now(rig).lost.people).toBe(0)
    rig.broken = true
    const before = now(rig)
    await order(rig, 'east')
    await settle()
    expect(now(rig)).toBe(before)
    expect(await rig.hub.reach({ at: at(0, 0), seconds: [600], vehicle: 'car', direction: 'from' })).toMatchObject({ ok: false, error: { code: 'unavailable' } })
    rig.broken = false
    await vi.advanceTimersByTimeAsync(6_000)
    expect(now(rig).lost.people).toBe(57)
  })

  it('takes up at once what was committed while it was at work', async () => {
    const rig = await start()
    let release = (): void => undefined
    rig.held = new Promise((resolve) => (release = resolve))
    await begin()
    expect(rig.hub.coverage()).toBeNull()
    await order(rig, 'east')
    release()
    await vi.advanceTimersByTimeAsync(0)
    expect(now(rig).lost.people).toBe(0)
    await settle()
    expect(now(rig).lost.people).toBe(57)
  })

  it('counts places only where the pack has no population', async () => {
    const rig = await start(pack({ population: [] }))
    await order(rig, 'east')
    await settle()
    expect(now(rig)).toMatchObject({ totalPeople: null, teams: { people: null, places: 1 }, lost: { people: null, placeCount: 2 } })
    expect(now(rig).lost.places[0]).toMatchObject({ people: null })
    expect(await rig.hub.suggestSites({ count: 1 })).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  })
})

describe('reach and suggestion', () => {
  it('counts the people within each time', async () => {
    const rig = await start()
    const answer = await rig.hub.reach({ at: at(57_000, 0), seconds: [600, 60], vehicle: 'car', direction: 'from' })
    const { areas, kind } = required(answer.ok ? answer.value : null, 'answer')
    expect(kind).toBe('road')
    expect(areas.map(({ seconds, people: count }) => [seconds, count])).toEqual([[60, 50], [600, 57]])
  })

  it('lets only so many questions wait at once', async () => {
    const rig = await start()
    const question = { at: at(57_000, 0), seconds: [60], vehicle: 'car', direction: 'from' } as const
    const answers = await Promise.all(Array.from({ length: 10 }, () => rig.hub.reach(question)))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(8)
    expect(answers[9]).toMatchObject({ error: { code: 'rate_limited' } })
    expect((await rig.hub.reach(question)).ok).toBe(true)
  })

  it('places teams where most people are out of reach, then backs up the rest, and says why', async () => {
    const rig = await start()
    const answer = await rig.hub.suggestSites({ count: 2 })
    const { sites, before, after, bestPossibleNewPeople, totalPeople } = required(answer.ok ? answer.value : null, 'answer')
    expect([totalPeople, before.people, before.backup]).toEqual([1157, 157, 0])
    expect(sites[0]).toMatchObject({ site: { kind: 'station', id: 's' }, newPeople: 1000, newPlaces: [{ id: 'p30', people: 1000 }], backupPeople: 0, backsUp: [] })
    expect(sites[1]).toMatchObject({ site: { kind: 'base', id: 'west' }, newPeople: 0, backupPeople: 100, backsUp: [{ teamId: 'west', people: 100 }] })
    expect(after).toEqual({ people: 1157, backup: 100 })
    expect(bestPossibleNewPeople).toBe(1000)
  })

  it('counts only those who hold a valid certificate, where one is asked for', async () => {
    const certificate = { qualification: 'water', level: 'county', number: 'W' } as const
    const teams = {
      west: profile('west', { base: at(1000, 0), mobilisationSeconds: 90, certificates: [{ ...certificate, validUntil: '2001-01-01' }] }),
      east: profile('east', { base: at(59_000, 0), mobilisationSeconds: 90, certificates: [{ ...certificate, validUntil: '2099-01-01' }] }),
    }
    const rig = await start({ ...pack(), teams: smallPack(KINDS.values(), teams).teams })
    const answer = await rig.hub.suggestSites({ count: 1, qualification: 'water' })
    expect(answer).toMatchObject({ ok: true, value: { before: { people: 57 } } })
  })
})
