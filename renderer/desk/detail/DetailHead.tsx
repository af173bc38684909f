import { IconCopy, IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { Dispatch } from '../../../shared/domain/dispatch/state'
import type { Incident } from '../../../shared/domain/incident/state'
import { usePack, useZone } from '../../state/pack'
import { maskedPhone, positionText, timeText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { Kbd } from '../../ui/States'
import { readQueue } from '../logic/queue'
import { dmsText } from '../../../shared/geo/coordinates'
import { keepFocus } from '../parts'
import { useAction } from '../state/actions'
import { openDialog, toggleReveal, useDesk } from '../state/desk'
import { keyOf } from '../state/key-table'
import css from './Detail.module.css'

interface Props {
  readonly incident: Incident
  readonly dispatches: readonly Dispatch[]
}

/** What it is, where, from whom: the caller's number only when asked for. */
export function DetailHead({ incident, dispatches }: Props) {
  const { t, language } = useT()
  const zone = useZone()
  const kind = usePack((state) => state.kinds.get(incident.kind))
  const revealed = useDesk((state) => state.revealed.has(incident.id))
  const [copied, setCopied] = useState(false)
  const first = incident.calls[0]
  const caller = incident.calls.find((call) => call.caller)?.caller
  const people = incident.calls.findLast((call) => call.people !== null)?.people ?? null
  const uncertain = first?.uncertaintyM ?? null
  const { casualties } = incident
  const reading = readQueue(incident, dispatches)
  const copy = () => {
    void navigator.clipboard?.writeText(positionText(incident.at)).then(
      () => setCopied(true),
      () => setCopied(false),
    )
    setTimeout(() => setCopied(false), 2_000)
  }
  useAction('reveal', () => toggleReveal(incident.id), Boolean(caller))
  useAction('copyPosition', copy)

  return (
    <header className={css['head']}>
      <div className={css['titleRow']}>
        <SeverityMark severity={incident.severity} size="1.9rem" />
        <h1 className={css['title']}>{kind ? inLanguage(kind.name, language) : incident.kind}</h1>
        <span className={css['state']} data-tone={reading.tone} data-testid="incident-status">
          {t(`status.${incident.status}`)}
        </span>
        <span className={css['origin']}>
          <strong className="num" data-testid="incident-number">
            #{incident.number}
          </strong>
          <span>
            {first?.source.channel} <span className="num">{timeText(incident.reportedAt, zone)}</span>
            {incident.calls.length > 1 && (
              <button type="button" className={css['link']} onMouseDown={keepFocus} onClick={() => openDialog({ kind: 'calls', incidentId: incident.id })} data-testid="calls">
                {t('desk.fact.calls', { n: incident.calls.length })}
              </button>
            )}
          </span>
        </span>
      </div>
      <dl className={css['facts']}>
        <dt>{t('desk.fact.place')}</dt>
        <dd className={css['wide']} title={incident.place}>
          {incident.place || t('desk.fact.noPlace')}
        </dd>
        <dt>{t('desk.fact.position')}</dt>
        <dd>
          <span className="num" title={dmsText(incident.at)}>
            {positionText(incident.at)}
          </span>
          {uncertain !== null && uncertain > 0 && <span className={css['quiet']}> ±{Math.round(uncertain)} m</span>}
          <button type="button" className={css['iconButton']} onMouseDown={keepFocus} onClick={copy} aria-label={t('desk.action.copyPosition')} title={`${t('desk.action.copyPosition')} ${keyOf('copyPosition')}`}>
            <IconCopy size="0.9rem" />
          </button>
          <span role="status" className={css['quiet']}>
            {copied ? t('desk.fact.copied') : ''}
          </span>
        </dd>
        <dt>{t('desk.fact.caller')}</dt>
        <dd>
          {caller ? (
            <>
              {caller.name} <span className="num">{revealed ? caller.phone : maskedPhone(caller.phone)}</span>
              <button
                type="button"
                className={css['iconButton']}
                aria-pressed={revealed}
                aria-label={t('desk.action.reveal')}
                title={`${t('desk.action.reveal')} ${keyOf('reveal')}`}
                onMouseDown={keepFocus}
                onClick={() => toggleReveal(incident.id)}
              >
                {revealed ? <IconEyeOff size="0.9rem" /> : <IconEye size="0.9rem" />} <Kbd>{keyOf('reveal')}</Kbd>
              </button>
            </>
          ) : (
            t('desk.fact.noCaller')
          )}
        </dd>
      </dl>
      <p className={css['description']} title={incident.description}>
        {incident.description || t('desk.fact.noDescription')}
        {people !== null && <span className={css['people']}> · {t('desk.fact.people', { n: people })}</span>}
        {casualties && (
          <span className={css['people']}>
            {(['missing', 'injured', 'dead', 'rescued'] as const)
              .filter((figure) => casualties[figure] !== null)
              .map((figure) => ` · ${t(`casualties.${figure}`)} ${casualties[figure]}`)
              .join('')}
          </span>
        )}
      </p>
    </header>
  )
}
