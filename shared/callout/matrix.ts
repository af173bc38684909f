import type { EpochMs } from '../base/time'
import { dueAt, isInForce, owes, type Callout, type CalloutClock, type UnitProgress } from '../domain/callout/state'

/**
 * `done` in time or without a clock, `late`: done after it, `running`: awaited, `over`: awaited and the time is over,
 * `none`: not expected of this unit, or of nobody any more.
 */
export type CellState = 'done' | 'late' | 'running' | 'over' | 'none'

export interface MatrixCell {
  readonly state: CellState
  /** When it was done. */
  readonly at: EpochMs | null
  /** When it is or was due. */
  readonly dueAt: EpochMs | null
}

/** One unit of one warning: sent, read, phoned, replied, reported. */
export interface MatrixRow {
  readonly unit: UnitProgress
  readonly read: MatrixCell
  readonly answer: MatrixCell
  readonly report: MatrixCell
  /** A town's villages that were addressed, the most pressing first. */
  readonly below: readonly MatrixRow[]
  /** For how long something has been overdue, of the unit and of those below it; null: nothing is. Milliseconds. */
  readonly overMs: number | null
}

/** How a warning stands, the most overdue unit first. Villages stand below their town where it was addressed too. */
export function calloutMatrix(callout: Callout, now: EpochMs): MatrixRow[] {
  const towns = new Set(callout.units.filter(({ parent }) => parent === null).map(({ unitId }) => unitId))
  const row = (unit: UnitProgress): MatrixRow => {
    const below = callout.units.filter(({ parent }) => parent === unit.unitId).map(row).toSorted(byUrgency)
    const cells = { read: readCell(callout, unit, now), answer: saidCell(callout, unit, 'answer', now), report: saidCell(callout, unit, 'report', now) }
    const over = [...Object.values(cells).flatMap(({ state, dueAt: due }) => (state === 'over' && due !== null ? [now - due] : [])), ...below.flatMap(({ overMs }) => overMs ?? [])]
    return { unit, ...cells, below, overMs: over.length === 0 ? null : Math.max(...over) }
  }
  return callout.units
    .filter(({ parent }) => parent === null || !towns.has(parent))
    .map(row)
    .toSorted(byUrgency)
}

/** All rows, villages behind their town. */
export function flatRows(rows: readonly MatrixRow[]): MatrixRow[] {
  return rows.flatMap((row) => [row, ...row.below])
}

function readCell(callout: Callout, unit: UnitProgress, now: EpochMs): MatrixCell {
  const due = dueAt(callout, 'read')
  if (unit.readAt !== null) return { state: due !== null && unit.readAt > due ? 'late' : 'done', at: unit.readAt, dueAt: due }
  // Reached by telephone: the reading is no longer awaited, but it did not happen.
  if (!owes(unit, 'read') || !isInForce(callout)) return { state: 'none', at: null, dueAt: due }
  return awaited(due, now)
}

function saidCell(callout: Callout, unit: UnitProgress, clock: Exclude<CalloutClock, 'read'>, now: EpochMs): MatrixCell {
  const due = dueAt(callout, clock)
  const said = unit[clock]
  if (said) return { state: due !== null && said.firstAt > due ? 'late' : 'done', at: said.firstAt, dueAt: due }
  const asked = clock === 'answer' ? unit.answers && isInForce(callout) : unit.reports && callout.liftedAt !== null && callout.withdrawn === null
  return asked ? awaited(due, now) : { state: 'none', at: null, dueAt: due }
}

const awaited = (due: EpochMs | null, now: EpochMs): MatrixCell => ({ state: due !== null && now >= due ? 'over' : 'running', at: null, dueAt: due })

/** Longest overdue first; then what is due soonest; then what is done. The order of addressing breaks ties. */
function byUrgency(a: MatrixRow, b: MatrixRow): number {
  if (a.overMs !== null || b.overMs !== null) return (b.overMs ?? -1) - (a.overMs ?? -1)
  const left = nextDue(a)
  const right = nextDue(b)
  return left === right ? 0 : left - right
}

function nextDue(row: MatrixRow): number {
  return Math.min(...[row.read, row.answer, row.report].map(({ state, dueAt: due }) => (state === 'running' ? (due ?? Infinity) : Infinity)), ...row.below.map(nextDue))
}

/** What is awaited and overdue, over all of a warning: the figures at the head of panel and wall. */
export interface CalloutFigures {
  readonly units: number
  readonly read: number
  readonly reached: number
  readonly asked: number
  readonly answered: number
  readonly toReport: number
  readonly reported: number
  /** Units with something overdue. */
  readonly over: number
  readonly tasks: number
}

export function calloutFigures(callout: Callout, now: EpochMs): CalloutFigures {
  const rows = flatRows(calloutMatrix(callout, now))
  const n = (test: (row: MatrixRow) => boolean): number => rows.filter(test).length
  return {
    units: rows.length,
    read: n(({ unit }) => unit.readAt !== null),
    reached: n(({ unit }) => unit.calls.some(({ outcome }) => outcome === 'reached')),
    asked: n(({ unit }) => unit.answers),
    answered: n(({ unit }) => unit.answer !== null),
    toReport: callout.liftedAt === null ? 0 : n(({ unit }) => unit.reports),
    reported: n(({ unit }) => unit.report !== null),
    over: n(({ read, answer, report }) => [read, answer, report].some(({ state }) => state === 'over')),
    tasks: n(({ unit }) => unit.task !== null),
  }
}

/** Warnings of the screens' lists: in force first, then to be reported on, each newest first. */
export function calloutOrder(callouts: Iterable<Callout>): Callout[] {
  const rank = (callout: Callout): number => (isInForce(callout) ? 0 : callout.withdrawn === null ? 1 : 2)
  return [...callouts].toSorted((a, b) => rank(a) - rank(b) || b.sentAt - a.sentAt)
}
