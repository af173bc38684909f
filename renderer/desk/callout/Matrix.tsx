import { IconChevronDown, IconChevronRight, IconCopy } from '@tabler/icons-react'
import type { Callout, UnitProgress } from '../../../shared/domain/callout/state'
import { flatRows, type MatrixCell, type MatrixRow } from '../../../shared/callout/matrix'
import { useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { clockText, momentText, shortTimeText } from '../../ui/format'
import { actorText } from '../../ui/event-text'
import { useT } from '../../ui/i18n'
import { EmptyState } from '../../ui/States'
import { useUnitName } from '../../ui/unit-name'
import { openDialog } from '../state/desk'
import { useAnswerText } from './answer-text'
import css from './callout.module.css'
import { asTable, ROW_FILTERS, shownRows } from './rows'
import { setCalloutView, toggleTown, useCalloutView } from './store'

const COLUMNS = ['sent', 'read', 'phoned', 'answered', 'reported'] as const

/** Towns, and their villages, against what each has done: who is over time comes first. */
export function Matrix({ callout, rows }: { readonly callout: Callout; readonly rows: readonly MatrixRow[] }) {
  const { t } = useT()
  const zone = useZone()
  const { open, filter, words, read } = useCalloutView()
  const texts = useAnswerText(callout)
  const shown = shownRows(rows, open, filter, words)
  const columns = callout.liftedAt === null ? COLUMNS.slice(0, 4) : COLUMNS

  const copy = () => {
    const time = (cell: MatrixCell) => (cell.at === null ? (cell.state === 'over' ? t('callout.cell.over') : '') : shortTimeText(cell.at, zone))
    const lines = flatRows(rows).map(({ unit, read: readCell, answer, report }) => [
      unit.name,
      shortTimeText(callout.sentAt, zone),
      time(readCell),
      unit.calls.map(({ at, outcome }) => `${shortTimeText(at, zone)} ${t(outcome === 'reached' ? 'callout.reached' : 'callout.notReached')}`).join(' '),
      time(answer),
      texts.line(unit, 'answer'),
      ...(callout.liftedAt === null ? [] : [time(report), texts.line(unit, 'report')]),
    ])
    const head = [t('callout.unit'), t('callout.column.sent'), t('callout.column.read'), t('callout.column.phoned'), t('callout.column.answered'), t('callout.answers'), ...(callout.liftedAt === null ? [] : [t('callout.column.reported'), t('callout.report')])]
    void navigator.clipboard?.writeText(asTable([[callout.text], head, ...lines]))
  }
  return (
    <div>
      <div className={css['tools']}>
        <div className={css['choice']} role="group" aria-label={t('callout.filter')}>
          {ROW_FILTERS.map((one) => (
            <button key={one} type="button" aria-pressed={filter === one} data-testid={`callout-filter-${one}`} onClick={() => setCalloutView({ filter: one })}>
              {t(`callout.filter.${one}`)}
            </button>
          ))}
        </div>
        <input type="search" value={words} placeholder={t('callout.search')} aria-label={t('callout.search')} data-testid="callout-search" onChange={(event) => setCalloutView({ words: event.currentTarget.value })} />
        <button type="button" title={t('callout.copy')} aria-label={t('callout.copy')} onClick={copy}>
          <IconCopy size="1rem" />
        </button>
      </div>
      <table className={css['matrix']} data-testid="callout-matrix">
        <thead>
          <tr>
            <th scope="col">{t('callout.unit')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`callout.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, depth, hidden }) => (
            <Row key={row.unit.unitId} callout={callout} row={row} depth={depth} hidden={hidden} isOpen={open.has(row.unit.unitId)} isRead={read === row.unit.unitId} columns={columns.length + 1} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <EmptyState title={t('callout.nobody')} />}
    </div>
  )
}

interface RowProps {
  readonly callout: Callout
  readonly row: MatrixRow
  readonly depth: 0 | 1
  readonly hidden: number
  readonly isOpen: boolean
  readonly isRead: boolean
  readonly columns: number
}

function Row({ callout, row, depth, hidden, isOpen, isRead, columns }: RowProps) {
  const { t } = useT()
  const zone = useZone()
  const unitName = useUnitName()
  const { unit, below } = row
  const over = below.filter(({ overMs }) => overMs !== null).length
  const readBelow = below.filter((one) => one.unit.readAt !== null).length
  return (
    <>
      <tr data-depth={depth} data-over={row.overMs !== null} data-testid="callout-row" data-unit={unit.unitId}>
        <th scope="row">
          {below.length > 0 ? (
            <button type="button" className={css['town']} aria-expanded={isOpen} onClick={() => toggleTown(unit.unitId)}>
              {isOpen ? <IconChevronDown size="0.9rem" /> : <IconChevronRight size="0.9rem" />} {unitName(unit.unitId, unit.name)}
            </button>
          ) : (
            <span>{unitName(unit.unitId, unit.name)}</span>
          )}
          {hidden > 0 && (
            <small>
              {t('callout.villages', { read: readBelow, n: below.length })}
              {over > 0 && <strong className={css['over']}> {t('callout.overN', { n: over })}</strong>}
            </small>
          )}
        </th>
        <td className="num">{shortTimeText(callout.sentAt, zone)}</td>
        <Cell cell={row.read} name="read" />
        <Phoned unit={unit} />
        <Cell cell={row.answer} name="answer" onOpen={unit.answer ? () => setCalloutView({ read: isRead ? null : unit.unitId }) : null} onWrite={isAwaited(row.answer) ? () => openDialog({ kind: 'calloutSaid', calloutId: callout.id, unitId: unit.unitId, of: 'answer' }) : null} />
        {callout.liftedAt !== null && <Cell cell={row.report} name="report" onOpen={unit.report ? () => setCalloutView({ read: isRead ? null : unit.unitId }) : null} onWrite={isAwaited(row.report) ? () => openDialog({ kind: 'calloutSaid', calloutId: callout.id, unitId: unit.unitId, of: 'report' }) : null} />}
      </tr>
      {isRead && (
        <tr className={css['answers']}>
          <td colSpan={columns}>
            <Answers callout={callout} unit={unit} />
          </td>
        </tr>
      )}
    </>
  )
}

const isAwaited = ({ state }: MatrixCell): boolean => state === 'running' || state === 'over'

interface CellProps {
  readonly cell: MatrixCell
  readonly name: string
  readonly onOpen?: (() => void) | null
  readonly onWrite?: (() => void) | null
}

function Cell({ cell, name, onOpen = null, onWrite = null }: CellProps) {
  const { t } = useT()
  const zone = useZone()
  const now = useNow(1000)
  const { state, at, dueAt } = cell
  const title = at !== null ? momentText(at, zone) : dueAt !== null ? t('callout.dueAt', { time: shortTimeText(dueAt, zone) }) : ''
  const text =
    at !== null ? shortTimeText(at, zone) : state === 'running' && dueAt !== null ? clockText(dueAt - now) : state === 'over' && dueAt !== null ? `+${clockText(now - dueAt)}` : '—'
  const press = onOpen ?? onWrite
  const spoken = t(`callout.cell.${state}`)
  return (
    <td className="num" data-state={state} data-cell={name} title={`${spoken} ${title}`.trim()}>
      {press ? (
        <button type="button" onClick={press} data-testid={`callout-${name}-${onOpen ? 'open' : 'write'}`}>
          {text}
        </button>
      ) : (
        text
      )}
      {state === 'late' && <small>{t('callout.cell.late')}</small>}
      <span className="visually-hidden">{spoken}</span>
    </td>
  )
}

function Phoned({ unit }: { readonly unit: UnitProgress }) {
  const { t } = useT()
  const zone = useZone()
  const last = unit.calls.at(-1)
  if (!last) return <td className="num" data-state={unit.task ? 'over' : 'none'}>{unit.task ? t('callout.toCall') : '—'}</td>
  const reached = unit.calls.find(({ outcome }) => outcome === 'reached')
  return (
    <td className="num" data-state={reached ? 'done' : unit.task ? 'over' : 'none'} title={unit.calls.map(({ at, outcome, who, number }) => `${shortTimeText(at, zone)} ${t(outcome === 'reached' ? 'callout.reached' : 'callout.notReached')} ${who} ${number}`).join('\n')}>
      {reached ? shortTimeText(reached.at, zone) : t('callout.notReachedN', { n: unit.calls.length })}
    </td>
  )
}

function Answers({ callout, unit }: { readonly callout: Callout; readonly unit: UnitProgress }) {
  const { t } = useT()
  const zone = useZone()
  const texts = useAnswerText(callout)
  return (
    <>
      {(['answer', 'report'] as const).map((of) => {
        const said = unit[of]
        if (!said) return null
        return (
          <dl key={of} data-testid={`callout-said-${of}`}>
            {texts.lines(unit, of).map(({ label, text }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
            <div>
              <dt>{t('callout.by')}</dt>
              <dd>
                {said.by === `unit:${unit.unitId}` ? unit.name : actorText(said.by, t)} {shortTimeText(said.at, zone)} {said.changes > 0 && t('callout.changes', { n: said.changes })}
                <button type="button" onClick={() => openDialog({ kind: 'calloutSaid', calloutId: callout.id, unitId: unit.unitId, of })}>
                  {t('callout.change')}
                </button>
              </dd>
            </div>
          </dl>
        )
      })}
    </>
  )
}
