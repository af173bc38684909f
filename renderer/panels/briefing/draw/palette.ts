import type { Severity } from '../../../../shared/domain/incident/kind'

/** Colours of a page. Written out, because slides and pictures cannot read variables of a style sheet. */
export interface PagePalette {
  readonly ground: string
  readonly panel: string
  readonly line: string
  readonly ink: string
  readonly quiet: string
  /** What matters and is not a grade. */
  readonly accent: string
  readonly sea: string
  readonly land: string
  readonly halo: string
  readonly mark: string
}

/** Light for paper and slides, dark for the hall: as `tokens.css` has them. */
export const PAGE_PALETTES = {
  paper: { ground: '#ffffff', panel: '#f2f5f8', line: '#c8d2dc', ink: '#14202c', quiet: '#56657a', accent: '#006c80', sea: '#e3edf5', land: '#f7f4ea', halo: '#ffffff', mark: '#14202c' },
  hall: { ground: '#07111c', panel: '#0d1a28', line: '#24384f', ink: '#e8f0f8', quiet: '#9fb3c8', accent: '#4fd6ea', sea: '#0a1826', land: '#24384c', halo: '#07111c', mark: '#e8f0f8' },
} as const satisfies Readonly<Record<string, PagePalette>>

export type PaletteName = keyof typeof PAGE_PALETTES

/** Fills of the marks of a grade, which carry a dark character: the same on light and dark. */
export const SEVERITY_FILLS: Readonly<Record<Severity, string>> = { red: '#ff5252', orange: '#ff9d2e', yellow: '#ffd944', blue: '#5aa2ff' }
export const SEVERITY_INK = '#10151b'
