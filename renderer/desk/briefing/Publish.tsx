import { useState } from 'react'
import { newest, type Briefing } from '../../../shared/domain/briefing/state'
import { useT } from '../../ui/i18n'
import { useBusy } from '../state/outgoing'
import { stateText } from './BriefingList'
import css from './room.module.css'
import { publish, ROOM, withdraw } from './store'

/** How far it is, and the way on: published for the walls, or taken back with a reason. */
export function Publish({ briefing }: { readonly briefing: Briefing }) {
  const { t } = useT()
  const busy = useBusy(ROOM)
  const [reason, setReason] = useState<string | null>(null)
  const isPublished = briefing.withdrawn === null && briefing.publishedNo === newest(briefing).no
  return (
    <>
      <span className={css['state']} data-testid="briefing-state">
        {stateText(briefing, t)}
      </span>
      {briefing.withdrawn && <span className={css['quiet']}>{briefing.withdrawn.reason}</span>}
      {!isPublished && (
        <button type="button" disabled={busy} onClick={() => void publish(briefing)} data-testid="briefing-publish">
          {t('briefing.publish')}
        </button>
      )}
      {briefing.withdrawn === null && reason === null && (
        <button type="button" disabled={busy} onClick={() => setReason('')}>
          {t('briefing.withdraw')}
        </button>
      )}
      {reason !== null && (
        <form
          className={css['inline']}
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim() !== '') void withdraw(briefing, reason.trim()).then((done) => done && setReason(null))
          }}
        >
          <input autoFocus value={reason} maxLength={500} placeholder={t('briefing.withdrawReason')} aria-label={t('briefing.withdrawReason')} onChange={(event) => setReason(event.target.value)} />
          <button type="submit" disabled={busy || reason.trim() === ''}>
            {t('briefing.withdraw')}
          </button>
          <button type="button" onClick={() => setReason(null)}>
            {t('action.cancel')}
          </button>
        </form>
      )}
    </>
  )
}
