import { useRef } from 'react'
import type { Incident } from '../../../shared/domain/incident/state'
import { useConnection } from '../../state/connection'
import { useRecommendation } from '../../state/recommendation'
import { durationText } from '../../ui/format'
import { Kbd } from '../../ui/States'
import { FateLine, KeyButton } from '../parts'
import { useAction } from '../state/actions'
import { openDialog, setMessage, useDesk } from '../state/desk'
import { keyOf } from '../state/key-table'
import { useNames } from '../state/names'
import { useBusy } from '../state/outgoing'
import { pressSend, sendPlace, useSend, withdrawQuestion } from '../state/send'
import css from './Recommendation.module.css'
import { useCurrentRow } from './Recommendation'

/** The one place where an order goes out: what Enter sends stands on the button, always. */
export function SendBar({ incident }: { readonly incident: Incident }) {
  const { t, team } = useNames()
  const current = useCurrentRow(incident.id)
  const together = useRecommendation((state) => (state.recommendation?.incidentId === incident.id ? state.recommendation.combinations[0] : undefined))
  const ranking = useRecommendation((state) => state.recommendation)
  const question = useSend((state) => state.question)
  const busy = useBusy(sendPlace(incident.id))
  const live = useConnection((state) => state.phase === 'live')
  const message = useDesk((state) => state.messages.get(incident.id) ?? '')
  const field = useRef<HTMLInputElement>(null)
  const excluded = current?.kind === 'excluded' ? current : null
  const candidate = current?.kind === 'candidate' ? current : null
  // Somebody is on the way already: one more is a decision, not a repeated key.
  const careful = incident.active.length > 0

  const send = () => {
    if (excluded) openDialog({ kind: 'override', teamId: excluded.teamId })
    else pressSend('one', careful)
  }
  useAction('send', send, !busy && current !== null)
  useAction('sendTogether', () => pressSend('together', careful), !busy && together !== undefined)
  useAction('message', () => field.current?.focus())

  const ranks = together?.teamIds.map((id) => (ranking?.candidates.findIndex((one) => one.teamId === id) ?? -1) + 1)
  const label = busy
    ? t(live ? 'hub.sending' : 'desk.send.waiting')
    : excluded
      ? t('desk.send.override', { team: excluded.excluded.name })
      : candidate
        ? t(live ? (careful ? 'desk.send.more' : 'desk.send') : 'desk.send.later', { team: candidate.candidate.name })
        : t('desk.send.nobody')
  return (
    <section className={css['sendBar']} aria-label={t('desk.sendBar')}>
      {question && (
        <div className={css['question']} role="alert" data-testid="send-question">
          <span>{questionText(question.asked.from?.teamIds ?? null, question.asked.to.teamIds, incident.id, question.asked.from?.incidentId, careful)}</span>
          <button type="button" onClick={withdrawQuestion}>
            {t('action.cancel')} <Kbd>Esc</Kbd>
          </button>
        </div>
      )}
      <FateLine place={sendPlace(incident.id)} />
      <FateLine place={`answer:${incident.id}`} />
      <div className={css['messageRow']}>
        <label className={css['message']}>
          <span>
            {t('desk.message')} <Kbd>{keyOf('message')}</Kbd>
          </span>
          <input
            ref={field}
            value={message}
            maxLength={1000}
            placeholder={t('desk.message.hint')}
            onChange={(event) => setMessage(incident.id, event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== 'Escape') return
              if (event.nativeEvent.isComposing) return
              event.preventDefault()
              event.currentTarget.blur()
            }}
          />
        </label>
        <KeyButton action="override">{t('desk.send.overrideShort')}</KeyButton>
      </div>
      <div className={css['buttons']}>
        <KeyButton action="send" tone="main" grow disabled={busy || current === null}>
          {label}
        </KeyButton>
        {together && ranks && (
          <KeyButton action="sendTogether" tone="second" disabled={busy} title={together.teamIds.map(team).join(' + ')}>
            {t('desk.send.together', { ranks: ranks.join(' + '), eta: durationText(together.etaSeconds) })}
          </KeyButton>
        )}
      </div>
    </section>
  )

  function questionText(from: readonly string[] | null, to: readonly string[], incidentId: string, fromIncident: string | undefined, more: boolean): string {
    const key = question?.way === 'together' ? keyOf('sendTogether') : keyOf('send')
    const names = (ids: readonly string[]) => ids.map(team).join(' + ')
    if (more) return t('desk.ask.more', { n: incident.active.length, to: names(to), key })
    if (from && fromIncident === incidentId) return t('desk.ask.changed', { from: names(from), to: names(to), key })
    return t('desk.ask.new', { to: names(to), key })
  }
}
