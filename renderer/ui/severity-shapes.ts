import type { Severity } from '../../shared/domain/incident/kind'

/**
 * Octagon, triangle, diamond, circle in a 100 x 100 box; the triangle's centre of mass is low, so its character is
 * too.
 */
export const SEVERITY_SHAPES: Readonly<
  Record<Severity, { readonly path: string; readonly glyphY: number; readonly glyphSize: number }>
> = {
  red: { path: 'M31 3H69L97 31V69L69 97H31L3 69V31Z', glyphY: 51, glyphSize: 54 },
  orange: { path: 'M50 4L98 94H2Z', glyphY: 66, glyphSize: 46 },
  yellow: { path: 'M50 1L99 50L50 99L1 50Z', glyphY: 51, glyphSize: 46 },
  blue: { path: 'M50 3A47 47 0 1 1 49.9 3Z', glyphY: 51, glyphSize: 54 },
}

/** The fills are the same in both schemes: they carry dark characters. */
export const MARK_FILL: Readonly<Record<Severity, string>> = {
  red: '#ff5252',
  orange: '#ff9d2e',
  yellow: '#ffd944',
  blue: '#5aa2ff',
}
