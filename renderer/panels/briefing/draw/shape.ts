/** What a page is drawn with: the same few marks as SVG on screens, on paper and in pictures. CSS pixels of the page. */
export type Shape =
  | {
      readonly kind: 'path'
      readonly d: string
      readonly fill?: string
      readonly stroke?: string
      readonly width?: number
      readonly dash?: string
      readonly opacity?: number
      /** Drawn so much larger, from there. */
      readonly move?: { readonly x: number; readonly y: number; readonly scale: number }
      /** Rectangle that the path is cut at. */
      readonly clip?: Box
    }
  | {
      readonly kind: 'text'
      readonly x: number
      /** Of the base line. */
      readonly y: number
      readonly text: string
      readonly size: number
      readonly fill: string
      readonly anchor?: 'start' | 'middle' | 'end'
      readonly weight?: 400 | 700
      /** A rim in this colour keeps words readable over lines. */
      readonly halo?: string
      readonly turn?: number
      readonly opacity?: number
    }

export interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

const n = (value: number): string => String(Math.round(value * 100) / 100)

export function box({ x, y, w, h }: Box, radius = 0): string {
  if (radius === 0) return `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z`
  const r = n(radius)
  return `M${n(x + radius)} ${n(y)}h${n(w - 2 * radius)}a${r} ${r} 0 0 1 ${r} ${r}v${n(h - 2 * radius)}a${r} ${r} 0 0 1 -${r} ${r}h${n(2 * radius - w)}a${r} ${r} 0 0 1 -${r} -${r}v${n(2 * radius - h)}a${r} ${r} 0 0 1 ${r} -${r}z`
}

export function circle(x: number, y: number, r: number): string {
  return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`
}

/** Straight pieces from point to point. */
export function polyline(points: readonly (readonly [number, number])[], closed = false): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('') + (closed ? 'z' : '')
}

/** Chinese first, as every machine with one of these draws it; no face has to be fetched, so a picture of a page has it too. */
export const PAGE_FACE = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','Noto Sans SC',sans-serif"
