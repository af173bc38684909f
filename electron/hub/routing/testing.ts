import { METRES_PER_DEGREE } from './geometry'
import { ACCESS, COORDINATE_SCALE } from './graph'
import { wayTraits } from './import/tags'
import { NameTable, TraitTable } from './import/tables'
import type { RawNetwork } from './network'
import type { LonLat } from '../../../shared/geo/position'

/** Small networks for tests, drawn in metres around 120 E on the equator (so that metres are the same both ways). */
export interface Sketch {
  readonly nodes: Readonly<Record<string, readonly [x: number, y: number]>>
  /** Node names joined by blanks, and OSM tags (default: an unclassified road). */
  readonly ways: readonly (string | readonly [string, Readonly<Record<string, string>>])[]
  /** `NODE_FLAG`s. */
  readonly flags?: Readonly<Record<string, number>>
  /** Ways by their number in `ways`. */
  readonly restrictions?: readonly { from: number; via: string; to: number; only?: boolean; uTurn?: boolean; bound?: number }[]
  readonly bounds?: RawNetwork['bounds']
}

/** Position of a sketched place, x metres east and y metres north. */
export function at(x: number, y: number): LonLat {
  return { lon: 120 + x / METRES_PER_DEGREE, lat: y / METRES_PER_DEGREE }
}

export function sketch({ nodes, ways, flags = {}, restrictions = [], bounds = null }: Sketch): RawNetwork {
  const names = Object.keys(nodes)
  const number = (name: string): number => {
    const found = names.indexOf(name)
    if (found < 0) throw new Error(`sketch: there is no node "${name}"`)
    return found
  }
  const traits = new TraitTable()
  const streets = new NameTable()
  const wayFirst = [0]
  const wayNode: number[] = []
  const wayTrait: number[] = []
  const wayName: number[] = []
  for (const way of ways) {
    const [line, tags] = typeof way === 'string' ? [way, {}] : way
    const all = new Map(Object.entries({ highway: 'unclassified', ...tags }))
    const trait = wayTraits(all)
    if (trait === null) throw new Error(`sketch: "${line}" is no road`)
    wayNode.push(...line.split(' ').map(number))
    wayFirst.push(wayNode.length)
    wayTrait.push(traits.indexOf(trait))
    wayName.push(streets.indexOf(all.get('name') ?? ''))
  }
  return {
    source: 'sketch',
    schematic: false,
    bounds,
    nodeLon: Int32Array.from(Object.values(nodes), ([x, y]) => Math.round(at(x, y).lon * COORDINATE_SCALE)),
    nodeLat: Int32Array.from(Object.values(nodes), ([x, y]) => Math.round(at(x, y).lat * COORDINATE_SCALE)),
    nodeFlags: Uint8Array.from(names, (name) => flags[name] ?? 0),
    wayFirst: Int32Array.from(wayFirst),
    wayNode: Int32Array.from(wayNode),
    ways: traits.list,
    wayTraits: Int32Array.from(wayTrait),
    wayName: Int32Array.from(wayName),
    names: streets.list,
    restrictions: restrictions.map((r) => ({
      from: [r.from],
      via: number(r.via),
      to: [r.to],
      only: r.only ?? false,
      uTurn: r.uTurn ?? false,
      bound: r.bound ?? ACCESS.motor | ACCESS.emergency,
    })),
    restrictionsIgnored: 0,
  }
}
