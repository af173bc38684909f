import type { WallPart } from '../domain/wall/state'
import type { Bounds } from '../pack/bounds'
import type { LonLat } from '../geo/position'

/** Width and height in CSS pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** A rectangle on the canvas of a whole wall, CSS pixels from its upper left corner. */
export interface Rect extends Size {
  readonly left: number
  readonly top: number
}

export interface Camera {
  readonly center: LonLat
  /** Of the map engine: at 0 the world is 512 pixels wide. */
  readonly zoom: number
}

/** Pixels of the whole world at zoom 0 (maplibre-gl's tile size). */
const WORLD_PX = 512
/** Where Web Mercator ends, degrees. */
const MAX_LAT = 85.051_129

/** All screens of a wall together: they are taken to be as large as this one, and side by side without a gap. */
export function canvasSize(screen: Size, { columns, rows }: WallPart): Size {
  return { width: screen.width * columns, height: screen.height * rows }
}

/** What this screen shows of the canvas. */
export function windowOf(screen: Size, { column, row }: WallPart): Rect {
  return { left: column * screen.width, top: row * screen.height, width: screen.width, height: screen.height }
}

/** What two rectangles have in common, or null. */
export function intersection(a: Rect, b: Rect): Rect | null {
  const left = Math.max(a.left, b.left)
  const top = Math.max(a.top, b.top)
  const width = Math.min(a.left + a.width, b.left + b.width) - left
  const height = Math.min(a.top + a.height, b.top + b.height) - top
  return width > 0 && height > 0 ? { left, top, width, height } : null
}

/** Web Mercator as a part of the world, 0..1 each way (EPSG:3857; the formulas are in OGC 13-082r2, annex). */
function project({ lon, lat }: LonLat): readonly [x: number, y: number] {
  const limited = Math.min(MAX_LAT, Math.max(-MAX_LAT, lat))
  const sine = Math.sin((limited * Math.PI) / 180)
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)]
}

function unproject(x: number, y: number): LonLat {
  return { lon: (x - 0.5) * 360, lat: (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI }
}

/** Pixel at which a place stands on a map of `size` that looks through `camera`, from its upper left corner. */
export function pixelOf(at: LonLat, camera: Camera, size: Size): { readonly x: number; readonly y: number } {
  const world = WORLD_PX * 2 ** camera.zoom
  const [x, y] = project(at)
  const [cx, cy] = project(camera.center)
  return { x: (x - cx) * world + size.width / 2, y: (y - cy) * world + size.height / 2 }
}

/** The place under a pixel of a map of `size`: the inverse of `pixelOf`. */
export function placeAt(pixel: { readonly x: number; readonly y: number }, camera: Camera, size: Size): LonLat {
  const world = WORLD_PX * 2 ** camera.zoom
  const [cx, cy] = project(camera.center)
  return unproject(cx + (pixel.x - size.width / 2) / world, cy + (pixel.y - size.height / 2) / world)
}

/** What a map of `size` shows, [west, south, east, north] degrees. */
export function boundsIn(camera: Camera, size: Size): Bounds {
  const upper = placeAt({ x: 0, y: 0 }, camera, size)
  const lower = placeAt({ x: size.width, y: size.height }, camera, size)
  return [upper.lon, lower.lat, lower.lon, upper.lat]
}

/**
 * The camera of a map of `size` in which `bounds` just fits into `free` (a part of the map that nothing covers).
 * A single point, or a box narrower than the greatest zoom allows, is put into the middle of it.
 */
export function cameraFor([west, south, east, north]: Bounds, free: Rect, size: Size, maxZoom: number): Camera {
  const [left, top] = project({ lon: west, lat: north })
  const [right, bottom] = project({ lon: east, lat: south })
  const across = free.width / (WORLD_PX * Math.max(right - left, 1e-9))
  const down = free.height / (WORLD_PX * Math.max(bottom - top, 1e-9))
  const zoom = Math.min(maxZoom, Math.log2(Math.min(across, down)))
  const world = WORLD_PX * 2 ** zoom
  // The middle of the bounds stands in the middle of what is free; the camera looks at the middle of the map.
  const x = (left + right) / 2 + (size.width / 2 - (free.left + free.width / 2)) / world
  const y = (top + bottom) / 2 + (size.height / 2 - (free.top + free.height / 2)) / world
  return { center: unproject(x, y), zoom }
}

/** The camera of a part of a map: the same picture, seen through the window `part` of a map of `size`. */
export function cameraOfPart(camera: Camera, size: Size, part: Rect): Camera {
  const middle = { x: part.left + part.width / 2, y: part.top + part.height / 2 }
  return { center: placeAt(middle, camera, size), zoom: camera.zoom }
}
