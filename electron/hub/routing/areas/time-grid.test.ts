import { expect, it } from 'vitest'
import { buildGraph } from '../build'
import { NEVER } from '../graph'
import { at, sketch } from '../testing'
import { latticeOver } from './lattice'
import { TimeGrid } from './time-grid'
import { finish } from './world'

const nodes = { A: [0, 0], B: [3000, 200] } as const
const graph = buildGraph(sketch({ nodes, ways: ['A B'] }))
/** The same road, drawn the other way round. */
const redrawn = buildGraph(sketch({ nodes, ways: ['B A'] }))
const { lon: west, lat: south } = at(0, 0)
const { lon: east, lat: north } = at(3000, 200)
const lattice = latticeOver([west, south, east, north], 500)

it('marks a road alike however it was drawn: with the soonest time in every cell', () => {
  // From A: along the one drawing, against the other.
  const [ahead, back] = [graph, redrawn].map((drawn) => {
    const grid = new TimeGrid(lattice, null)
    const edge = [...drawn.edgeRoad.keys()].find((one) => drawn.nodeLon[drawn.edgeTail[one]!] === Math.round(at(0, 0).lon * 1e7))
    grid.markRoad(drawn, edge!, 0.1, 0.9, 500, 3000)
    return grid.time
  })
  const marked = [...ahead!].filter((time) => time < NEVER)
  expect(marked.length).toBeGreaterThan(50)
  expect(Math.min(...marked)).toBe(500)
  expect(Math.max(...marked)).toBeLessThanOrEqual(3000)
  ahead!.forEach((time, sample) => expect(Math.abs(time - back![sample]!)).toBeLessThanOrEqual(1))
})

it('spreads on foot in every direction, and stops at the limit', () => {
  const grid = new TimeGrid(lattice, null)
  const edge = graph.roadEdge[0]!
  grid.markRoad(graph, edge, 0, 0, 1000, 1000)
  finish(grid.spread(4000, 1))
  const [column, row] = [at(0, 0)].map(({ lon, lat }) => [(lon - lattice.west) / lattice.stepLon, (lat - lattice.south) / lattice.stepLat])[0]!
  grid.time.forEach((time, sample) => {
    const dx = Math.max(0, Math.abs((sample % lattice.columns) - column!) - 1)
    const dy = Math.max(0, Math.abs(Math.floor(sample / lattice.columns) - row!) - 1)
    const metres = Math.hypot(dx, dy) * lattice.cellM
    // Eight directions: up to 8 % farther than the crow flies, and a cell either way.
    if (time <= 4000) expect(metres).toBeLessThanOrEqual(301)
    if (metres <= 150) expect(time).toBeLessThanOrEqual(1000 + (metres * 1.09 + 100 * 1.42) * 10)
    if (metres > 500) expect(time).toBe(NEVER)
  })
})
