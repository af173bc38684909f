import { TextInput } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { z } from 'zod'
import { startOfDay } from '../../../shared/base/zone'
import { isOpen, type Incident } from '../../../shared/domain/incident/state'
import { callApi } from '../../state/api'
import { useNow } from '../../state/clock'
import { usePack, useZone } from '../../state/pack'
import { useSession } from '../../state/session'
import { useWorld } from '../../state/world'
import { shortTimeText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { rejectionText } from '../../ui/rejection-text'
import { SeverityMark } from '../../ui/SeverityMark'
import { EmptyState } from '../../ui/States'
import { keepAside, showIncident, useDesk } from '../state/desk'
import css from './Queue.module.css'

const foundSchema = z.object({ incidents: z.array(z.custom<Incident>((value) => typeof value === 'object' && value !== null && 'number' in value)) })

/** Incidents that have ended: today's at once, older ones by their number. */
export function History() {
  const { t } = useT()
  const zone = useZone()
  const incidents = useWorld((world) => world.incidents)
  const token = useSession((state) => state.token)
  const [text, setText] = useState('')
  const [older, setOlder] = useState<readonly Incident[]>([])
  const [error, setError] = useState<string | null>(null)
  const today = startOfDay(useNow(60_000), zone)
  const wanted = text.trim()

  useEffect(() => {
    if (wanted.length < 3) return setOlder([])
    const control = new AbortController()
    const timer = setTimeout(() => {
      void callApi('/api/v1/incidents?state=closed&limit=1000', foundSchema, { token, signal: control.signal }).then((answer) => {
        if (control.signal.aborted) return
        setOlder(answer.ok ? answer.value.incidents : [])
        setError(answer.ok ? null : rejectionText(answer.error, t, zone))
      })
    }, 300)
    return () => {
      clearTimeout(timer)
      control.abort()
    }
  }, [wanted, token, t, zone])

  const shown = useMemo(() => {
    const known = new Map<string, Incident>([...older.map((one) => [one.id, one] as const), ...[...incidents.values()].map((one) => [one.id, one] as const)])
    return [...known.values()]
      .filter((incident) => !isOpen(incident))
      .filter((incident) => (wanted === '' ? (incident.closedAt ?? incident.reportedAt) >= today : incident.number.includes(wanted) || incident.place.includes(wanted)))
      .toSorted((a, b) => b.reportedAt - a.reportedAt)
      .slice(0, 200)
  }, [incidents, older, wanted, today])

  return (
    <>
      <div className={css['filters']}>
        <TextInput size="xs" aria-label={t('desk.history.search')} placeholder={t('desk.history.search')} value={text} onChange={(event) => setText(event.currentTarget.value)} error={error} />
      </div>
      <div className={css['bar']}>
        <span className={css['quiet']}>{t(wanted === '' ? 'desk.history.today' : 'desk.history.found')}</span>
        <span className="num">{shown.length}</span>
      </div>
      {shown.length === 0 && <EmptyState title={t('desk.history.none')} />}
      <ul className={css['list']}>
        {shown.map((incident) => (
          <li key={incident.id}>
            <EndedRow incident={incident} />
          </li>
        ))}
      </ul>
    </>
  )
}

function EndedRow({ incident }: { readonly incident: Incident }) {
  const { t, language } = useT()
  const zone = useZone()
  const kind = usePack((state) => state.kinds.get(incident.kind))
  const shown = useDesk((state) => state.shown === incident.id)
  const show = () => {
    // It may be older than what this screen was given: it is kept aside to be looked at.
    keepAside(incident)
    showIncident(incident.id, true)
  }
  return (
    <button type="button" className={css['incident']} aria-current={shown || undefined} onClick={show} data-testid="ended">
      <SeverityMark severity={incident.severity} size="1.7rem" />
      <span className={css['body']}>
        <span className={css['line']}>
          <strong className={css['kind']}>{kind ? inLanguage(kind.name, language) : incident.kind}</strong>
          <span className={css['word']}>{t(`status.${incident.status}`)}</span>
        </span>
        <span className={css['sub']}>
          <span className="num">{incident.number}</span> · {incident.place} · <span className="num">{shortTimeText(incident.reportedAt, zone)}</span>
        </span>
      </span>
    </button>
  )
}
