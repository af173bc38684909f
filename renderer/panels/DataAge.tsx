import { useConnection } from '../state/connection'
import { useZone } from '../state/pack'
import { timeText } from '../ui/format'
import { useT } from '../ui/i18n'
import css from './panels.module.css'

/** At which moment of the hub a panel's data is: every head has one. Other words once the hub is lost; `bare`: no words before. */
export function DataAge({ bare = false }: { readonly bare?: boolean }) {
  const { t } = useT()
  const zone = useZone()
  const live = useConnection((state) => state.phase === 'live')
  // Whole seconds: a figure that changes four times a second is a nuisance.
  const at = useConnection((state) => (state.lastHeardAt === null ? null : Math.floor(state.lastHeardAt / 1000) * 1000))
  return (
    <span className={css['age']} data-stale={!live} data-testid="data-age">
      {at === null ? '--:--:--' : live && bare ? timeText(at, zone) : t(live ? 'wall.dataAt' : 'wall.dataStale', { time: timeText(at, zone) })}
    </span>
  )
}
