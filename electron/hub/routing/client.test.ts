import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../../tests/fixtures/shared-data'
import { FAIR_DAY } from '../../../shared/dispatch/travel'
import type { RoadClosure, RoadService } from '../../../shared/dispatch/travel'
import type { AreaService } from './areas/questions'
import { openRoadService } from './client'
import type { RoadServiceOptions } from './client'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const pack = join(root, 'resources/packs/cangnan')
const sources = {
  roads: { kind: 'geojson' as const, path: join(pack, 'roads.geojson') },
  sea: { coastPath: join(pack, 'coast.geojson'), piers: [{ id: 'x', name: '霞关', lon: 120.48316, lat: 27.17021 }] },
}
const logger = pino({ enabled: false })
/** A barrier across the only road from Mazhan to Guanmei reservoir. */
const barrier: RoadClosure = {
  id: 'c1',
  geometry: { type: 'LineString', coordinates: [[120.43, 27.289], [120.433, 27.2905]] },
  vehicles: null,
  until: null,
}
const question = {
  target: { lon: 120.42, lat: 27.3 },
  origins: [{ id: 'lanqi', at: { lon: 120.4405, lat: 27.2815 }, vehicle: 'rescue-vehicle' as const }],
  conditions: FAIR_DAY,
}

let folder = ''
const open: RoadService[] = []
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dinghai-roads-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(async () => {
  for (const service of open.splice(0)) await service.close()
})

async function start(options: Partial<RoadServiceOptions> = {}): Promise<RoadService & AreaService> {
  const service = await openRoadService({ sources, logger, ...options })
  open.push(service)
  return service
}

/** The real worker, which dies when asked for a route by boat. */
function mortalWorker(): URL {
  const real = pathToFileURL(join(root, 'out/hub/routing-worker.js')).href
  const path = join(folder, 'mortal.mjs')
  writeFileSync(
    path,
    `import { parentPort } from 'node:worker_threads'
     parentPort.on('message', (m) => { if (m.call === 'route' && m.argument.vehicle === 'boat') process.exit(7) })
     await import(${JSON.stringify(real)})`,
  )
  return pathToFileURL(path)
}

