import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { SECOND } from '../../../shared/base/time'
import type { LoggedEvent } from '../../../shared/domain/event'
import { callApi } from '../../state/api'
import { useZone } from '../../state/pack'
import { useSession } from '../../state/session'
import { eventText } from '../../ui/event-text'
import { timeText } from '../../ui/format'
import { useNames } from '../state/names'
import { aroundSchema } from './recording'
import css from './replay.module.css'

/** Asked for anew when the playhead has gone so far: the list need not run with every tick. */
const STEP_MS = 2 * SECOND

/** What happened before and after the moment shown, in words. A line goes there. */
export function Around({ at, onSeek }: { readonly at: number; readonly onSeek: (at: number) => void }) {
  const names = useNames()
  const { t } = names
  const zone = useZone()
  const token = useSession((session) => session.token)
  const [found, setFound] = useState<z.output<typeof aroundSchema> | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const moment = Math.floor(at / STEP_MS) * STEP_MS
  useEffect(() => {
    const gone = new AbortController()
    void callApi(`/api/v1/replay/events?at=${moment}&before=40&after=40`, aroundSchema, { token, signal: gone.signal }).then((answer) => {
      if (answer.ok) setFound(answer.value)
    })
    return () => gone.abort()
  }, [token, moment])
  const current = found?.events.findLast((event) => event.at <= at)?.seq
  useEffect(() => {
    list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'center' })
  }, [current])
  // Of an incident that has not been reported yet only the file knows the name.
  const incident = (id: string) => {
    const known = names.incident(id)
    return known === id ? (found?.names[id] ?? id) : known
  }
  return (
    <ol className={css['around']} ref={list} aria-label={t('replay.list')} data-testid="replay-around">
      {found === null && <li className={css['quiet']}>{t('loading.title')}</li>}
      {found?.events.length === 0 && <li className={css['quiet']}>{t('replay.nothing')}</li>}
      {found?.events.map((event) => (
        <li key={event.seq} data-future={event.at > at}>
          <button type="button" aria-current={event.seq === current} onClick={() => onSeek(event.at)}>
            <time className="num">{timeText(event.at, zone)}</time>
            <span>
              {eventText(event as LoggedEvent, t, { ...names, incident })}
              {subject((event as LoggedEvent).data, incident)}
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}

/** Which incident a line speaks of: lines of a timeline leave it out, here they stand among those of others. */
function subject(data: object, incident: (id: string) => string): string {
  return 'incidentId' in data && typeof data.incidentId === 'string' ? ` · ${incident(data.incidentId)}` : ''
}
