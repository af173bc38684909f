import { memo, useMemo, useState } from 'react'
import { mergeSuggestions, type MergeSuggestion } from '../../../shared/domain/select'
import type { Incident } from '../../../shared/domain/incident/state'
import { usePack } from '../../state/pack'
import { useDispatchesOf, useIncident, useOpenIncidents } from '../../state/select'
import { useWorld } from '../../state/world'
import { readClock } from '../../ui/clock-state'
import { clockText, distanceText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { EmptyState, Kbd, LoadingState } from '../../ui/States'
import { useNow } from '../../state/clock'
import { DEFAULT_TARGETS } from '../detail/ClocksRow'
import { queueClock, queueOrder, readQueue, type QueueState } from '../logic/queue'
import { FateLine, keepFocus, KeyButton, useIntoView } from '../parts'
import { useAction } from '../state/actions'
import { showIncident, useDesk } from '../state/desk'
import { keyOf } from '../state/key-table'
import { give } from '../state/outgoing'
import { answer } from '../state/send'
import css from './Queue.module.css'

/** The officer takes an incident: it is shown, and answered. */
export function takeIncident(id: string): void {
  showIncident(id, true)
  void answer(id)
  // Enter and the arrows now speak of its recommendation.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}

/** Open incidents, what waits for the officer first; then what may be one and the same. */
export function Incidents() {
  const { t } = useT()
  const loaded = useWorld((world) => world.loaded)
  const open = useOpenIncidents()
  const kinds = usePack((state) => state.kinds)
  const ordered = useMemo(() => queueOrder(open), [open])
  const suggestions = useMemo(() => mergeSuggestions(open, kinds), [open, kinds])
  const shown = useDesk((state) => state.shown)
  const [focused, setFocused] = useState<string | null>(null)
  const entry = ordered.find(({ id }) => id === focused) ?? ordered.find(({ id }) => id === shown) ?? ordered[0]

  return (
    <>
      <div className={css['bar']}>
        <span className={css['quiet']}>{t('desk.queue.sorted')}</span>
        <KeyButton action="newIncident" tone="quiet">
          {t('desk.action.newIncident')}
        </KeyButton>
      </div>
      {!loaded && <LoadingState />}
      {loaded && ordered.length === 0 && <EmptyState title={t('desk.queue.empty')} />}
      <ul
        className={css['list']}
        data-arrows="vertical"
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (step === 0 || !entry) return
          event.preventDefault()
          const next = ordered[Math.min(ordered.length - 1, Math.max(0, ordered.indexOf(entry) + step))]
          if (!next) return
          setFocused(next.id)
          document.getElementById(`incident-${next.id}`)?.focus()
        }}
      >
        {ordered.map((incident) => (
          <li key={incident.id}>
            <IncidentRow incident={incident} selected={incident.id === shown} tabbable={incident === entry} />
          </li>
        ))}
      </ul>
      {suggestions.length > 0 && (
        <>
          <div className={css['bar']}>
            <span className={css['quiet']}>{t('desk.merge.title')}</span>
            <span className="num">{suggestions.length}</span>
          </div>
          {suggestions.map((suggestion, index) => (
            <MergeCard key={suggestion.incidentId} suggestion={suggestion} first={index === 0} />
          ))}
        </>
      )}
    </>
  )
}

interface RowProps {
  readonly incident: Incident
  readonly selected: boolean
  readonly tabbable: boolean
}

