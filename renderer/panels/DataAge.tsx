import type { EpochMs } from '../../shared/base/time'
import { useNow } from '../state/clock'
import { useConnection } from '../state/connection'
import { useZone } from '../state/pack'
import { timeText } from '../ui/format'
import { useT } from '../ui/i18n'
import css from './panels.module.css'

export interface DataAgeProps {
  /** No words before the time, unless it stands still. */
  readonly bare?: boolean
  /** Source time of the panel's own data; null: nothing has come. Left out: the panel shows facts of the log, as old as the hub was last heard. */
  readonly at?: EpochMs | null | undefined
  /** Past this age the panel's own data are old. Milliseconds. */
  readonly staleMs?: number | undefined
}

/** True if a panel's data are past their limit at `now`, or the hub is gone. */
export function useIsStale({ at, staleMs }: DataAgeProps): boolean {
  const live = useConnection((state) => state.phase === 'live')
  const now = useNow(5_000)
  return !live || (at !== undefined && at !== null && staleMs !== undefined && now - at > staleMs)
}

/** At which moment a panel's data is: every head has one. Other words once it stands still. */
export function DataAge({ bare = false, at, staleMs }: DataAgeProps) {
  const { t } = useT()
  const zone = useZone()
  const stale = useIsStale({ at, staleMs })
  // Whole seconds: a figure that changes four times a second is a nuisance.
  const heardAt = useConnection((state) => (state.lastHeardAt === null ? null : Math.floor(state.lastHeardAt / 1000) * 1000))
  const shown = at === undefined ? heardAt : at
  return (
    <span className={css['age']} data-stale={stale} data-testid="data-age">
      {shown === null ? '--:--:--' : !stale && bare ? timeText(shown, zone) : t(stale ? 'wall.dataStale' : 'wall.dataAt', { time: timeText(shown, zone) })}
    </span>
  )
}
