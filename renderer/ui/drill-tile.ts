/** One tile of the watermark: two words, the second half a tile on and down, like bricks. All in ems of its words. */
export interface DrillTile {
  readonly width: number
  readonly height: number
  readonly words: readonly { readonly x: number; readonly y: number }[]
}

/** Clear ground between two words of a line, and from line to line. */
const GAP_EM = 5
const LINE_EM = 7.5
/** Width of a Chinese character and, at most, of a bold capital. */
const HAN_EM = 1
const LATIN_EM = 0.8

/** The tile that fits `word`: repeated, it covers a screen of any size and shape. */
export function drillTile(word: string): DrillTile {
  const length = Array.from(word).reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? HAN_EM : LATIN_EM), 0)
  const width = Math.ceil(length) + GAP_EM
  const height = 2 * LINE_EM
  const first = { x: GAP_EM / 2, y: LINE_EM / 2 }
  // The second word of a line begins where it ends before the tile does: a pattern cuts what sticks out.
  return { width: 2 * width, height, words: [first, { x: first.x + width, y: first.y + LINE_EM }] }
}
