import { CAP_HEIGHT, HAN_HEIGHT } from '../map/least-text'

/** Where the farthest reader sits and how big the picture is. */
export interface Seat {
  /** Metres from the screen to the farthest seat. */
  readonly distanceM: number
  /** Metres from the lower to the upper edge of the lit screen. */
  readonly screenHeightM: number
}

/** Picture size in CSS pixels. */
export interface Viewport {
  readonly width: number
  readonly height: number
}

/** A county's hall: six metres to the last row, one LED wall of 138 inches. */
export const DEFAULT_SEAT: Seat = { distanceM: 6, screenHeightM: 1.7 }

/**
 * Minutes of arc that the smallest text reaches. ISO 9241-303:2011 (5.5.4, character height) wants Latin capitals of at
 * least 16′ and recommends 20-22′; NUREG-0700 gives the same two figures. The recommended one is taken for both scripts:
 * for figures because clocks are what the room reads, for Chinese because it has more strokes in the same height.
 */
export const MIN_ARC = { figures: 20, han: 20 } as const

const RADIANS_PER_MINUTE = Math.PI / (180 * 60)

/** Visual angle in minutes of arc of something `heightM` metres high, `distanceM` metres away. */
export function arcMinutes(heightM: number, distanceM: number): number {
  return (2 * Math.atan(heightM / (2 * distanceM))) / RADIANS_PER_MINUTE
}

/** Height in metres that is seen under `minutes` of arc from `distanceM` metres: the inverse of `arcMinutes`. */
export function heightFor(minutes: number, distanceM: number): number {
  return 2 * distanceM * Math.tan((minutes * RADIANS_PER_MINUTE) / 2)
}

/** What the smallest text of `fontPx` reaches on this screen from this seat, minutes of arc. */
export function reachedArc(fontPx: number, viewportHeight: number, { distanceM, screenHeightM }: Seat): { figures: number; han: number } {
  const metresPerPixel = screenHeightM / viewportHeight
  return {
    figures: arcMinutes(fontPx * CAP_HEIGHT * metresPerPixel, distanceM),
    han: arcMinutes(fontPx * HAN_HEIGHT * metresPerPixel, distanceM),
  }
}

/** Smallest font size in pixels that both rules permit. */
export function leastFontPx(viewportHeight: number, { distanceM, screenHeightM }: Seat): number {
  const metresPerPixel = screenHeightM / viewportHeight
  const figures = heightFor(MIN_ARC.figures, distanceM) / CAP_HEIGHT
  const han = heightFor(MIN_ARC.han, distanceM) / HAN_HEIGHT
  return Math.max(figures, han) / metresPerPixel
}

export interface WallScale {
  /** Pixels of the smallest text; everything on the wall is a multiple of it. */
  readonly unitPx: number
  /** Enlarges the map's marks: their characters reach the figure for Chinese text. */
  readonly marks: number
  /** Enlarges the map's names and lines: its smallest Chinese name reaches the least figure. What has figures is not smaller than the unit. */
  readonly names: number
  /** What the smallest text reaches, minutes of arc of a digit. */
  readonly reachedArc: number
  /** False: this screen is too small for that seat; the wall says so. */
  readonly legible: boolean
}

/** Rows and columns of smallest text that the layout needs: beyond it panels would not fit. */
const LEAST_ROWS = 30
const LEAST_COLUMNS = 54
/** Nobody needs more rows than this: near seats get the density of the reference picture, not a newspaper. */
const MOST_ROWS = 54
/** Font size of the map's smallest name and of a mark's character at scale 1, pixels (`map/style.ts`, `map/icons.ts`). */
const SMALLEST_NAME_PX = 11.5
const MARK_CHARACTER_PX = 17

/** How large everything is drawn. */
export function wallScale(viewport: Viewport, seat: Seat): WallScale {
  const { width, height } = viewport
  const wanted = Math.max(leastFontPx(height, seat), height / MOST_ROWS)
  const largest = Math.min(height / LEAST_ROWS, width / LEAST_COLUMNS)
  // Whole pixels, upwards: a size rounded down would miss the rule by a hair.
  const unitPx = Math.max(1, Math.min(Math.ceil(wanted), Math.floor(largest)))
  const reached = reachedArc(unitPx, height, seat)
  // The map's names and marks are Chinese: their faces are higher than a figure of the same size.
  const hanLeastPx = (CAP_HEIGHT / HAN_HEIGHT) * unitPx
  return {
    unitPx,
    marks: Math.max(1, hanLeastPx / MARK_CHARACTER_PX),
    names: Math.max(1, hanLeastPx / SMALLEST_NAME_PX),
    reachedArc: reached.figures,
    legible: reached.figures >= MIN_ARC.figures && reached.han >= MIN_ARC.han,
  }
}
