import type { Severity } from '../../shared/domain/incident/kind'
import type { Scheme, TeamTone } from './types'

/** Colours of the map, the same as `tokens.css`: WebGL cannot read variables. */
export interface MapPalette {
  readonly sea: string
  readonly land: string
  readonly coast: string
  readonly water: string
  readonly river: string
  readonly admin: string
  readonly road: string
  readonly text: string
  readonly textQuiet: string
  readonly halo: string
  readonly act: string
  readonly second: string
  readonly ok: string
  readonly off: string
  readonly closed: string
  readonly plate: string
  /** Fixed points: what is only there, and what stands out among them. Neither is a severity. */
  readonly point: string
  readonly point2: string
  /** Drawings of these classes: magenta and brown, which no severity has. */
  readonly danger: string
  readonly assembly: string
  /** Counts of a heat map from few to many: violet, which is no severity and stands out from land and sea. */
  readonly heat: readonly string[]
}

export const PALETTES: Readonly<Record<Scheme, MapPalette>> = {
  dark: {
    sea: '#07111c',
    land: '#192635',
    coast: '#1d5b80',
    water: '#0b2c4c',
    river: '#12395c',
    admin: '#3b4f63',
    road: '#45586b',
    text: '#e8f0f8',
    textQuiet: '#a3b6ca',
    halo: '#07111c',
    act: '#4cc2ff',
    second: '#6f879f',
    ok: '#35d0a0',
    off: '#8a97a6',
    closed: '#e8f0f8',
    plate: '#0b1622',
    point: '#b9c8d6',
    point2: '#c3a6f0',
    danger: '#ff7ad9',
    assembly: '#c2a684',
    heat: ['#3d2a66', '#6b3fa0', '#9c55c9', '#cf7ee0', '#f0b3ee', '#fff0ff'],
  },
  light: {
    sea: '#c5d9ea',
    land: '#f3f6f4',
    coast: '#5b93b8',
    water: '#a9cbe6',
    river: '#9cc2e0',
    admin: '#8d9ba8',
    road: '#aab4bd',
    text: '#0f1c29',
    textQuiet: '#43586d',
    halo: '#ffffff',
    act: '#0077cc',
    second: '#7a8b9b',
    ok: '#0a8a60',
    off: '#6b7885',
    closed: '#0f1c29',
    plate: '#ffffff',
    point: '#4d6378',
    point2: '#7448b8',
    danger: '#b3127f',
    assembly: '#7a6446',
    heat: ['#e3cdf2', '#c89de6', '#a96cd3', '#8843b8', '#652491', '#3f0a63'],
  },
}

export const SEVERITY_FILL: Readonly<Record<Severity, string>> = {
  red: '#ff5252',
  orange: '#ff9d2e',
  yellow: '#ffd944',
  blue: '#5aa2ff',
}

export function toneColour(tone: TeamTone, palette: MapPalette): string {
  return { available: palette.ok, acting: palette.act, off: palette.off }[tone]
}

/** `#rrggbb` as the numbers that deck.gl wants; alpha 0..255. */
export function rgba(hex: string, alpha = 255): [number, number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255, alpha]
}

/** The system's Chinese faces: every character is drawn locally, no glyph server is asked. */
export const MAP_FONT = ['Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC']
