import { readFileSync } from 'node:fs'
import type { AreaOrigin } from '../../electron/hub/routing/areas/questions'
import { finish } from '../../electron/hub/routing/areas/world'
import type { Steps } from '../../electron/hub/routing/areas/world'
import { buildGraph } from '../../electron/hub/routing/build'
import { RoadEngine } from '../../electron/hub/routing/engine'
import { importGeoJson } from '../../electron/hub/routing/import/geojson'
import { FAIR_DAY } from '../../shared/dispatch/travel'
import type { LonLat } from '../../shared/geo/position'
import { sharedData } from '../fixtures/shared-data'
import { generatedNetwork } from './generated-network'
import type { Report } from './report'
import { placeOnRoads, seeded } from './routing-pairs'

const ROUNDS = 9
const STATIONS = 60
const POINTS = 2_000
const CANDIDATES = 150
const BUDGET_SECONDS = 900

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

/** Median milliseconds, after two rounds that warm up. */
function timed(rounds: number, work: (round: number) => unknown): number {
  const times: number[] = []
  for (let round = 0; round < rounds + 2; round++) {
    const started = performance.now()
    work(round)
    if (round >= 2) times.push(performance.now() - started)
  }
  return median(times)
}

/** The longest that somebody who comes in between waits for one step, milliseconds. */
function longestStep(steps: Steps<unknown>): number {
  let longest = 0
  for (;;) {
    const started = performance.now()
    const { done } = steps.next()
    longest = Math.max(longest, performance.now() - started)
    if (done === true) return longest
  }
}

function benchNetwork(report: Report, name: string, engine: RoadEngine): void {
  const random = seeded(11)
  const places = (count: number): LonLat[] => Array.from({ length: count }, () => placeOnRoads(engine.graph, random))
  const from = (at: LonLat): AreaOrigin => ({ at, vehicles: ['rescue-vehicle'], delaySeconds: 0 })
  const stations = places(STATIONS)
  const none = new Float64Array()
  const points = Float64Array.from(places(POINTS).flatMap(({ lon, lat }) => [lon, lat]))
  const label = `${name} (${String(engine.meta.junctions)} junctions)`
  const one = (at: LonLat, direction: 'from' | 'towards'): unknown =>
    finish(engine.areas.areas({ at, seconds: [BUDGET_SECONDS], vehicle: 'rescue-vehicle', direction, conditions: FAIR_DAY, points: none }, 0))
  report({ name: `15-minute area of one station, ${label}`, value: timed(ROUNDS, (round) => one(stations[round]!, 'from')), unit: 'ms' })
  report({ name: `15-minute area towards an incident, ${name}`, value: timed(ROUNDS, (round) => one(stations[round]!, 'towards')), unit: 'ms' })

  const together = { origins: stations.map(from), conditions: FAIR_DAY, budgetSeconds: BUDGET_SECONDS, searchSeconds: BUDGET_SECONDS, baseline: null }
  report({
    name: `${String(STATIONS)} stations together with their outline, ${name}`,
    value: timed(ROUNDS, () => finish(engine.areas.coverage({ ...together, points: none }, 0))),
    unit: 'ms',
  })
  report({
    name: `the same with the best station of ${String(POINTS)} points`,
    value: timed(ROUNDS, () => finish(engine.areas.coverage({ ...together, points }, 0))),
    unit: 'ms',
  })

  const question = {
    origins: stations.map(from),
    candidates: places(CANDIDATES).map(from),
    count: 5,
    conditions: FAIR_DAY,
    budgetSeconds: BUDGET_SECONDS,
    points,
    weights: Float64Array.from({ length: POINTS }, () => Math.round(random() * 800)),
  }
  const suggestion = `where to place 5 teams: ${String(STATIONS)} teams, ${String(CANDIDATES)} sites, ${String(POINTS)} points, ${name}`
  report({ name: suggestion, value: timed(3, () => finish(engine.areas.suggest(question, 0))), unit: 'ms' })
  const compared = (): Steps<unknown> => engine.areas.coverage({ ...together, baseline: together.origins, points }, 0)
  report({ name: 'the hub\'s coverage: present and baseline, points, both outlines', value: timed(3, () => finish(compared())), unit: 'ms' })
  const longest = Math.max(longestStep(engine.areas.suggest(question, 0)), longestStep(compared()))
  report({ name: 'the longest that a recommendation asked meanwhile waits', value: longest, unit: 'ms' })
}

/** What is within reach: areas, many at once, and where to place teams. */
export function benchCoverage(report: Report): Promise<void> {
  const gothenburg = sharedData('osm_roads_goteborg.geojson')
  if (gothenburg !== null) {
    benchNetwork(report, 'Gothenburg, real', new RoadEngine(buildGraph(importGeoJson(gothenburg, readFileSync(gothenburg, 'utf8'))), null))
  }
  benchNetwork(report, 'generated county', new RoadEngine(buildGraph(generatedNetwork(174, 0.05, 1)), null))
  benchNetwork(report, 'generated province', new RoadEngine(buildGraph(generatedNetwork(448, 0.05, 2)), null))
  return Promise.resolve()
}
