import { IconCopy } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { LoggedEvent } from '../../../shared/domain/event'
import type { Incident } from '../../../shared/domain/incident/state'
import type { Translate } from '../../../shared/i18n/catalogue'
import { useZone } from '../../state/pack'
import { useTimeline } from '../../state/select'
import { actorText, eventText, type EventNames } from '../../ui/event-text'
import { momentText, timeText } from '../../ui/format'
import { keepFocus } from '../parts'
import { useNames } from '../state/names'
import css from './Detail.module.css'

/** Said by another event of the same moment: the order itself is the line. */
const REPEATED = new Set<LoggedEvent['type']>(['incident.teamOrdered', 'incident.teamReleased'])

/** What was said with an event and is worth a second line: figures, notes, reasons. */
export function eventDetail(event: LoggedEvent, t: Translate): string {
  switch (event.type) {
    case 'incident.verified':
    case 'incident.controlled':
      return event.data.note
    case 'incident.closed':
      return event.data.summary
    case 'incident.reported':
    case 'incident.sourceUpdated':
      return event.data.description
    case 'incident.callMerged':
      return event.data.call.description
    case 'incident.casualtiesRecorded':
      return (['missing', 'injured', 'dead', 'rescued'] as const)
        .flatMap((figure) => (event.data[figure] === null ? [] : [`${t(`casualties.${figure}`)} ${event.data[figure]}`]))
        .join(' · ')
    case 'dispatch.acknowledged':
    case 'dispatch.departed':
    case 'dispatch.arrived':
    case 'dispatch.completed':
    case 'dispatch.delivered':
    case 'dispatch.reinforcementRequested':
      return event.data.note
    case 'dispatch.ordered':
      return [event.data.override?.reason ?? '', event.data.message].filter((text) => text !== '').join(' · ')
    default:
      return ''
  }
}

function lineText(event: LoggedEvent, t: Translate, names: EventNames): string {
  const detail = eventDetail(event, t)
  return detail === '' ? eventText(event, t, names) : `${eventText(event, t, names)}：${detail}`
}

/** What happened, to the second, and by whom: the newest is in view, the rest by scrolling; all of it can be copied. */
export function Timeline({ incident }: { readonly incident: Incident }) {
  const names = useNames()
  const { t } = names
  const zone = useZone()
  const all = useTimeline(incident.id)
  const events = useMemo(() => all.filter((event) => !REPEATED.has(event.type)), [all])
  const [copied, setCopied] = useState(false)
  const list = useRef<HTMLOListElement>(null)
  const newest = events.at(-1)?.seq
  useEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight
  }, [newest, incident.id])

  const copy = () => {
    const head = `${names.kind(incident.kind)} #${incident.number} ${incident.place}`
    const lines = events.map((event) => `${momentText(event.at, zone)}\t${lineText(event, t, names)}\t${actorText(event.actor, t, names.team)}`)
    void navigator.clipboard?.writeText([head, ...lines].join('\n')).then(
      () => setCopied(true),
      () => setCopied(false),
    )
    setTimeout(() => setCopied(false), 2_000)
  }
  return (
    <section className={css['timeline']} aria-label={t('desk.timeline')}>
      <ol ref={list} tabIndex={0} aria-label={t('desk.timeline')} data-testid="timeline">
        {events.map((event) => (
          <li key={event.seq} title={`${momentText(event.at, zone)} · ${actorText(event.actor, t, names.team)}`}>
            <time className="num" dateTime={new Date(event.at).toISOString()}>
              {timeText(event.at, zone)}
            </time>
            <span>
              {lineText(event, t, names)}
              {byOfficer(event) && <span className={css['quiet']}> · {actorText(event.actor, t, names.team)}</span>}
            </span>
          </li>
        ))}
        {events.length === 0 && <li className={css['quiet']}>{t('loading.title')}</li>}
      </ol>
      <button type="button" className={css['copyAll']} onMouseDown={keepFocus} onClick={copy} title={t('desk.timeline.copy')} aria-label={t('desk.timeline.copy')}>
        <IconCopy size="0.95rem" />
        <span role="status">{copied ? t('desk.fact.copied') : ''}</span>
      </button>
    </section>
  )
}

/** Lines that do not name who did it, where an officer did. */
function byOfficer(event: LoggedEvent): boolean {
  return event.actor.startsWith('officer:') && (event.type.startsWith('dispatch.') || event.type === 'incident.reclassified' || event.type === 'incident.relocated' || event.type === 'incident.casualtiesRecorded')
}
