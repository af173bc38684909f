import { readFileSync } from 'node:fs'
import { buildGraph } from '../../electron/hub/routing/build'
import { RoadEngine } from '../../electron/hub/routing/engine'
import type { RoadGraph } from '../../electron/hub/routing/graph'
import { importGeoJson } from '../../electron/hub/routing/import/geojson'
import { importOsm } from '../../electron/hub/routing/import/osm'
import { FAIR_DAY } from '../../shared/dispatch/travel'
import type { RoadClosure, TravelOrigin, VehicleClass } from '../../shared/dispatch/travel'
import { sharedData } from '../fixtures/shared-data'
import { generatedNetwork } from './generated-network'
import { placeOnRoads, seeded } from './routing-pairs'
import { openValhalla } from './valhalla'

type Report = (row: { name: string; value: number; unit: string; target?: string; met?: boolean }) => void

const ROUNDS = 15
/** Vehicles of the 63 teams of the Cangnan pack, roughly. */
const FLEET: readonly VehicleClass[] = ['rescue-vehicle', 'volunteer-car', 'fire-engine', 'ambulance']

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

function teams(graph: RoadGraph, count: number, seed: number, fleet: readonly VehicleClass[]): TravelOrigin[] {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, i) => ({ id: String(i), at: placeOnRoads(graph, random), vehicle: fleet[i % fleet.length]! }))
}

/** Median milliseconds of a question whose target was never asked before; teams stand where they stood. */
function fresh(engine: RoadEngine, origins: readonly TravelOrigin[], rounds = ROUNDS): number {
  const random = seeded(origins.length * 31 + origins.reduce((sum, { at }) => sum + Math.round(at.lon * 1e5), 0))
  const times: number[] = []
  for (let i = 0; i < rounds + 3; i++) {
    const target = placeOnRoads(engine.graph, random)
    const started = performance.now()
    engine.travelTimes({ target, origins, conditions: FAIR_DAY }, 0)
    if (i >= 3) times.push(performance.now() - started)
  }
  return median(times)
}

function benchGraph(report: Report, name: string, engine: RoadEngine, targetMs: number | null): void {
  const { junctions, edges } = engine.meta
  const label = `${name} (${String(junctions)} junctions, ${String(edges)} edges, ${String(engine.graph.restrictionsBound)} turn restrictions)`
  const one = fresh(engine, teams(engine.graph, 63, 1, ['rescue-vehicle']))
  report({ name: `63 teams, one vehicle class, ${label}`, value: one, unit: 'ms', ...limit(one, targetMs) })
  const mixed = fresh(engine, teams(engine.graph, 63, 2, FLEET))
  report({ name: `63 teams, four vehicle classes (four searches), ${name}`, value: mixed, unit: 'ms', ...limit(mixed, targetMs) })
}

function limit(value: number, most: number | null): { target?: string; met?: boolean } {
  return most === null ? {} : { target: `< ${String(most)} ms`, met: value < most }
}

function benchKept(report: Report, engine: RoadEngine): void {
  const origins = teams(engine.graph, 63, 3, FLEET)
  const target = placeOnRoads(engine.graph, seeded(4))
  engine.travelTimes({ target, origins, conditions: FAIR_DAY }, 0)
  const random = seeded(5)
  const times = Array.from({ length: 200 }, () => {
    const moved = origins.with(0, { ...origins[0]!, at: placeOnRoads(engine.graph, random) })
    const started = performance.now()
    engine.travelTimes({ target, origins: moved, conditions: FAIR_DAY }, 0)
    return performance.now() - started
  })
  report({ name: 'the same incident again after a team moved (kept search)', value: median(times), unit: 'ms' })
}

function benchClosures(report: Report, engine: RoadEngine): void {
  const random = seeded(6)
  const times: number[] = []
  for (let i = 0; i < 200; i++) {
    const { lon, lat } = placeOnRoads(engine.graph, random)
    const closure: RoadClosure = {
      id: 'c',
      geometry: { type: 'LineString', coordinates: [[lon - 0.002, lat - 0.0015], [lon + 0.002, lat + 0.0015]] },
      vehicles: null,
      until: null,
    }
    times.push(engine.setClosures([closure], 0).appliedInMs)
  }
  engine.setClosures([], 0)
  const value = median(times)
  report({ name: 'road closure applied', value, unit: 'ms', target: '< 1 ms', met: value < 1 })
  report({ name: 'road closure applied, 99th percentile', value: times.toSorted((a, b) => a - b)[197]!, unit: 'ms' })
}

/** 60-to-1 on the same real extract, in the same run. */
async function benchValhalla(report: Report, name: string, file: string): Promise<void> {
  const extract = sharedData(file)
  const valhalla = extract === null ? null : openValhalla(extract)
  if (extract === null || valhalla === null) return
  const engine = new RoadEngine(buildGraph(importOsm(extract)), null)
  const origins = teams(engine.graph, 60, 7, ['car'])
  const ours: number[] = []
  const theirs: number[] = []
  const random = seeded(8)
  for (let i = 0; i < ROUNDS + 3; i++) {
    const target = placeOnRoads(engine.graph, random)
    const started = performance.now()
    engine.travelTimes({ target, origins, conditions: FAIR_DAY }, 0)
    const middle = performance.now()
    await valhalla.toOne(origins.map((origin) => origin.at), target)
    if (i < 3) continue
    ours.push(middle - started)
    theirs.push(performance.now() - middle)
  }
  valhalla.close()
  const ratio = median(theirs) / median(ours)
  report({ name: `60-to-1, ${name}: ours`, value: median(ours), unit: 'ms' })
  report({ name: `60-to-1, ${name}: Valhalla's matrix`, value: median(theirs), unit: 'ms' })
  report({ name: `60-to-1, ${name}: times faster than Valhalla`, value: ratio, unit: 'x', target: '>= 10 x', met: ratio >= 10 })
}

/** The road engine against its targets. Everything is medians of fresh questions unless it says otherwise. */
export async function benchRouting(report: Report): Promise<void> {
  const gothenburg = sharedData('osm_roads_goteborg.geojson')
  if (gothenburg !== null) {
    benchGraph(report, 'Gothenburg, real', new RoadEngine(buildGraph(importGeoJson(gothenburg, readFileSync(gothenburg, 'utf8'))), null), 15)
  }
  const county = new RoadEngine(buildGraph(generatedNetwork(174, 0.05, 1)), null)
  benchGraph(report, 'generated county', county, 15)
  benchKept(report, county)
  benchClosures(report, county)

  const province = new RoadEngine(buildGraph(generatedNetwork(448, 0.05, 2)), null)
  const many = teams(province.graph, 10_000, 9, ['rescue-vehicle'])
  const { junctions, edges } = province.meta
  const all = fresh(province, many, 7)
  const name = `10,000 teams, generated (${String(junctions)} junctions, ${String(edges)} edges, ${String(province.graph.restrictionsBound)} turn restrictions)`
  report({ name, value: all, unit: 'ms', ...limit(all, 120) })
  report({ name: '63 teams on the same', value: fresh(province, many.slice(0, 63), 7), unit: 'ms' })

  await benchValhalla(report, 'Andorra', 'andorra.osm.pbf')
  await benchValhalla(report, 'Liechtenstein', 'osm_liechtenstein-2013-08-03.osm.pbf')
  await benchValhalla(report, 'Monaco', 'monaco.osm.pbf')
}
