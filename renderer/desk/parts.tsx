import { useEffect, useRef, type ReactNode } from 'react'
import { useConnection } from '../state/connection'
import { useZone } from '../state/pack'
import { useWorld } from '../state/world'
import type { LoggedEvent } from '../../shared/domain/event'
import { clockText, timeText } from '../ui/format'
import { eventText } from '../ui/event-text'
import { rejectionText } from '../ui/rejection-text'
import { Kbd } from '../ui/States'
import { useNow } from '../state/clock'
import css from './parts.module.css'
import { runAction, useCanRun } from './state/actions'
import { keyOf, type ActionId } from './state/key-table'
import { useNames } from './state/names'
import { dismissFate, useFate, type Place } from './state/outgoing'

/** Keeps the focus where it was: Enter must go on meaning what it meant before a mouse pressed this. */
export const keepFocus = (event: { preventDefault: () => void }): void => event.preventDefault()

export interface KeyButtonProps {
  readonly action: ActionId
  readonly children: ReactNode
  readonly tone?: 'plain' | 'main' | 'second' | 'quiet'
  /** Instead of the action's own run (it must do the same). */
  readonly onClick?: () => void
  readonly disabled?: boolean
  readonly title?: string
  readonly grow?: boolean
}

/** A button with its key beside it. It is off while its action is not possible. */
export function KeyButton({ action, children, tone = 'plain', onClick, disabled, title, grow }: KeyButtonProps) {
  const possible = useCanRun(action)
  return (
    <button
      type="button"
      className={css['button']}
      data-tone={tone}
      data-grow={grow || undefined}
      data-testid={`action-${action}`}
      disabled={disabled ?? (!possible && !onClick)}
      title={title}
      onMouseDown={keepFocus}
      onClick={onClick ?? (() => void runAction(action))}
    >
      <span className={css['buttonText']}>{children}</span> <Kbd>{keyOf(action)}</Kbd>
    </button>
  )
}

/** What became of the command that was given here: under way, waiting for the hub, refused and why. */
export function FateLine({ place }: { readonly place: Place }) {
  const fate = useFate(place)
  const names = useNames()
  const { t } = names
  const zone = useZone()
  const phase = useConnection((state) => state.phase)
  const now = useNow(1000)
  if (!fate) return null
  if (fate.kind === 'sent') {
    return (
      <div className={css['fate']} data-kind="sent" role="status">
        {phase === 'live' ? t('hub.sending') : t('desk.fate.sentUnanswered')}
      </div>
    )
  }
  if (fate.kind === 'waiting') {
    return (
      <div className={css['fate']} data-kind="waiting" role="status" data-testid="fate-waiting">
        <span>{t('desk.fate.waiting', { age: clockText(now - fate.since) })}</span>
        <button type="button" onClick={fate.cancel}>
          {t('desk.fate.cancel')}
        </button>
      </div>
    )
  }
  const { rejection, retry } = fate
  const { winner, missed } = rejection
  return (
    <div className={css['fate']} data-kind="refused" role="alert" data-testid="fate-refused">
      <div>
        <strong>{rejectionText(rejection, t, zone)}</strong>
        {rejection.code === 'team_taken' && winner && <span>{t('desk.fate.takenFor', { incident: names.incident(winner.incidentId) })}</span>}
        {missed && missed.length > 0 && (
          <ul>
            {missed.map((event) => (
              <li key={event.seq}>
                <span className="num">{timeText(event.at, zone)}</span> {eventText(event as LoggedEvent, t, names)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={css['fateActs']}>
        {retry && (
          <button
            type="button"
            onClick={() => {
              dismissFate(place)
              retry(versionNow(missed?.at(-1) as LoggedEvent | undefined))
            }}
          >
            {t('desk.fate.stillSend')}
          </button>
        )}
        <button type="button" onClick={() => dismissFate(place)}>
          {t('desk.fate.read')}
        </button>
      </div>
    </div>
  )
}

/** Version of the incident that the missed events speak of, as this screen has it now. */
function versionNow(event: LoggedEvent | undefined): number | undefined {
  const id = event && 'incidentId' in event.data ? event.data.incidentId : undefined
  return id === undefined ? undefined : useWorld.getState().incidents.get(id)?.version
}

/** Brings the element into view when `active` becomes true. */
export function useIntoView<E extends HTMLElement>(active: boolean) {
  const ref = useRef<E>(null)
  useEffect(() => {
    if (active) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return ref
}
