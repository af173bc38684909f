import { basename } from 'node:path'
import { Int32Column } from '../columns'
import { toFixed7 } from '../geometry'
import type { RawNetwork } from '../network'
import { NameTable, TraitTable } from './tables'
import type { Tags } from './primitive-block'
import { nodeFlags, wayTraits } from './tags'

/** The file is not usable as a road network; the message names the feature. */
export class GeoJsonRoadsError extends Error {
  override readonly name = 'GeoJsonRoadsError'
}

/**
 * Reads roads from a GeoJSON FeatureCollection of LineStrings whose properties are OpenStreetMap tags (`highway`,
 * `name`, `oneway`, `maxspeed`, `bridge`, ...). Lines meet exactly where they share a point; a bridge over a road shares
 * none with it. Point features with `highway=traffic_signals` or `barrier=*` mark the vertex they lie on.
 *
 * @param path only for messages and the source's name
 */
export function importGeoJson(path: string, text: string): RawNetwork {
  const name = basename(path)
  const collection = parseCollection(name, text)
  const numbers = new Map<string, number>()
  const lon = new Int32Column()
  const lat = new Int32Column()
  const nodeAt = (position: unknown, where: string): number => {
    if (!isPosition(position)) throw new GeoJsonRoadsError(`${name}: ${where}: [longitude, latitude] in degrees expected`)
    const key = `${String(toFixed7(position[0]))}/${String(toFixed7(position[1]))}`
    let number = numbers.get(key)
    if (number === undefined) {
      number = numbers.size
      numbers.set(key, number)
      lon.push(toFixed7(position[0]))
      lat.push(toFixed7(position[1]))
    }
    return number
  }
  const traits = new TraitTable()
  const names = new NameTable()
  const wayFirst = new Int32Column()
  const wayNode = new Int32Column()
  const wayTrait = new Int32Column()
  const wayName = new Int32Column()
  const marks: { node: number; flags: number }[] = []
  wayFirst.push(0)
  collection.features.forEach((feature, index) => {
    const where = `features[${String(index)}]`
    const { geometry, properties } = parseFeature(name, where, feature)
    const tags = tagsOf(properties)
    if (geometry.type === 'Point') {
      marks.push({ node: nodeAt(geometry.coordinates, where), flags: nodeFlags(tags) })
      return
    }
    if (geometry.type !== 'LineString' || !Array.isArray(geometry.coordinates)) {
      throw new GeoJsonRoadsError(`${name}: ${where}.geometry: a LineString (or Point) is expected`)
    }
    const trait = wayTraits(tags)
    if (trait === null) return
    let before = -1
    let count = 0
    for (const [i, position] of geometry.coordinates.entries()) {
      const node = nodeAt(position, `${where}.geometry.coordinates[${String(i)}]`)
      if (node === before) continue
      wayNode.push(node)
      before = node
      count++
    }
    if (count < 2) throw new GeoJsonRoadsError(`${name}: ${where}: a road needs two different points`)
    wayFirst.push(wayNode.length)
    wayTrait.push(traits.indexOf(trait))
    wayName.push(names.indexOf(tags.get('name') ?? tags.get('ref') ?? ''))
  })
  if (wayTrait.length === 0) throw new GeoJsonRoadsError(`${name}: there are no roads in it`)
  const flags = new Uint8Array(numbers.size)
  for (const mark of marks) flags[mark.node]! |= mark.flags
  return {
    source: name,
    schematic: collection.schematic === true,
    bounds: collection.bbox ?? null,
    nodeLon: lon.toArray(),
    nodeLat: lat.toArray(),
    nodeFlags: flags,
    wayFirst: wayFirst.toArray(),
    wayNode: wayNode.toArray(),
    ways: traits.list,
    wayTraits: wayTrait.toArray(),
    wayName: wayName.toArray(),
    names: names.list,
    restrictions: [],
    restrictionsIgnored: 0,
  }
}

interface Collection {
  readonly features: readonly unknown[]
  readonly schematic?: unknown
  readonly bbox?: [number, number, number, number]
}

function parseCollection(name: string, text: string): Collection {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    throw new GeoJsonRoadsError(`${name}: not JSON (${error instanceof Error ? error.message : String(error)})`)
  }
  const candidate = parsed as { type?: unknown; features?: unknown; schematic?: unknown; bbox?: unknown } | null
  if (candidate?.type !== 'FeatureCollection' || !Array.isArray(candidate.features)) {
    throw new GeoJsonRoadsError(`${name}: a GeoJSON FeatureCollection is expected`)
  }
  const { bbox } = candidate
  const isBox = Array.isArray(bbox) && bbox.length === 4 && bbox.every((value) => typeof value === 'number')
  if (bbox !== undefined && !isBox) throw new GeoJsonRoadsError(`${name}: bbox: [west, south, east, north] expected`)
  return {
    features: candidate.features as unknown[],
    schematic: candidate.schematic,
    ...(isBox ? { bbox: bbox as [number, number, number, number] } : {}),
  }
}

function parseFeature(
  name: string,
  where: string,
  feature: unknown,
): { geometry: { type: unknown; coordinates: unknown }; properties: Record<string, unknown> } {
  const candidate = feature as { geometry?: { type?: unknown; coordinates?: unknown } | null; properties?: unknown } | null
  if (!candidate?.geometry) throw new GeoJsonRoadsError(`${name}: ${where}: a feature with a geometry is expected`)
  return {
    geometry: { type: candidate.geometry.type, coordinates: candidate.geometry.coordinates },
    properties: (candidate.properties ?? {}) as Record<string, unknown>,
  }
}

function isPosition(value: unknown): value is [number, number] {
  return (
    Array.isArray(value) &&
    typeof value[0] === 'number' &&
    typeof value[1] === 'number' &&
    Math.abs(value[0]) <= 180 &&
    Math.abs(value[1]) <= 90
  )
}

function tagsOf(properties: Record<string, unknown>): Tags {
  const tags = new Map<string, string>()
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'string') tags.set(key, value)
    else if (typeof value === 'number') tags.set(key, String(value))
    else if (typeof value === 'boolean') tags.set(key, value ? 'yes' : 'no')
  }
  return tags
}