describe('road service', () => {
  it('answers in the scene: Mazhan to the upper reach of Guanmei reservoir, the last stretch on foot', async () => {
    const roads = await start()
    expect(await roads.meta()).toMatchObject({ schematic: true, source: 'roads.geojson' })
    const { times } = await roads.travelTimes(question)
    expect(times[0]).toMatchObject({ id: 'lanqi', kind: 'road' })
    expect(times[0]!.walkMetres).toBeGreaterThan(200)
    const route = await roads.route({ from: question.origins[0]!.at, to: question.target, vehicle: 'rescue-vehicle', conditions: FAIR_DAY })
    expect(route.legs.at(-1)!.mode).toBe('walk')
    expect(route.seconds).toBe(times[0]!.seconds)
  })

  it('has a closure in the next answer, and ends it by the given clock', async () => {
    let now = 1_000
    const roads = await start({ now: () => now })
    const before = (await roads.travelTimes(question)).times[0]!
    const { affectedEdges, graphVersion } = await roads.setClosures([{ ...barrier, until: 5_000 }])
    expect(affectedEdges).toBeGreaterThan(0)
    const closed = await roads.travelTimes(question)
    expect(closed.graphVersion).toBe(graphVersion)
    expect(closed.times[0]).toMatchObject({ kind: 'unreachable', withoutClosuresSeconds: before.seconds })
    now = 5_000
    const after = await roads.travelTimes(question)
    expect(after.times[0]).toEqual(before)
    expect(after.graphVersion).toBeGreaterThan(graphVersion)
  })

  it('survives a crash: what was asked is rejected clearly, closures are set again, versions never go back', async () => {
    const roads = await start({ workerUrl: mortalWorker() })
    const { graphVersion } = await roads.setClosures([barrier])
    const fatal = roads.route({ from: question.target, to: question.target, vehicle: 'boat', conditions: FAIR_DAY })
    await expect(fatal).rejects.toThrow(/road engine stopped unexpectedly.*ask again/)
    const answer = await roads.travelTimes(question)
    expect(answer.times[0]!.kind).toBe('unreachable')
    expect(answer.graphVersion).toBeGreaterThan(graphVersion)
  })

  it('refuses to start on bad files, naming them', async () => {
    const broken = join(folder, 'broken.geojson')
    writeFileSync(broken, '{"type":')
    await expect(start({ sources: { roads: { kind: 'geojson', path: broken } } })).rejects.toThrow(/broken\.geojson: not JSON/)
    await expect(start({ sources: { roads: { kind: 'cache', path: broken } } })).rejects.toThrow(/not a road cache; import the roads again/)
  })

  it('rejects after it was closed', async () => {
    const roads = await start()
    await roads.close()
    await expect(roads.meta()).rejects.toThrow(/closed/)
  })

  it('answers a recommendation while it works out where to place teams', async () => {
    const service = await start()
    const places = Array.from({ length: 400 }, (_, i) => ({ lon: 120.3 + (i % 20) * 0.012, lat: 27.25 + Math.floor(i / 20) * 0.014 }))
    const origins = places.map((at) => ({ at, vehicles: ['rescue-vehicle' as const], delaySeconds: 0 }))
    let isDone = false
    const suggested = service
      .suggest({
        origins: origins.slice(0, 60), candidates: origins, count: 5, conditions: FAIR_DAY, budgetSeconds: 900,
        points: Float64Array.from(places.flatMap(({ lon, lat }) => [lon, lat])), weights: new Float64Array(400).fill(1),
      })
      .then((answer) => {
        isDone = true
        return answer
      })
    for (let asked = 0; asked < 5; asked++) {
      const { times } = await service.travelTimes(question)
      expect(times[0]?.seconds).toBeGreaterThan(0)
      expect(isDone).toBe(false)
    }
    const { picks, after, before, graphVersion } = await suggested
    expect(picks.length).toBeGreaterThan(0)
    expect(after.weight).toBeGreaterThanOrEqual(before.weight)
    expect(graphVersion).toBeGreaterThan(0)
  })
})

describe('import-roads', () => {
  const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [join(root, 'out/hub/import-roads.js'), ...args], { encoding: 'utf8', cwd: folder })

  const liechtenstein = sharedData('osm_liechtenstein-2013-08-03.osm.pbf')
  it.skipIf(liechtenstein === null)('makes a cache that the engine runs on (skipped where ../shared/data is missing)', async () => {
    const out = join(folder, 'li.dhroads')
    expect(run(liechtenstein!, '--out', out)).toMatchObject({ status: 0, stdout: expect.stringMatching(/junctions.*turn restrictions/) as string })
    const roads = await start({ sources: { roads: { kind: 'cache', path: out } } })
    const target = { lon: 9.5209, lat: 47.1410 }
    const { times } = await roads.travelTimes({ ...question, target, origins: [{ id: 'a', at: { lon: 9.5112, lat: 47.2 }, vehicle: 'car' }] })
    expect(times[0]!.kind).toBe('road')
    expect(times[0]!.metres).toBeGreaterThan(6_500)
  })

  it('says what is wrong and leaves nothing behind', () => {
    const bad = join(folder, 'bad.osm.pbf')
    writeFileSync(bad, 'this is no map')
    const before = readdirSync(folder)
    expect(run(bad)).toMatchObject({ status: 1, stderr: expect.stringContaining('not an .osm.pbf file') as string })
    expect(run('missing.osm.pbf').stderr).toContain('there is no such file')
    expect(run().stderr).toContain('one FILE is needed')
    expect(run(bad, '--clip', 'atlantis').stderr).toContain('no such pack')
    expect(run(bad, '--nonsense').status).toBe(1)
    expect(readdirSync(folder)).toEqual(before)
    expect(existsSync(join(folder, 'bad.dhroads'))).toBe(false)
  })
})
