import type { Clock } from '../../shared/domain/select'
import { useNow } from '../state/clock'
import css from './ClockBox.module.css'
import { readClock } from './clock-state'
import { clockText } from './format'
import { useT } from './i18n'

export interface ClockBoxProps {
  readonly label: string
  /** Null: not started. */
  readonly clock: Clock | null
  /** Instead of the figures (待签收 · 已重呼). */
  readonly instead?: string | undefined
  /** Everything inside is in proportion to it; pixels, or any CSS length. */
  readonly fontSize?: number | string
}

/**
 * A clock against its target. White and cyan while it runs, green when it stopped in time, red beyond the target; the
 * state is in the words for a screen reader too. Its width does not depend on its figures.
 */
export function ClockBox({ label, clock, instead, fontSize }: ClockBoxProps) {
  const { t } = useT()
  const reading = readClock(clock, useNow(1000))
  const spoken = {
    none: 'clock.notStarted',
    running: 'clock.running',
    over: 'clock.over',
    met: 'clock.within',
    missed: 'clock.over',
  } as const
  return (
    <div className={css['box']} data-state={reading.state} style={{ fontSize }}>
      <div className={css['label']}>{label}</div>
      <div className={css['line']}>
        <span className={`num ${css['value']} ${css[reading.state]}`}>
          {instead ?? (reading.elapsedMs === null ? '--:--' : clockText(reading.elapsedMs))}
        </span>
        {instead === undefined && reading.targetMs !== null && (
          <span className={`num ${css['target']}`}>/ {clockText(reading.targetMs)}</span>
        )}
        <span className="visually-hidden">{t(spoken[reading.state])}</span>
      </div>
      <div className={css['bar']}>
        <div className={css['fill']} data-state={reading.state} style={{ transform: `scaleX(${reading.used})` }} />
      </div>
    </div>
  )
}
