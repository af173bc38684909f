import { useState } from 'react'
import { HOUR, MINUTE } from '../../../shared/base/time'
import { dutyStatus, type DutyStatus } from '../../../shared/domain/response/clock'
import type { Duty } from '../../../shared/domain/response/state'
import type { UnitResponse } from '../../../shared/response/unit-view'
import type { UnitState } from '../../../shared/unit/view'
import { hubNow, useNow } from '../../state/clock'
import { shortTimeText } from '../../ui/format'
import { MARK_FILL, SEVERITY_SHAPES } from '../../ui/severity-shapes'
import { useT, type UnitTranslate } from '../i18n'
import { say } from '../session'
import { useUnit } from '../store'
import './duties.css'

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone
const ORDER = { late: 0, open: 1, confirmed: 2, ended: 3 } as const

/** The level in force, and one big button for each duty of this unit. */
export function Duties({ state }: { readonly state: UnitState }) {
  return state.response ? <Body response={state.response} /> : null
}

function Body({ response }: { readonly response: UnitResponse }) {
  const { t, language } = useT()
  const now = useNow(1_000)
  const { level, hazard, since, duties } = response
  const rows = duties.map((duty) => ({ duty, status: dutyStatus(duty, now) })).toSorted((a, b) => ORDER[a.status.state] - ORDER[b.status.state] || (a.status.dueAt ?? Infinity) - (b.status.dueAt ?? Infinity))
  const shape = level && SEVERITY_SHAPES[level.severity]
  return (
    <section aria-label={t('unit.duties')} data-testid="duties">
      <h2 className="level">
        {level && shape && (
          <svg viewBox="0 0 100 100" width="36" height="36" aria-hidden>
            <path d={shape.path} fill={MARK_FILL[level.severity]} stroke="var(--mark-edge)" strokeWidth={4} />
            <text x={50} y={shape.glyphY} fontSize={shape.glyphSize} fontWeight={700} textAnchor="middle" dominantBaseline="central" fill="var(--mark-ink)">
              {level.name.zh.slice(0, 1)}
            </text>
          </svg>
        )}
        <span>{level ? t('unit.duties.level', { level: level.name[language] }) : t('unit.duties.after')}</span>
      </h2>
      <p className="quiet">{t('unit.duties.since', { hazard: hazard.name[language], time: shortTimeText(since, ZONE) })}</p>
      {rows.length === 0 && <p className="quiet">{t('unit.duties.none')}</p>}
      {rows.map(({ duty, status }) => (
        <DutyCard key={duty.key} responseId={response.responseId} duty={duty} status={status} />
      ))}
    </section>
  )
}

function DutyCard({ responseId, duty, status }: { readonly responseId: string; readonly duty: Duty; readonly status: DutyStatus }) {
  const { t, language } = useT()
  const [note, setNote] = useState('')
  const [undoing, setUndoing] = useState(false)
  const waiting = useUnit(({ said }) => said.some((one) => one.state === 'waiting' && (one.data as { readonly duty?: string } | null)?.duty === duty.key))
  const words = duty.text[language]
  const asked = status.state === 'open' || status.state === 'late'
  const confirm = () => {
    say('confirmDuty', { responseId, duty: duty.key, note: note.trim(), observedAt: hubNow() }, words)
    setNote('')
  }
  const withdraw = () => {
    say('withdrawConfirmation', { responseId, duty: duty.key, reason: t('unit.duties.withdrawReason') }, t('unit.duties.withdraw'))
    setUndoing(false)
  }
  return (
    <article className="duty" data-state={status.state} data-testid={`unit-duty-${duty.id}`}>
      <p>{words}</p>
      <p className="quiet line">
        <strong className="state">{stateText(status, t)}</strong>
        {duty.everyMs !== null && <span className="every">{everyText(duty.everyMs, t)}</span>}
        {duty.next > 0 && !waiting && !undoing && (
          <button type="button" className="small" onClick={() => setUndoing(true)}>
            {t('unit.duties.withdraw')}
          </button>
        )}
      </p>
      {asked && (
        <>
          <textarea aria-label={t('unit.duties.note')} placeholder={t('unit.duties.note')} rows={1} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          <button type="button" className="main-button" disabled={waiting} onClick={confirm}>
            {waiting ? t('unit.duties.sending') : t('unit.duties.confirm')}
          </button>
        </>
      )}
      {!asked && waiting && <p className="quiet">{t('unit.duties.sending')}</p>}
      {undoing && (
        <div className="sure">
          <span>{t('unit.duties.withdrawAsk')}</span>
          <button type="button" onClick={withdraw}>
            {t('unit.duties.withdraw')}
          </button>
          <button type="button" onClick={() => setUndoing(false)}>
            {t('unit.duties.keep')}
          </button>
        </div>
      )}
    </article>
  )
}

/** In hours where they are whole: nobody counts in 720 minutes. */
function everyText(everyMs: number, t: UnitTranslate): string {
  return everyMs % HOUR === 0 ? t('unit.duties.everyHours', { n: everyMs / HOUR }) : t('unit.duties.every', { n: Math.round(everyMs / MINUTE) })
}

function stateText({ state, dueAt, lateMs }: DutyStatus, t: UnitTranslate): string {
  if (state === 'late') return `▲ ${t('unit.duties.late', { n: Math.max(1, Math.floor(lateMs / MINUTE)) })}`
  if (state === 'open' && dueAt !== null) return `○ ${t('unit.duties.due', { time: shortTimeText(dueAt, ZONE) })}`
  return dueAt === null ? `✓ ${t('unit.duties.confirmed')}` : `✓ ${t('unit.duties.confirmedUntil', { time: shortTimeText(dueAt, ZONE) })}`
}
