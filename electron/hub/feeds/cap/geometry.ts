import { distanceM, type LonLat } from '../../../../shared/geo/position'

/** Where a CAP area lies: a middle and how far from it the area reaches. */
export interface AreaPlace {
  readonly at: LonLat
  /** Metres. */
  readonly uncertaintyM: number
}

/** The polygons and circles of all areas as they are written: `lat,lon lat,lon …` and `lat,lon radiusKm`. */
export interface AreaTexts {
  readonly polygons: readonly string[]
  readonly circles: readonly string[]
}

/** Null if a text is not what CAP 1.2 (3.2.4) says, with the element's name. */
export function areaPlace(texts: AreaTexts): { ok: true; value: AreaPlace | null } | { ok: false; element: 'polygon' | 'circle' } {
  const rings: LonLat[][] = []
  for (const text of texts.polygons) {
    const ring = text.split(/\s+/).filter(Boolean).map(point)
    const points = ring.filter((at) => at !== null)
    if (points.length < 4 || points.length !== ring.length) return { ok: false, element: 'polygon' }
    rings.push(points)
  }
  const circles: { at: LonLat; radiusM: number }[] = []
  for (const text of texts.circles) {
    const [centre = '', radius = '', ...rest] = text.split(/\s+/).filter(Boolean)
    const at = point(centre)
    const radiusKm = Number(radius)
    if (!at || radius === '' || !(radiusKm >= 0) || rest.length > 0) return { ok: false, element: 'circle' }
    circles.push({ at, radiusM: radiusKm * 1000 })
  }
  const largest = rings.toSorted((a, b) => Math.abs(twiceArea(b)) - Math.abs(twiceArea(a)))[0]
  const at = largest ? centroid(largest) : circles.toSorted((a, b) => b.radiusM - a.radiusM)[0]?.at
  if (!at) return { ok: true, value: null }
  const reach = [...rings.flat().map((corner) => distanceM(at, corner)), ...circles.map((circle) => distanceM(at, circle.at) + circle.radiusM)]
  return { ok: true, value: { at, uncertaintyM: Math.min(100_000, Math.round(Math.max(...reach))) } }
}

function point(text: string): LonLat | null {
  const match = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(text)
  return match ? { lat: Number(match[1]), lon: Number(match[2]) } : null
}

function twiceArea(ring: readonly LonLat[]): number {
  return ring.reduce((sum, a, index) => {
    const b = ring[(index + 1) % ring.length] ?? a
    return sum + a.lon * b.lat - b.lon * a.lat
  }, 0)
}

/** Centroid of the area (shoelace); of a ring without area the mean of its corners. Plane geometry: areas are small. */
function centroid(ring: readonly LonLat[]): LonLat {
  const origin = ring[0] ?? { lon: 0, lat: 0 }
  // Relative to a corner: the products of absolute degrees would lose the digits that matter.
  const local = ring.map(({ lon, lat }) => ({ lon: lon - origin.lon, lat: lat - origin.lat }))
  const area = twiceArea(local)
  if (Math.abs(area) < 1e-14) {
    return {
      lon: ring.reduce((sum, at) => sum + at.lon, 0) / ring.length,
      lat: ring.reduce((sum, at) => sum + at.lat, 0) / ring.length,
    }
  }
  let lon = 0
  let lat = 0
  local.forEach((a, index) => {
    const b = local[(index + 1) % local.length] ?? a
    const cross = a.lon * b.lat - b.lon * a.lat
    lon += (a.lon + b.lon) * cross
    lat += (a.lat + b.lat) * cross
  })
  return { lon: origin.lon + lon / (3 * area), lat: origin.lat + lat / (3 * area) }
}
