/** Red, green, blue, 0..255. */
export type Rgb = readonly [number, number, number]

/** Luminance on a screen as APCA has it: a plain power of 2.4. */
const screenY = ([r, g, b]: Rgb) => 0.2126729 * (r / 255) ** 2.4 + 0.7151522 * (g / 255) ** 2.4 + 0.072175 * (b / 255) ** 2.4

/** The published exponent, which is not the root of two: 1.4140, cut off. */
const BLACK_CURVE = 1414 / 1000

/** Very dark colours are lifted: no screen is black. */
const lifted = (y: number) => (y > 0.022 ? y : y + (0.022 - y) ** BLACK_CURVE)

/**
 * Lightness contrast of words on a ground, about -108 to 106; light words on dark are negative. APCA 0.1.9, constants and
 * steps as published in github.com/Myndex/SAPC-APCA (documentation/APCA-W3-LaTeX.md).
 */
export function apca(words: Rgb, ground: Rgb): number {
  const text = lifted(screenY(words))
  const back = lifted(screenY(ground))
  if (Math.abs(back - text) < 0.0005) return 0
  const contrast = back > text ? (back ** 0.56 - text ** 0.57) * 1.14 : (back ** 0.65 - text ** 0.62) * 1.14
  if (Math.abs(contrast) < 0.1) return 0
  return (contrast > 0 ? contrast - 0.027 : contrast + 0.027) * 100
}