const IncidentRow = memo(function IncidentRow({ incident, selected, tabbable }: RowProps) {
  const { t, language } = useT()
  const kind = usePack((state) => state.kinds.get(incident.kind))
  const dispatches = useDispatchesOf(incident)
  const reading = readQueue(incident, dispatches)
  const targets = usePack((state) => state.pack?.manifest.dispatch ?? DEFAULT_TARGETS)
  const clockDone = queueClock(incident, dispatches, targets).stopAt !== null
  const ref = useIntoView<HTMLButtonElement>(selected)
  const channel = incident.calls[0]?.source.channel ?? ''
  const parts = [
    incident.place,
    t('desk.queue.from', { channel }),
    stateWords(reading.state, reading.realerts),
    ...(reading.teams > 0 ? [t('desk.queue.teams', { n: reading.teams })] : []),
  ]
  function stateWords(state: QueueState, realerts: number): string {
    // The figure at the right says it already.
    const words = state === 'escalated' || clockDone ? '' : t(`desk.state.${state}`)
    return [words, realerts > 0 ? t('desk.order.realerted', { n: realerts }) : ''].filter((part) => part !== '').join(' · ')
  }
  return (
    <button
      ref={ref}
      id={`incident-${incident.id}`}
      type="button"
      className={css['incident']}
      aria-current={selected || undefined}
      data-unanswered={reading.state === 'unanswered' || undefined}
      data-testid="incident"
      data-incident={incident.id}
      tabIndex={tabbable ? 0 : -1}
      onClick={() => takeIncident(incident.id)}
    >
      <SeverityMark severity={incident.severity} size="1.7rem" />
      <span className={css['body']}>
        <span className={css['line']}>
          <strong className={css['kind']}>{kind ? inLanguage(kind.name, language) : incident.kind}</strong>
          <QueueFigure incident={incident} />
        </span>
        <span className={css['sub']} data-tone={reading.tone}>
          {parts.filter((part) => part !== '').join(' · ')}
        </span>
      </span>
    </button>
  )
})

/** The clock that matters now: running against its target, or the word for where it stands. */
function QueueFigure({ incident }: { readonly incident: Incident }) {
  const { t } = useT()
  const dispatches = useDispatchesOf(incident)
  const targets = usePack((state) => state.pack?.manifest.dispatch ?? DEFAULT_TARGETS)
  const { state, tone } = readQueue(incident, dispatches)
  const reading = readClock(queueClock(incident, dispatches, targets), useNow(1000))
  const done = reading.state === 'met' || reading.state === 'missed'
  return (
    <span className={`num ${css['figure']}`} data-clock={reading.state} data-tone={tone}>
      {done || state === 'escalated' ? t(`desk.state.${state}`) : clockText(reading.elapsedMs ?? 0)}
    </span>
  )
}

function MergeCard({ suggestion, first }: { readonly suggestion: MergeSuggestion; readonly first: boolean }) {
  const { t, language } = useT()
  const { incidentId, intoId, distanceM, secondsApart } = suggestion
  const later = useIncident(incidentId)
  const earlier = useIncident(intoId)
  const place = `merge:${incidentId}`
  const merge = () => {
    if (!later) return
    void give({ place, type: 'mergeIncidents', data: { incidentId, intoId }, expectedVersion: later.version }).then((reply) => {
      if (reply.ok && useDesk.getState().shown === incidentId) showIncident(intoId, true)
    })
  }
  const keepApart = () => void give({ place, type: 'dismissMerge', data: { incidentId, otherId: intoId } })
  useAction('merge', merge, first)
  useAction('keepApart', keepApart, first)
  const kinds = usePack((state) => state.kinds)
  if (!later || !earlier) return null
  const kind = kinds.get(later.kind)
  return (
    <section className={css['merge']} aria-label={t('desk.merge.title')} data-testid="merge">
      <div className={css['line']}>
        <SeverityMark severity={later.severity} size="1.7rem" />
        <strong className={css['kind']}>{kind ? inLanguage(kind.name, language) : later.kind}</strong>
        <span className="num">{distanceText(distanceM, t)}</span>
      </div>
      <div className={css['sub']}>
        {later.description !== '' && `“${later.description}” · `}
        {t('desk.merge.apart', { minutes: Math.round(secondsApart / 60), number: earlier.number, other: later.number })}
      </div>
      <div className={css['acts']}>
        <button type="button" onMouseDown={keepFocus} onClick={merge} data-testid="merge-yes">
          {t('desk.action.merge')} {first && <Kbd>{keyOf('merge')}</Kbd>}
        </button>
        <button type="button" onMouseDown={keepFocus} onClick={keepApart} data-testid="merge-no">
          {t('desk.action.keepApart')} {first && <Kbd>{keyOf('keepApart')}</Kbd>}
        </button>
      </div>
      <FateLine place={place} />
    </section>
  )
}
