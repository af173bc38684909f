import { useMemo, useState } from 'react'
import { stillThere } from '../../../shared/domain/relocation/sheet'
import type { Sheet } from '../../../shared/domain/relocation/state'
import { filterRows, householdRows, type HouseholdRow, type RowFilter } from '../../../shared/relocation/rows'
import { stageOf } from '../../../shared/relocation/rollup'
import { awayIn, tallyOf } from '../../../shared/relocation/tally'
import type { UnitRelocation } from '../../../shared/relocation/unit-view'
import type { UnitState } from '../../../shared/unit/view'
import { useT } from '../i18n'
import { say } from '../session'
import { useUnit } from '../store'
import { HouseholdCard } from './HouseholdCard'
import { withPending } from './pending'
import './relocation.css'
import { useOwnRoster } from './roster'

/** A village's own sheet: one household, one thumb. It works without signal; what waits says so. */
export function SheetSection({ state: { relocation } }: { readonly state: UnitState }) {
  return relocation?.sheet ? <VillageSheet held={relocation.sheet} relocation={relocation} /> : null
}

const FILTERS = ['left', 'all', 'help', 'refuses'] as const satisfies readonly RowFilter[]

function VillageSheet({ held, relocation }: { readonly held: Sheet; readonly relocation: UnitRelocation }) {
  const { t } = useT()
  const said = useUnit((unit) => unit.said)
  const { sheet, waiting } = useMemo(() => withPending(held, said), [held, said])
  const listed = useOwnRoster(sheet.villageId, sheet.rosterHash)
  const [words, setWords] = useState('')
  const [filter, setFilter] = useState<RowFilter>('left')
  const [open, setOpen] = useState<string | null>(null)
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => householdRows(sheet, listed), [sheet, listed])
  const matching = filterRows(rows, words, words.trim() === '' ? filter : 'all')
  // What was pressed stays in its place until another filter is chosen: nothing may slip under the thumb.
  const shown = rows.filter((row) => matching.includes(row) || kept.has(row.household.id))
  const keep = (id: string) => setKept((before) => (before.has(id) ? before : new Set([...before, id])))
  const narrow = (to: RowFilter) => {
    setFilter(to)
    setKept(new Set())
  }
  const tally = tallyOf(sheet)
  const away = awayIn(tally)
  return (
    <section className="moving" data-testid="unit-sheet">
      <h2>{relocation.relocation.name}</h2>
      <dl className="progress">
        <div>
          <dt>{t('unit.sheet.people')}</dt>
          <dd className="num">{tally.people}</dd>
        </div>
        <div>
          <dt>{t('unit.sheet.away')}</dt>
          <dd className="num">{away}</dd>
        </div>
        <div data-left={tally.people > away}>
          <dt>{t('unit.sheet.left')}</dt>
          <dd className="num" data-testid="unit-sheet-left">
            {tally.people - away}
          </dd>
        </div>
      </dl>
      <span className="meter" aria-hidden>
        <i style={{ width: `${tally.people > 0 ? (away / tally.people) * 100 : 0}%` }} />
      </span>
      <Stage sheet={sheet} rows={rows} />
      {listed === null && <p className="quiet">{t('unit.sheet.noNames')}</p>}
      <input
        type="search"
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value)
          setKept(new Set())
        }}
        placeholder={t('unit.sheet.search')}
        aria-label={t('unit.sheet.search')}
      />
      <div className="chips filters" role="group" aria-label={t('unit.sheet.filter')}>
        {FILTERS.map((one) => (
          <button key={one} type="button" aria-pressed={one === filter} onClick={() => narrow(one)}>
            {t(`unit.sheet.filter.${one}`)} <span className="num">{filterRows(rows, '', one).length}</span>
          </button>
        ))}
      </div>
      {shown.length === 0 && <p className="quiet">{words.trim() === '' ? t('unit.sheet.nobody') : t('unit.sheet.notFound', { words: words.trim() })}</p>}
      <ul className="households">
        {shown.map((row) => (
          <HouseholdCard
            key={row.household.id}
            sheetId={sheet.id}
            row={row}
            waiting={waiting.has(row.household.id)}
            shelters={relocation.shelters}
            open={open === row.household.id}
            onOpen={(on) => {
              setOpen(on ? row.household.id : null)
              keep(row.household.id)
            }}
            onTold={() => keep(row.household.id)}
          />
        ))}
      </ul>
    </section>
  )
}

/** What became of the report, and the way to make it. */
function Stage({ sheet, rows }: { readonly sheet: Sheet; readonly rows: readonly HouseholdRow[] }) {
  const { t } = useT()
  const [reporting, setReporting] = useState(false)
  const sending = useUnit(({ said }) => said.some((one) => one.state === 'waiting' && one.type === 'reportSheet'))
  const stage = stageOf(sheet)
  return (
    <>
      {stage === 'sentBack' && sheet.sentBack && (
        <p className="notice" role="alert">
          {t('unit.sheet.sentBack', { reason: sheet.sentBack.reason })}
        </p>
      )}
      {stage === 'lapsed' && (
        <p className="notice" role="alert">
          {t('unit.sheet.lapsed')}
        </p>
      )}
      {stage === 'reported' && <p role="status">{t('unit.sheet.reported')}</p>}
      {stage === 'confirmed' && (
        <p role="status" className="good">
          {t('unit.sheet.confirmed')}
        </p>
      )}
      {sending && <p role="status">{t('unit.sheet.sending')}</p>}
      {stage !== 'reported' && stage !== 'confirmed' && !sending && !reporting && (
        <button type="button" onClick={() => setReporting(true)} data-testid="unit-report">
          {t('unit.sheet.report')}
        </button>
      )}
      {reporting && <Report sheet={sheet} rows={rows} done={() => setReporting(false)} />}
    </>
  )
}

function Report({ sheet, rows, done }: { readonly sheet: Sheet; readonly rows: readonly HouseholdRow[]; readonly done: () => void }) {
  const { t } = useT()
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const left = stillThere(sheet)
  const byId = new Map(rows.map((row) => [row.household.id, row]))
  const reasonOf = (id: string): string => reasons[id] ?? byId.get(id)?.mark?.note ?? ''
  const missing = left.filter(({ id }) => reasonOf(id).trim() === '').length
  return (
    <form
      className="report"
      onSubmit={(event) => {
        event.preventDefault()
        say('reportSheet', { sheetId: sheet.id, exceptions: left.map(({ id }) => ({ householdId: id, reason: reasonOf(id) })) }, t('unit.sheet.report'))
        done()
      }}
    >
      <p>{left.length === 0 ? t('unit.sheet.reportAll') : t('unit.sheet.reportSome', { n: left.length })}</p>
      {left.map(({ id }) => (
        <label key={id}>
          {byId.get(id)?.listed?.head ?? id}
          <input value={reasonOf(id)} maxLength={200} placeholder={t('unit.sheet.reason')} onChange={(event) => setReasons({ ...reasons, [id]: event.currentTarget.value })} />
        </label>
      ))}
      <button type="submit" className="main-button" disabled={missing > 0} data-testid="unit-report-send">
        {missing > 0 ? t('unit.sheet.reasonsMissing', { n: missing }) : t('unit.sheet.reportSend')}
      </button>
      <button type="button" onClick={done}>
        {t('unit.sheet.cancel')}
      </button>
    </form>
  )
}
