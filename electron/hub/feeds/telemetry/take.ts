import { setImmediate as breathe } from 'node:timers/promises'
import type { z } from 'zod'
import { err, ok, type Result } from '../../../../shared/base/result'
import type { Rejection } from '../../../../shared/domain/rejection'
import type { Datum } from '../../../../shared/geo/position'
import type { Hub } from '../../core/hub'
import { validate } from '../../gateway/validate'
import { createThresholds } from '../../tracks/thresholds'
import { locate } from '../position'
import { heatCellSchema, MOVING_GROUPS, positionRowSchema, readingRowSchema, type heatGridSchema } from './schema'

/** Rows taken without letting anybody else have a turn: an alarm does not wait behind a batch. */
const ROWS_A_TURN = 1_000
/** Rows that are told one by one; the counts are always whole. */
export const MAX_TOLD = 100

export const OUTCOMES = ['accepted', 'older', 'future', 'full', 'invalid'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** One row that was not taken. */
export interface RowOutcome {
  /** From 0, as sent. */
  readonly row: number
  readonly outcome: Exclude<Outcome, 'accepted'>
  readonly field?: string
  readonly message?: string
}

/** What became of a batch: a wrong row costs the others nothing. */
export type BatchAnswer = Readonly<Record<Outcome, number>> & {
  /** The first rows that were not taken, at most `MAX_TOLD`. */
  readonly outcomes: readonly RowOutcome[]
}

/** What feeds measure, on its way to the tables. */
export interface Telemetry {
  positions(rows: readonly unknown[], datum: Datum | null): Promise<BatchAnswer>
  readings(rows: readonly unknown[]): Promise<BatchAnswer>
  /** One grid; the rows are its cells. `older` and `future` are about the grid as a whole. */
  heat(grid: z.output<typeof heatGridSchema>, datum: Datum | null): Promise<Result<BatchAnswer, Rejection>>
}

type RowResult = Result<Exclude<Outcome, 'invalid'>, Rejection>

/** Takes rows one by one, in turns. */
async function takeRows(count: number, take: (row: number) => RowResult): Promise<BatchAnswer> {
  const counts = { accepted: 0, older: 0, future: 0, full: 0, invalid: 0 }
  const outcomes: RowOutcome[] = []
  for (let row = 0; row < count; row++) {
    if (row > 0 && row % ROWS_A_TURN === 0) await breathe()
    const taken = take(row)
    const outcome = taken.ok ? taken.value : 'invalid'
    counts[outcome] += 1
    if (outcome === 'accepted' || outcomes.length >= MAX_TOLD) continue
    outcomes.push({ row, outcome, ...(taken.ok ? {} : { message: taken.error.message, ...(taken.error.field ? { field: taken.error.field } : {}) }) })
  }
  return { ...counts, outcomes }
}

function wrong(field: string, message: string): Result<never, Rejection> {
  return err({ code: 'invalid', field, message: `${field}: ${message}` })
}

export function createTelemetry(hub: Hub): Telemetry {
  const { bounds, heats } = hub.pack.manifest
  const stateOf = createThresholds(hub.pack.pointSets)
  const known = new Map<string, ReadonlySet<string>>([
    ...hub.pack.pointSets.map(({ id, ids }) => [id, new Set(ids)] as const),
    ['shelter', new Set(hub.pack.shelters.map(({ id }) => id))],
  ])

  function isKnown(id: string): boolean {
    const colon = id.indexOf(':')
    return known.get(id.slice(0, colon))?.has(id.slice(colon + 1)) === true
  }

  function takePosition(said: unknown, batch: Datum | null): RowResult {
    const row = validate(positionRowSchema, said)
    if (!row.ok) return row
    const { id, lon, lat, datum = batch, headingDeg, speedMps, accuracyM, at, name } = row.value
    if (datum === null) return wrong('datum', 'say the frame of the coordinates: WGS84, GCJ02 or BD09')
    const located = locate({ lon, lat, datum }, bounds, '')
    if (!located.ok) return located
    const point = {
      id,
      ...located.value.at,
      headingDeg: headingDeg ?? Number.NaN,
      speedMps: speedMps ?? Number.NaN,
      accuracyM: accuracyM ?? Number.NaN,
      at,
      ...(name === undefined ? {} : { name }),
    }
    return ok(hub.tracks.put(point, hub.now()))
  }

  function takeReading(said: unknown): RowResult {
    const row = validate(readingRowSchema, said)
    if (!row.ok) return row
    const { id, metric, value, state } = row.value
    if (!isKnown(id)) {
      const moving = MOVING_GROUPS.some((group) => id.startsWith(`${group}:`))
      return wrong('id', moving ? `"${id}" moves: send its position` : `no point "${id}" in this pack (SET:ID, or shelter:ID)`)
    }
    return ok(hub.readings.put({ ...row.value, state: state ?? stateOf(id, metric, value) }, hub.now()))
  }

  return {
    positions: (rows, datum) => takeRows(rows.length, (row) => takePosition(rows[row], datum)),
    readings: (rows) => takeRows(rows.length, (row) => takeReading(rows[row])),
    async heat(grid, batch) {
      const { id, at, cellM, datum = batch } = grid
      if (!heats.some((heat) => heat.id === id)) {
        return err({ code: 'not_found', message: `id: no heat grid "${id}" in this pack`, field: 'id', allowed: heats.map((heat) => heat.id) })
      }
      if (datum === null) return wrong('datum', 'say the frame of the coordinates: WGS84, GCJ02 or BD09')
      for (const column of ['lat', 'count'] as const) {
        if (grid[column].length !== grid.lon.length) return wrong(column, `${grid[column].length} values, but ${grid.lon.length} in lon`)
      }
      const cells: { lon: number[]; lat: number[]; count: number[] } = { lon: [], lat: [], count: [] }
      const answer = await takeRows(grid.lon.length, (cell) => {
        const read = validate(heatCellSchema, { lon: grid.lon[cell], lat: grid.lat[cell], count: grid.count[cell] })
        if (!read.ok) return read
        const located = locate({ ...read.value, datum }, bounds, '')
        if (!located.ok) return located
        cells.lon.push(located.value.at.lon)
        cells.lat.push(located.value.at.lat)
        cells.count.push(read.value.count)
        return ok('accepted')
      })
      const taken = hub.heat.put({ id, at, cellM, ...cells }, hub.now())
      // A grid that is late is late with every cell.
      return ok(taken === 'accepted' ? answer : { ...answer, accepted: 0, [taken]: answer.accepted })
    },
  }
}
