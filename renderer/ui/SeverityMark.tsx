import type { CSSProperties } from 'react'
import type { Severity } from '../../shared/domain/incident/kind'
import { useT } from './i18n'

/** Outlines in a 100 x 100 box; the triangle's centre of mass is low, so its character sits lower. */
export const SEVERITY_SHAPES: Readonly<Record<Severity, { readonly path: string; readonly glyphY: number; readonly glyphSize: number }>> = {
  red: { path: 'M31 3H69L97 31V69L69 97H31L3 69V31Z', glyphY: 51, glyphSize: 54 },
  orange: { path: 'M50 4L98 94H2Z', glyphY: 66, glyphSize: 42 },
  yellow: { path: 'M50 1L99 50L50 99L1 50Z', glyphY: 51, glyphSize: 46 },
  blue: { path: 'M50 3A47 47 0 1 1 49.9 3Z', glyphY: 51, glyphSize: 54 },
}

export interface SeverityMarkProps {
  readonly severity: Severity
  /** Pixels, or any CSS length; 24 by default. */
  readonly size?: number | string
  /** The kind's character; 红橙黄蓝 by default. */
  readonly glyph?: string
  readonly style?: CSSProperties
}

/** Severity by colour, shape and character at once, so that none of them is needed alone. */
export function SeverityMark({ severity, size = 24, glyph, style }: SeverityMarkProps) {
  const { t } = useT()
  const shape = SEVERITY_SHAPES[severity]
  return (
    <svg
      viewBox="0 0 100 100"
      role="img"
      aria-label={t(`severityName.${severity}`)}
      style={{ width: size, height: size, flex: 'none', display: 'block', ...style }}
    >
      <path d={shape.path} fill={`var(--mark-${severity}, ${MARK_FILL[severity]})`} stroke="var(--mark-edge)" strokeWidth={4} />
      <text
        x={50}
        y={shape.glyphY}
        fontSize={shape.glyphSize}
        fontWeight={700}
        textAnchor="middle"
        dominantBaseline="central"
        fill="var(--mark-ink)"
        aria-hidden
      >
        {glyph ?? t(`severity.${severity}`)}
      </text>
    </svg>
  )
}

/** The fills are the same in both schemes: they carry dark characters. */
const MARK_FILL: Readonly<Record<Severity, string>> = { red: '#ff5252', orange: '#ff9d2e', yellow: '#ffd944', blue: '#5aa2ff' }
