import type { CSSProperties } from 'react'
import type { Severity } from '../../shared/domain/incident/kind'
import { useT } from './i18n'
import { MARK_FILL, SEVERITY_SHAPES } from './severity-shapes'

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
      <path
        d={shape.path}
        fill={`var(--mark-${severity}, ${MARK_FILL[severity]})`}
        stroke="var(--mark-edge)"
        strokeWidth={4}
      />
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
