import { useEffect } from 'react'
import { isOpen } from '../../../shared/domain/incident/state'
import { watchRecommendation } from '../../state/connection'
import { useDispatchesOf, useIncident } from '../../state/select'
import { useSession } from '../../state/session'
import { fetchTimeline } from '../../state/timeline'
import { useWorld } from '../../state/world'
import { useT } from '../../ui/i18n'
import { EmptyState, Kbd, LoadingState } from '../../ui/States'
import { FateLine } from '../parts'
import { keyOf } from '../state/key-table'
import { useAnyIncident, useDesk } from '../state/desk'
import { ClocksRow } from './ClocksRow'
import css from './Detail.module.css'
import { DetailHead } from './DetailHead'
import { LifeBar } from './LifeBar'
import { Orders } from './Orders'
import { Photos } from './Photos'
import { Recommendation } from './Recommendation'
import { SendBar } from './SendBar'
import { Timeline } from './Timeline'

/** Everything about one incident, and everything that can be done about it, without scrolling. */
export function Detail() {
  const { t } = useT()
  const shown = useDesk((state) => state.shown)
  const incident = useAnyIncident(shown)
  const dispatches = useDispatchesOf(incident)
  const loaded = useWorld((world) => world.loaded)
  const token = useSession((state) => state.token)
  const open = incident !== undefined && isOpen(incident)

  useEffect(() => {
    watchRecommendation(open ? shown : null)
  }, [shown, open])
  useEffect(() => {
    if (shown) void fetchTimeline(shown, token)
  }, [shown, token])

  if (!incident) {
    return (
      <aside className={css['detail']} aria-label={t('desk.detail')}>
        {loaded ? (
          <EmptyState title={t('desk.detail.none')}>
            <div>
              <Kbd>{keyOf('newIncident')}</Kbd> {t('desk.action.newIncident')}
            </div>
          </EmptyState>
        ) : (
          <LoadingState />
        )}
      </aside>
    )
  }
  return (
    <aside className={css['detail']} aria-label={t('desk.detail')} data-testid="detail" data-incident={incident.id}>
      <DetailHead incident={incident} dispatches={dispatches} />
      <ClocksRow incident={incident} dispatches={dispatches} />
      <Orders incident={incident} dispatches={dispatches} />
      {open ? (
        <>
          <Recommendation incident={incident} />
          <SendBar incident={incident} />
        </>
      ) : (
        <div className={css['ended']}>
          <strong>{t(`status.${incident.status}`)}</strong>
          {incident.mergedInto && <MergedInto id={incident.mergedInto} />}
        </div>
      )}
      <LifeBar incident={incident} />
      <FateLine place={`life:${incident.id}`} />
      <Photos incident={incident} />
      <Timeline incident={incident} />
    </aside>
  )
}

function MergedInto({ id }: { readonly id: string }) {
  const { t } = useT()
  const into = useIncident(id)
  return into ? (
    <button type="button" className={css['link']} onClick={() => useDesk.setState({ shown: id, chosen: true })}>
      {t('desk.detail.mergedInto', { number: into.number })}
    </button>
  ) : null
}
