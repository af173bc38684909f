import { describe, expect, it } from 'vitest'
import { groundStyle } from '../map/ground/ground-style'
import { PLATE_LETTER, SEVERITY_LETTER, SHELTER_LETTER } from '../map/icons'
import { GEO_PARTS } from '../map/geo-layers'
import { atLeast, CAP_HEIGHT, COUNT_PX, HAN_HEIGHT, MAP_CAP_HEIGHT, markPx, plateScale, withLeastText } from '../map/least-text'
import { PALETTES } from '../map/palette'
import { arcMinutes, DEFAULT_SEAT, MIN_ARC, wallScale } from './legibility'

const SIZES = [
  [1920, 1080],
  [3840, 2160],
  [5760, 1080],
] as const

/** Every number that a text size can come to. */
function sizes(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (!Array.isArray(value)) return []
  const [kind, ...rest] = value as unknown[]
  // Whatever the expression comes to, not less than the last part.
  if (kind === 'max') return sizes(rest.at(-1))
  if (kind === 'interpolate') return rest.flatMap((part, i) => (i >= 3 && i % 2 === 1 ? sizes(part) : []))
  if (kind === 'step') return rest.flatMap((part, i) => (i % 2 === 1 ? sizes(part) : []))
  throw new Error(`a text size by ${String(kind)}`)
}

describe('what is written on a wall\'s map', () => {
  it.each(SIZES)('reaches twenty minutes of arc at %i x %i, on every layer and on the ground', (width, height) => {
    const { unitPx, names, marks } = wallScale({ width, height }, DEFAULT_SEAT)
    const arc = (px: number) => arcMinutes(px * (DEFAULT_SEAT.screenHeightM / height), DEFAULT_SEAT.distanceM)
    const look = { palette: PALETTES.dark, scale: names, lines: marks, least: unitPx }
    const ground = groundStyle({ scheme: 'dark', basemapUrl: 'x', scale: names, own: null }).layers
    const drawings = [...GEO_PARTS.flatMap(({ part }) => part.drawings(look)), ...ground]
    let written = 0
    for (const drawing of drawings) {
      const layout = (withLeastText(drawing as never, unitPx) as { readonly layout?: Readonly<Record<string, unknown>> }).layout
      if (layout?.['text-field'] === undefined) continue
      written++
      // A second line may not be smaller than the first.
      expect(JSON.stringify(layout['text-field']), drawing.id).not.toContain('font-scale')
      for (const px of sizes(layout['text-size'])) expect(arc(px * MAP_CAP_HEIGHT), `${drawing.id} ${px}`).toBeGreaterThanOrEqual(MIN_ARC.figures)
    }
    expect(written).toBeGreaterThan(8)
    expect(arc(COUNT_PX * plateScale(marks, names, unitPx) * CAP_HEIGHT)).toBeGreaterThanOrEqual(MIN_ARC.figures)
    for (const [letter, px] of [[PLATE_LETTER, 20], [SHELTER_LETTER, 24], [SEVERITY_LETTER, 24]] as const) {
      const edge = markPx(px * marks, letter, unitPx)
      // 84 of a picture's 96 pixels are its box of 100.
      expect(arc(((edge * 84) / 96) * (letter / 100) * HAN_HEIGHT), `a character of ${letter}`).toBeGreaterThanOrEqual(MIN_ARC.han)
    }
  })

  it('stays in the form that the engine asks for, and as it was at the desk', () => {
    expect(atLeast(11, 31)).toBe(31)
    expect(atLeast(40, 31)).toBe(40)
    expect(atLeast(['interpolate', ['linear'], ['zoom'], 6, 10, 11, 40], 31)).toEqual(['interpolate', ['linear'], ['zoom'], 6, 31, 11, 40])
    expect(atLeast(['step', ['zoom'], 10, 8, 40], 31)).toEqual(['step', ['zoom'], 31, 8, 40])
    expect(atLeast(['match', ['get', 'rank'], 0, 14, 12], 31)).toEqual(['max', ['match', ['get', 'rank'], 0, 14, 12], 31])
    const drawing = { id: 'a', layout: { 'text-field': 'x', 'text-size': 10 } }
    expect(withLeastText(drawing as never, 0)).toBe(drawing)
    expect(withLeastText({ id: 'a', layout: { 'text-field': 'x' } } as never, 31)).toEqual({ id: 'a', layout: { 'text-field': 'x', 'text-size': (31 * CAP_HEIGHT) / MAP_CAP_HEIGHT } })
    expect(markPx(20, undefined, 31)).toBe(20)
    expect(markPx(20, 70, 0)).toBe(20)
  })
})
