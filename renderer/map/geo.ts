import { EARTH_RADIUS_M, type LonLat } from '../../shared/geo/position'
import type { ShapeMark } from './drawn-types'
import type { MapBounds } from './types'

const DEG = 180 / Math.PI

/** The box round all points, or null for none. */
export function boundsOf(points: Iterable<LonLat | readonly [number, number]>): MapBounds | null {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (const point of points) {
    const [lon, lat] = 'lon' in point ? [point.lon, point.lat] : point
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return west > east ? null : [west, south, east, north]
}

/** The middle of the box round a point, a line or an area's outline. */
export function middleOf(geometry: ShapeMark['geometry']): LonLat {
  const points = geometry.type === 'Point' ? [geometry.coordinates] : geometry.type === 'LineString' ? geometry.coordinates : (geometry.coordinates[0] ?? [])
  const [west, south, east, north] = boundsOf(points.map(([lon, lat]): [number, number] => [lon, lat])) ?? [0, 0, 0, 0]
  return { lon: (west + east) / 2, lat: (south + north) / 2 }
}

/** A ring of `steps` corners at `radiusM` metres round `centre`: good to 0.1 % at the size of a county. */
export function circleRing(centre: LonLat, radiusM: number, steps = 64): [number, number][] {
  const dLat = (radiusM / EARTH_RADIUS_M) * DEG
  const dLon = dLat / Math.cos(centre.lat / DEG)
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = ((i % steps) / steps) * 2 * Math.PI
    return [centre.lon + dLon * Math.sin(angle), centre.lat + dLat * Math.cos(angle)]
  })
}

export function pointFeature(
  at: LonLat,
  properties: Record<string, string | number | boolean>,
): GeoJSON.Feature<GeoJSON.Point> {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [at.lon, at.lat] }, properties }
}

export function collection(features: GeoJSON.Feature[]): GeoJSON.FeatureCollection {
  return { type: 'FeatureCollection', features }
}
