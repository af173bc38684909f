import { METRES_PER_DEGREE, toDegrees } from './geometry'

const CELL_M = 250
const RADIUS_M = 2_000
/** From kilometres of road per square kilometre to the 0..15 scale; above 8 counts as built-up. */
const PER_KM = 0.7

/**
 * How dense the road network is around each node, 0..15. Maps rarely say where a town begins, but a dense network
 * does: kilometres of road per square kilometre within 2 km, times 0.7 (the measure that Valhalla documents).
 *
 * `lengthM[r]` is the length of road r, whose middle lies at `lon[r]`, `lat[r]` (1e-7 degrees); roads that should not
 * count have length 0.
 */
export function roadDensity(
  roads: { readonly lon: Int32Array; readonly lat: Int32Array; readonly lengthM: Float64Array },
  nodeLon: Int32Array,
  nodeLat: Int32Array,
): Uint8Array {
  const densities = new Uint8Array(nodeLon.length)
  if (nodeLon.length === 0) return densities
  const west = nodeLon.reduce((a, b) => Math.min(a, b), Infinity)
  const south = nodeLat.reduce((a, b) => Math.min(a, b), Infinity)
  const north = nodeLat.reduce((a, b) => Math.max(a, b), -Infinity)
  const cellLat = CELL_M / METRES_PER_DEGREE
  const cellLon = cellLat / Math.cos((toDegrees((south + north) / 2) * Math.PI) / 180)
  const columnOf = (lon: number): number => Math.floor(toDegrees(lon - west) / cellLon)
  const rowOf = (lat: number): number => Math.floor(toDegrees(lat - south) / cellLat)
  // Sparse: a province is mostly empty of roads.
  const STRIDE = 65_536
  const metres = new Map<number, number>()
  for (let road = 0; road < roads.lon.length; road++) {
    if (roads.lengthM[road] === 0) continue
    const cell = (rowOf(roads.lat[road]!) + 64) * STRIDE + columnOf(roads.lon[road]!) + 64
    metres.set(cell, (metres.get(cell) ?? 0) + roads.lengthM[road]!)
  }
  const reach = Math.ceil(RADIUS_M / CELL_M)
  const known = new Map<number, number>()
  for (let node = 0; node < nodeLon.length; node++) {
    const cell = (rowOf(nodeLat[node]!) + 64) * STRIDE + columnOf(nodeLon[node]!) + 64
    let density = known.get(cell)
    if (density === undefined) {
      let sum = 0
      for (let dy = -reach; dy <= reach; dy++) {
        for (let dx = -reach; dx <= reach; dx++) {
          if ((dx * dx + dy * dy) * CELL_M * CELL_M <= RADIUS_M * RADIUS_M) sum += metres.get(cell + dy * STRIDE + dx) ?? 0
        }
      }
      density = Math.min(15, Math.round((sum / 1_000 / (Math.PI * (RADIUS_M / 1_000) ** 2)) * PER_KM))
      known.set(cell, density)
    }
    densities[node] = density
  }
  return densities
}
