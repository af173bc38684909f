import type { Position } from '../../../../shared/dispatch/travel'

/** Land as polygons (rings of [lon, lat] degrees, even-odd: a hole is water). */
export interface LandPolygons {
  readonly bounds: readonly [west: number, south: number, east: number, north: number]
  readonly rings: readonly (readonly Position[])[]
}

const SLICES = 512

/** Exact land-or-water test: edges sorted into thin slices of latitude, even-odd along the parallel. */
export class LandMask {
  readonly bounds: LandPolygons['bounds']
  readonly #slices: Float64Array[]
  readonly #height: number

  constructor(land: LandPolygons) {
    this.bounds = land.bounds
    const [, south, , north] = land.bounds
    this.#height = (north - south) / SLICES
    const lists: number[][] = Array.from({ length: SLICES }, () => [])
    for (const ring of land.rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [x0, y0] = ring[j]!
        const [x1, y1] = ring[i]!
        const first = Math.max(0, Math.floor((Math.min(y0, y1) - south) / this.#height))
        const last = Math.min(SLICES - 1, Math.floor((Math.max(y0, y1) - south) / this.#height))
        for (let slice = first; slice <= last; slice++) lists[slice]!.push(x0, y0, x1, y1)
      }
    }
    this.#slices = lists.map((list) => Float64Array.from(list))
  }

  /** Is it inside the box that the polygons cover? Outside nothing is known. */
  covers(lon: number, lat: number): boolean {
    const [west, south, east, north] = this.bounds
    return lon >= west && lon <= east && lat >= south && lat <= north
  }

  isLand(lon: number, lat: number): boolean {
    let land = false
    for (const crossing of this.crossings(lat)) if (crossing > lon) land = !land
    return land
  }

  /** Longitudes where the parallel meets a shore, unsorted. */
  crossings(lat: number): number[] {
    const slice = this.#slices[Math.min(SLICES - 1, Math.max(0, Math.floor((lat - this.bounds[1]) / this.#height)))]!
    const found: number[] = []
    for (let i = 0; i < slice.length; i += 4) {
      const y0 = slice[i + 1]!
      const y1 = slice[i + 3]!
      if (y0 > lat === y1 > lat) continue
      found.push(slice[i]! + ((lat - y0) / (y1 - y0)) * (slice[i + 2]! - slice[i]!))
    }
    return found
  }
}

/** Reads a FeatureCollection of land Polygons or MultiPolygons with a `bbox`. Throws with the reason. */
export function parseLand(text: string, name: string): LandPolygons {
  const fail = (why: string): never => {
    throw new Error(`${name}: ${why}`)
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return fail(`not JSON (${error instanceof Error ? error.message : String(error)})`)
  }
  const collection = parsed as { type?: unknown; bbox?: unknown; features?: unknown }
  if (collection.type !== 'FeatureCollection' || !Array.isArray(collection.features)) {
    return fail('a GeoJSON FeatureCollection of land polygons is expected')
  }
  const box = collection.bbox
  if (!Array.isArray(box) || box.length !== 4 || !box.every((value) => typeof value === 'number')) {
    return fail('"bbox" [west, south, east, north] is missing: it says where the land is known')
  }
  const rings: (readonly Position[])[] = []
  collection.features.forEach((feature: unknown, index) => {
    const geometry = (feature as { geometry?: { type?: unknown; coordinates?: unknown } }).geometry
    if (geometry?.type === 'Polygon') rings.push(...(geometry.coordinates as Position[][]))
    else if (geometry?.type === 'MultiPolygon') rings.push(...(geometry.coordinates as Position[][][]).flat())
    else fail(`features[${index}].geometry: Polygon or MultiPolygon expected`)
  })
  const bounds = box as number[]
  return { bounds: [bounds[0]!, bounds[1]!, bounds[2]!, bounds[3]!], rings }
}
