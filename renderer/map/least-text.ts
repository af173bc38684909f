import type { LayerSpecification } from 'maplibre-gl'

/** Height of a capital or digit as a part of the font size: B612's own table (OS/2 sCapHeight 1500 of 2000). */
export const CAP_HEIGHT = 0.75
/** Height of a Chinese character's face as a part of the font size (Noto Sans CJK, Microsoft YaHei: about 0.92). */
export const HAN_HEIGHT = 0.92

/** The same of the map's own faces: the lowest of them (Microsoft YaHei 0.70, Noto Sans CJK 0.73). */
export const MAP_CAP_HEIGHT = 0.7

/** What a mark's character is drawn with: its size in a box of 100, of which the picture is 84 of 96 pixels. */
const LETTER_SHARE = 84 / 96 / 100

/**
 * Edge in pixels of a mark of `px`, so that its Chinese character is at least as high as a figure of `leastPx` (the least
 * text of a wall; 0 at the desk). `letter`: the character's size in its box of 100; left out: it has none.
 */
export function markPx(px: number, letter: number | undefined, leastPx: number): number {
  return letter === undefined ? px : Math.max(px, (leastPx * CAP_HEIGHT) / HAN_HEIGHT / (letter * LETTER_SHARE))
}

/** Size of the count on a plate, pixels at scale 1. */
export const COUNT_PX = 13

/** How much plates with a count are enlarged, so that the count reaches the least text and the plate still holds it. */
export function plateScale(scale: number, textScale: number, leastPx: number): number {
  return Math.max(scale, textScale, leastPx / COUNT_PX)
}

/** A text size of the map's style that is nowhere less than `leastPx`. Expressions by zoom keep their form: the engine asks for it. */
export function atLeast(size: unknown, leastPx: number): unknown {
  if (typeof size === 'number') return Math.max(size, leastPx)
  if (!Array.isArray(size)) return size
  const [kind, ...rest] = size as unknown[]
  // ['interpolate', how, input, stop, size, …] and ['step', input, size, stop, size, …].
  if (kind === 'interpolate') return [kind, ...rest.map((part, i) => (i >= 3 && i % 2 === 1 ? atLeast(part, leastPx) : part))]
  if (kind === 'step') return [kind, ...rest.map((part, i) => (i % 2 === 1 ? atLeast(part, leastPx) : part))]
  return ['max', size, leastPx]
}

/** The drawing with no text whose figures would be lower than those of the wall's least text: the same object where it has none. */
export function withLeastText<L extends { readonly layout?: LayerSpecification['layout'] }>(drawing: L, leastPx: number): L {
  const layout = drawing.layout as Readonly<Record<string, unknown>> | undefined
  const size = layout?.['text-size']
  if (leastPx === 0 || layout === undefined || layout['text-field'] === undefined) return drawing
  // Without a size of its own the engine draws 16 pixels.
  return { ...drawing, layout: { ...layout, 'text-size': atLeast(size ?? 16, (leastPx * CAP_HEIGHT) / MAP_CAP_HEIGHT) } }
}
