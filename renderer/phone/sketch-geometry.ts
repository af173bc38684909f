import type { Position } from '../../shared/dispatch/travel'

export interface Frame {
  /** Pixels from the left and the top. */
  project(at: Position): { readonly x: number; readonly y: number }
  /** Pixels of one metre. */
  readonly pixelsPerMetre: number
}

const METRES_PER_DEGREE = 111_195

/**
 * Fits points into a box of `width` x `height` pixels with `pad` pixels of margin, north up, true to scale. The sketch
 * covers some kilometres, so longitude is only shrunk by the cosine of the middle latitude (equirectangular). One point,
 * or points that coincide, are shown with 1 km across.
 */
export function fitFrame(points: readonly Position[], width: number, height: number, pad: number): Frame {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon, lat] of points) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  const midLon = (west + east) / 2
  const midLat = (south + north) / 2
  const perLon = METRES_PER_DEGREE * Math.cos((midLat * Math.PI) / 180)
  const wide = Math.max((east - west) * perLon, 1)
  const high = Math.max((north - south) * METRES_PER_DEGREE, 1)
  const fits = Math.min((width - 2 * pad) / wide, (height - 2 * pad) / high)
  const pixelsPerMetre = Math.max(0.0001, Math.min(fits, (Math.min(width, height) - 2 * pad) / 1_000))
  return {
    pixelsPerMetre,
    project: ([lon, lat]) => ({
      x: width / 2 + (lon - midLon) * perLon * pixelsPerMetre,
      y: height / 2 - (lat - midLat) * METRES_PER_DEGREE * pixelsPerMetre,
    }),
  }
}

/** The longest round length (1, 2, 5 x 10^n metres) that is at most `maxPixels` long. */
export function scaleBar(pixelsPerMetre: number, maxPixels: number): { readonly metres: number; readonly pixels: number } {
  const limit = maxPixels / pixelsPerMetre
  const power = 10 ** Math.floor(Math.log10(limit))
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= limit) ?? power
  return { metres, pixels: metres * pixelsPerMetre }
}
