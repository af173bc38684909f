import { useState } from 'react'
import { MINUTE } from '../../../shared/base/time'
import { ALERT_ANSWERS } from '../../../shared/domain/alert/state'
import { peopleNow } from '../../../shared/domain/alert/view'
import type { UnitAlert } from '../../../shared/risk/unit-view'
import type { UnitState } from '../../../shared/unit/view'
import { useNow } from '../../state/clock'
import { shortTimeText } from '../../ui/format'
import { MARK_FILL, SEVERITY_SHAPES } from '../../ui/severity-shapes'
import { useT } from '../i18n'
import { say } from '../session'
import { useUnit } from '../store'
import './alerts.css'

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Alerts that were sent to this unit: where, how many people, and one button for each answer. */
export function AlertsSection({ state }: { readonly state: UnitState }) {
  const { t } = useT()
  return (
    <section aria-label={t('unit.alerts')} data-testid="unit-alerts">
      <h2>{t('unit.alerts')}</h2>
      {(state.alerts ?? []).map((alert) => (
        <AlertCard key={alert.alertId} alert={alert} />
      ))}
    </section>
  )
}

function AlertCard({ alert }: { readonly alert: UnitAlert }) {
  const { t, language } = useT()
  const now = useNow(1_000)
  const [text, setText] = useState('')
  const waiting = useUnit(({ said }) => said.some((one) => one.state === 'waiting' && (one.data as { readonly alertId?: string } | null)?.alertId === alert.alertId))
  const { path, glyphY, glyphSize } = SEVERITY_SHAPES[alert.severity]
  const people = peopleNow(alert, now)
  const late = alert.dueAt !== null && now > alert.dueAt
  return (
    <article className="alert" data-late={late} data-testid="unit-alert">
      <h3>
        <svg viewBox="0 0 100 100" width="36" height="36" aria-hidden>
          <path d={path} fill={MARK_FILL[alert.severity]} stroke="var(--mark-edge)" strokeWidth={4} />
          <text x={50} y={glyphY} fontSize={glyphSize} fontWeight={700} textAnchor="middle" dominantBaseline="central" fill="var(--mark-ink)">
            {t(`unit.alerts.severity.${alert.severity}`)}
          </text>
        </svg>
        <span>{alert.place[language]}</span>
        <strong>{people === null ? t('unit.alerts.peopleUnknown') : t('unit.alerts.people', { n: people })}</strong>
      </h3>
      <p className="quiet">
        {t('unit.alerts.seen', { time: shortTimeText(alert.lastAt, ZONE) })} · {t('unit.alerts.sent', { time: shortTimeText(alert.sentAt, ZONE) })}
      </p>
      {alert.note !== '' && <p>{alert.note}</p>}
      {alert.dueAt !== null && (
        <p className="due">
          {late ? `▲ ${t('unit.alerts.late', { n: Math.max(1, Math.floor((now - alert.dueAt) / MINUTE)) })}` : `○ ${t('unit.alerts.due', { time: shortTimeText(alert.dueAt, ZONE) })}`}
        </p>
      )}
      {alert.answers.map(({ answer, text: words, at }) => (
        <p key={at}>
          ✓ {t('unit.alerts.said', { time: shortTimeText(at, ZONE), answer: t(`unit.alerts.answer.${answer}`) })} {words}
        </p>
      ))}
      <textarea aria-label={t('unit.alerts.text')} placeholder={t('unit.alerts.text')} rows={1} maxLength={500} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {waiting ? (
        <p className="quiet">{t('unit.alerts.sending')}</p>
      ) : (
        <div className="answers">
          {ALERT_ANSWERS.map((answer) => (
            <button
              key={answer}
              type="button"
              onClick={() => {
                say('answerAlert', { alertId: alert.alertId, answer, text: text.trim() }, `${alert.place[language]} ${t(`unit.alerts.answer.${answer}`)}`)
                setText('')
              }}
              data-testid={`unit-alert-${answer}`}
            >
              {t(`unit.alerts.answer.${answer}`)}
            </button>
          ))}
        </div>
      )}
    </article>
  )
}
