import { useMemo } from 'react'
import { isActive, type Dispatch } from '../../../shared/domain/dispatch/state'
import type { Incident } from '../../../shared/domain/incident/state'
import { incidentClocks, quantile } from '../../../shared/domain/select'
import { usePack } from '../../state/pack'
import { useWorld } from '../../state/world'
import { ClockBox } from '../../ui/ClockBox'
import { clockText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { sceneSamples } from '../logic/queue'
import css from './Detail.module.css'

export const DEFAULT_TARGETS = { deliveredTargetSeconds: 30, onSceneTargetSeconds: 900 }

/** Alarm → order delivered, order → on scene, and what nine of ten incidents of the kind took. */
export function ClocksRow({ incident, dispatches }: { readonly incident: Incident; readonly dispatches: readonly Dispatch[] }) {
  const { t } = useT()
  const targets = usePack((state) => state.pack?.manifest.dispatch ?? DEFAULT_TARGETS)
  const clocks = incidentClocks(incident, dispatches, targets)
  const incidents = useWorld((world) => world.incidents)
  const orders = useWorld((world) => world.dispatches)
  const { kind } = incident
  const samples = useMemo(() => sceneSamples(kind, incidents.values(), orders, targets), [kind, incidents, orders, targets])
  const p90 = quantile(samples, 0.9)
  const silent = dispatches.filter((dispatch) => isActive(dispatch) && dispatch.deliveredAt === null)
  return (
    <div className={css['clocks']}>
      <ClockBox label={t('clock.alarmToDelivered')} clock={clocks.alarmToDelivered} />
      <ClockBox label={t('clock.orderToScene')} clock={clocks.orderToScene} />
      <div className={css['p90']}>
        <div className={css['p90Label']} title={t('desk.p90.title')}>
          {t('desk.p90')}
        </div>
        <div className={`num ${css['p90Value']}`} data-testid="p90">
          {p90 === null ? '--:--' : clockText(p90)}
        </div>
        <div className={css['quiet']}>{t('desk.p90.samples', { n: samples.length })}</div>
      </div>
      {silent.length > 0 && <span className="visually-hidden">{t('desk.orders.undelivered', { n: silent.length })}</span>}
    </div>
  )
}
