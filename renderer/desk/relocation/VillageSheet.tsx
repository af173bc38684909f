import { useMemo, useState } from 'react'
import type { Sheet } from '../../../shared/domain/relocation/state'
import { stillThere } from '../../../shared/domain/relocation/sheet'
import { filterRows, householdRows, ROW_FILTERS, type HouseholdRow } from '../../../shared/relocation/rows'
import { villageRow } from '../../../shared/relocation/rollup'
import { hubNow } from '../../state/clock'
import { usePack, useZone } from '../../state/pack'
import { actorText } from '../../ui/event-text'
import { dayText, momentText, shortTimeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { EmptyState, ErrorState } from '../../ui/States'
import { give } from '../state/outgoing'
import { ChosenBar } from './ChosenBar'
import { Exceptions } from './Exceptions'
import { HouseholdLine } from './HouseholdLine'
import { copyTable, printTable, saveTable } from './out'
import { ReportForm } from './ReportForm'
import css from './relocation.module.css'
import { useRoster, type Asked, type Roster } from './roster'
import { sheetTable } from './sheet-table'
import { choose, setFilter, useRelocationPanel, RELOCATION_PLACE } from './store'
import { SendBack } from './TownTable'

/** One village, household by household: what is marked here is marked for the village's own page as well. */
export function VillageSheet({ sheet, over }: { readonly sheet: Sheet; readonly over: boolean }) {
  const { t } = useT()
  const roster = useRoster(sheet)
  const { words, filter, chosen } = useRelocationPanel()
  const listed = roster.kind === 'ready' ? roster.value.households : null
  const rows = useMemo(() => householdRows(sheet, listed), [sheet, listed])
  const shown = useMemo(() => filterRows(rows, words, filter), [rows, words, filter])
  const all = shown.length > 0 && shown.every(({ household }) => chosen.has(household.id))
  return (
    <>
      <SheetHead sheet={sheet} over={over} rows={rows} roster={roster} />
      {roster.kind === 'error' && <ErrorState error={roster.error.code === 'not_found' ? t('relocation.rosterGone') : roster.error} />}
      <div className={css['line']} role="group" aria-label={t('relocation.filter')}>
        {ROW_FILTERS.map((one) => (
          <button key={one} type="button" aria-pressed={one === filter} onClick={() => setFilter(one)}>
            {t(`relocation.filter.${one}`)} <span className="num">{filterRows(rows, '', one).length}</span>
          </button>
        ))}
      </div>
      {chosen.size > 0 && !over && <ChosenBar sheet={sheet} rows={rows.filter(({ household }) => chosen.has(household.id))} />}
      {shown.length === 0 ? (
        <EmptyState title={t('relocation.search.nothing', { words: words.trim() })} />
      ) : (
        <table className={css['table']} data-testid="relocation-households">
          <thead>
            <tr>
              <th>
                <input
                  type="checkbox"
                  checked={all}
                  disabled={over}
                  aria-label={t('relocation.chooseAll')}
                  onChange={() => choose(shown.map(({ household }) => household.id), !all)}
                />
              </th>
              <th>{t('relocation.column.head')}</th>
              <th data-number>{t('relocation.column.people')}</th>
              <th>{t('relocation.column.reason')}</th>
              <th>{t('relocation.column.phone')}</th>
              <th>{t('relocation.column.shelter')}</th>
              <th>{t('relocation.column.status')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <HouseholdLine key={row.household.id} sheetId={sheet.id} row={row} over={over} chosen={chosen.has(row.household.id)} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

interface HeadProps {
  readonly sheet: Sheet
  readonly over: boolean
  readonly rows: readonly HouseholdRow[]
  readonly roster: Asked<Roster>
}

function SheetHead({ sheet, over, rows, roster }: HeadProps) {
  const { t, language } = useT()
  const zone = useZone()
  const shelters = usePack((state) => state.pack?.shelters)
  const [said, setSaid] = useState<'copied' | 'notCopied' | null>(null)
  const [open, setOpen] = useState<'report' | 'sendBack' | null>(null)
  const { stage, tally, left } = villageRow(sheet)
  const title = t('relocation.sheetOf', { village: sheet.name })
  const cells = () =>
    sheetTable(rows, {
      t,
      shelter: (id) => shelters?.find((one) => one.id === id)?.name ?? id ?? '',
      time: (at) => momentText(at, zone),
      actor: (actor) => actorText(actor, t),
    })
  const summary = t('relocation.sheetSummary', { people: tally.people, households: tally.households, left })
  const print = () => printTable(title, [summary, t('relocation.printedAt', { time: momentText(hubNow(), zone) }), ...(sheet.drill ? [t('relocation.drill')] : [])], cells())
  const say = (type: 'confirmSheet') => void give({ place: RELOCATION_PLACE, type, data: { sheetId: sheet.id } })
  return (
    <section className={css['sheetHead']} aria-label={title}>
      <div className={css['line']}>
        <span className={css['stage']} data-stage={stage}>
          {t(`relocation.stage.${stage}`)}
        </span>
        <span>{summary}</span>
        <span className={css['grow']} />
        {!over && stage !== 'reported' && stage !== 'confirmed' && (
          <button type="button" aria-expanded={open === 'report'} onClick={() => setOpen(open === 'report' ? null : 'report')} data-testid="sheet-report">
            {t('relocation.report')}
          </button>
        )}
        {!over && stage === 'reported' && (
          <>
            <button type="button" onClick={() => say('confirmSheet')}>
              {t('relocation.confirm')}
            </button>
            <button type="button" aria-expanded={open === 'sendBack'} onClick={() => setOpen(open === 'sendBack' ? null : 'sendBack')}>
              {t('relocation.sendBack')}
            </button>
          </>
        )}
        <button type="button" onClick={() => void copyTable(cells()).then((done) => setSaid(done ? 'copied' : 'notCopied'))}>
          {t('relocation.copy')}
        </button>
        <button type="button" disabled={roster.kind === 'loading'} onClick={() => saveTable(`${title} ${dayText(hubNow(), zone, language)}`, cells())} data-testid="sheet-save">
          {t('relocation.save')}
        </button>
        <button type="button" disabled={roster.kind === 'loading'} onClick={print}>
          {t('relocation.print')}
        </button>
      </div>
      {said && (
        <p role="status" className={css['quiet']}>
          {t(`relocation.${said}`)}
        </p>
      )}
      {sheet.report && (
        <p className={css['quiet']}>
          {t(sheet.report.lapsedAt === null ? 'relocation.reportedBy' : 'relocation.reportLapsed', { actor: actorText(sheet.report.by, t), time: shortTimeText(sheet.report.at, zone) })}{' '}
          {sheet.report.exceptions.length > 0 && <Exceptions report={sheet.report} />} {sheet.report.note}
        </p>
      )}
      {sheet.sentBack && <p className={css['quiet']}>{t('relocation.sentBackBy', { actor: actorText(sheet.sentBack.by, t), reason: sheet.sentBack.reason })}</p>}
      {open === 'report' && <ReportForm sheet={sheet} left={stillThere(sheet)} rows={rows} done={() => setOpen(null)} />}
      {open === 'sendBack' && stage === 'reported' && <SendBack sheetId={sheet.id} done={() => setOpen(null)} />}
    </section>
  )
}
