import { box, PAGE_FACE, type Shape } from './shape'

const ESCAPE: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (found) => ESCAPE[found] ?? found)

/**
 * The marks as a whole SVG file of `width` × `height` pixels, for pictures and paper. Words are escaped, nothing is fetched.
 * `id` keeps several of them in one document apart.
 */
export function svgFile(shapes: readonly Shape[], width: number, height: number, id = 'c'): string {
  const clips: string[] = []
  const body = shapes.map((shape) => {
    if (shape.kind === 'text') {
      const { x, y, text, size, fill, anchor = 'start', weight = 400, halo, turn, opacity } = shape
      const rim = halo === undefined ? '' : ` stroke="${halo}" stroke-width="${size / 4}" stroke-linejoin="round" paint-order="stroke"`
      return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}"${rim}${turn === undefined ? '' : ` transform="rotate(${turn} ${x} ${y})"`}${opacity === undefined ? '' : ` opacity="${opacity}"`}>${escape(text)}</text>`
    }
    const { d, fill = 'none', stroke, width: line, dash, opacity, clip, move } = shape
    if (clip) clips.push(`<clipPath id="${id}-${clips.length}"><path d="${box(clip)}"/></clipPath>`)
    return `<path d="${d}" fill="${fill}" fill-rule="evenodd"${stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${line ?? 1}" stroke-linejoin="round"`}${dash === undefined ? '' : ` stroke-dasharray="${dash}"`}${opacity === undefined ? '' : ` opacity="${opacity}"`}${move ? ` transform="translate(${move.x} ${move.y}) scale(${move.scale})"` : ''}${clip ? ` clip-path="url(#${id}-${clips.length - 1})"` : ''}/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escape(PAGE_FACE)}"><defs>${clips.join('')}</defs>${body.join('')}</svg>`
}
