import type { DutyConfirmation } from '../../../shared/domain/response/state'
import { lastStanding } from '../../../shared/domain/response/evolve'
import type { DutyRow, UnitGroup } from '../../../shared/response/list'
import { useZone } from '../../state/pack'
import { actorText } from '../../ui/event-text'
import { shortTimeText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { dutyStateText, spanText } from '../../ui/response-text'
import { openDialog } from '../state/desk'
import { UnitNumber } from './UnitNumber'
import css from './response.module.css'

interface UnitDutiesProps {
  readonly responseId: string
  readonly group: UnitGroup
  /** Shown unfolded, because something was looked for. */
  readonly open: boolean
}

/** One unit: how far it is, its number, and its duties below. */
export function UnitDuties({ responseId, group, open }: UnitDutiesProps) {
  const { t, language } = useT()
  const { name, rows, confirmed, total, late, longestLateMs } = group
  return (
    <details className={css['unit']} {...(open ? { open: true } : {})} data-testid={`unit-${group.unit}`} data-late={late > 0}>
      <summary>
        <span className={css['unitName']}>{inLanguage(name, language)}</span>
        {late > 0 && (
          <strong className={css['late']}>
            <span aria-hidden>▲</span> {late} · {spanText(longestLateMs, t)}
          </strong>
        )}
        <span className="num" aria-label={t('response.countLabel', { confirmed, total })}>
          {t('response.count', { confirmed, total })}
        </span>
      </summary>
      <UnitNumber unit={group.unit} />
      <ul>
        {rows.map((row) => (
          <DutyLine key={row.duty.key} responseId={responseId} row={row} />
        ))}
      </ul>
    </details>
  )
}

function DutyLine({ responseId, row: { duty, status } }: { readonly responseId: string; readonly row: DutyRow }) {
  const { t, language } = useT()
  const zone = useZone()
  const standing = lastStanding(duty)
  const newest = duty.confirmations.at(-1)
  return (
    <li data-state={status.state} data-testid={`duty-${duty.key}`}>
      <div>
        {inLanguage(duty.text, language)}
        {duty.on === 'leave' && <span className={css['tag']}>{t('response.leave')}</span>}
        {duty.everyMs !== null && <span className={css['tag']}>{t('response.every', { span: spanText(duty.everyMs, t) })}</span>}
      </div>
      <div className={css['state']}>
        <span data-state={status.state}>
          <span aria-hidden>{SIGNS[status.state]}</span> {dutyStateText(status, zone, t)}
        </span>
        {(status.state === 'open' || status.state === 'late') && (
          <button type="button" data-testid="duty-confirm" onClick={() => openDialog({ kind: 'confirmDuty', responseId, duty: duty.key })}>
            {t('response.confirm')}
          </button>
        )}
        {standing && status.state !== 'ended' && (
          <button type="button" data-testid="duty-withdraw" onClick={() => openDialog({ kind: 'withdrawDuty', responseId, duty: duty.key })}>
            {t('response.withdraw')}
          </button>
        )}
      </div>
      {newest && <ConfirmedBy confirmation={newest} />}
    </li>
  )
}

/** A sign beside the word, for those who do not tell colours apart. */
const SIGNS = { late: '▲', open: '○', confirmed: '✓', ended: '–' } as const

function ConfirmedBy({ confirmation }: { readonly confirmation: DutyConfirmation }) {
  const { t } = useT()
  const zone = useZone()
  const { at, by, answeredBy, note, withdrawn } = confirmation
  const time = shortTimeText(at, zone)
  return (
    <div className={css['quiet']}>
      {withdrawn
        ? t('response.by.withdrawn', { time: shortTimeText(withdrawn.at, zone), reason: withdrawn.reason })
        : by.startsWith('unit:')
          ? t('response.by.unit', { time })
          : t('response.by.officer', { who: answeredBy, time, officer: actorText(by, t) })}
      {note !== '' && !withdrawn && <> · {note}</>}
    </div>
  )
}
