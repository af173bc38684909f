import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { EARTH_RADIUS_M } from '../../../shared/geo/position'
import type { SeaPort } from '../../../shared/pack/sea'
import type { PortWay } from '../../../shared/sea/watch'
import { NEVER } from '../routing/graph'
import { LandMask, parseLand } from '../routing/sea/land-mask'
import { SeaWorld } from '../routing/sea/sea-world'
import { SeaField } from '../routing/sea/sea-field'

const RAD = Math.PI / 180
/** At ten metres a second a decisecond is a metre: the field's costs are lengths. */
const METRE_MPS = 10

/** The way to port from anywhere. */
export type PortWays = (lon: number, lat: number) => PortWay

/** By straight lines times `factor`: where no coast is known, and until it is read. */
export function straightWays(ports: readonly SeaPort[], factor: number): PortWays {
  return (lon, lat) => {
    const cos = Math.cos(lat * RAD)
    let nearest = -1
    let least = Infinity
    ports.forEach(({ at }, port) => {
      // On the plane: half a per cent over 200 km, and thousands of these are asked for at once.
      const metres = Math.hypot((at.lon - lon) * cos, at.lat - lat) * RAD * EARTH_RADIUS_M
      if (metres >= least) return
      least = metres
      nearest = port
    })
    return { port: nearest, metres: least * factor, by: 'straight', pierM: least }
  }
}

/** The sea of a coast file (land polygons with a `bbox`). Throws with the reason. */
export function readSeaWorld(coastPath: string, ports: readonly SeaPort[]): SeaWorld {
  const land = new LandMask(parseLand(readFileSync(coastPath, 'utf8'), basename(coastPath)))
  return new SeaWorld(land, ports.map(({ id, name, at }) => ({ id, name, lon: at.lon, lat: at.lat })))
}

/** Over the water, by one search from all ports over the sea grid; beyond the grid straight lines times `factor`. */
export function seaWays(world: SeaWorld, ports: readonly SeaPort[], factor: number): PortWays {
  const straight = straightWays(ports, factor)
  const seeds: { readonly cell: number; readonly cost: number }[] = []
  const portOf: number[] = []
  world.pierCells.forEach((cell, port) => {
    if (cell < 0) return
    seeds.push({ cell, cost: 0 })
    portOf.push(port)
  })
  if (seeds.length === 0) return straight
  const field = new SeaField(world.grid, new Uint8Array(world.grid.water.length), METRE_MPS, seeds)
  /** Port of each cell plus one; 0: not asked yet. */
  const known = new Int16Array(world.grid.water.length)
  return (lon, lat) => {
    const line = straight(lon, lat)
    const cell = world.grid.cellAt({ lon, lat })
    const metres = cell < 0 ? NEVER : field.timeAt(cell)
    if (metres >= NEVER) return line
    let port = (known[cell] ?? 0) - 1
    if (port < 0) {
      port = portOf[field.seedOf(cell)] ?? line.port
      known[cell] = port + 1
    }
    return { port, metres: Math.max(metres, line.pierM), by: 'sea', pierM: line.pierM }
  }
}
