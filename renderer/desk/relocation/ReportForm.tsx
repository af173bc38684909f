import { useState, type FormEvent } from 'react'
import type { Sheet, SheetHousehold } from '../../../shared/domain/relocation/state'
import type { HouseholdRow } from '../../../shared/relocation/rows'
import { useT } from '../../ui/i18n'
import { give } from '../state/outgoing'
import css from './relocation.module.css'
import { RELOCATION_PLACE } from './store'
import { statusText } from './words'

export interface ReportFormProps {
  readonly sheet: Sheet
  /** Households of which somebody is still there. */
  readonly left: readonly SheetHousehold[]
  readonly rows: readonly HouseholdRow[]
  readonly done: () => void
}

/** "All moved", with a reason for every household that is not. What is known of it is filled in. */
export function ReportForm({ sheet, left, rows, done }: ReportFormProps) {
  const { t } = useT()
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const byId = new Map(rows.map((row) => [row.household.id, row]))
  const reasonOf = (id: string): string => reasons[id] ?? byId.get(id)?.mark?.note ?? ''
  const missing = left.filter(({ id }) => reasonOf(id).trim() === '').length

  async function report(event: FormEvent): Promise<void> {
    event.preventDefault()
    const exceptions = left.map(({ id }) => ({ householdId: id, reason: reasonOf(id) }))
    const reply = await give({ place: RELOCATION_PLACE, type: 'reportSheet', data: { sheetId: sheet.id, exceptions } })
    if (reply.ok) done()
  }
  return (
    <form className={css['report']} onSubmit={(event) => void report(event)} data-own-keys>
      <p>{left.length === 0 ? t('relocation.report.all') : t('relocation.report.some', { n: left.length })}</p>
      {left.map(({ id }) => {
        const row = byId.get(id)
        return (
          <label key={id} className={css['line']}>
            <span>
              {row?.listed?.head ?? id} · {row && statusText(row.status, t)}
            </span>
            <input
              value={reasonOf(id)}
              maxLength={200}
              placeholder={t('relocation.report.reason')}
              onChange={(event) => setReasons({ ...reasons, [id]: event.target.value })}
            />
          </label>
        )
      })}
      <div className={css['line']}>
        <button type="submit" data-main disabled={missing > 0} data-testid="sheet-report-send">
          {t('relocation.report.send')}
        </button>
        {missing > 0 && <span className={css['quiet']}>{t('relocation.report.missing', { n: missing })}</span>}
        <button type="button" onClick={done}>
          {t('action.cancel')}
        </button>
      </div>
    </form>
  )
}
