import type { EpochMs } from '../base/time'
import { dutyStatus } from '../domain/response/clock'
import { latestResponse, type Duty, type Hazard, type LevelInForce, type Response } from '../domain/response/state'
import type { Township } from '../pack/schema'

/** Duties that stand, counted at a moment. `confirmed` + `open` + `late` = `total`. */
export interface DutyCount {
  readonly total: number
  readonly confirmed: number
  readonly open: number
  readonly late: number
}

export interface UnitDuties extends DutyCount {
  readonly unit: string
  readonly name: { readonly zh: string; readonly en: string }
  /** Of the duty that is late the longest, milliseconds; 0: none is. */
  readonly longestLateMs: number
}

/** What a briefing and the roll-ups say of levels and duties. Times are UTC epoch milliseconds. */
export interface ResponseSummary {
  readonly at: EpochMs
  /** Null: no response has been declared. */
  readonly responseId: string | null
  readonly drill: boolean
  /** Null: none is in force. */
  readonly level: (LevelInForce & { readonly since: EpochMs }) | null
  readonly hazard: Hazard | null
  readonly declaredAt: EpochMs | null
  readonly endedAt: EpochMs | null
  /** Null: there is nothing that anybody was asked to do. */
  readonly duties: DutyCount | null
  readonly byUnit: readonly UnitDuties[]
  /** One row a township of the pack, by its id; `duties` null: it was asked nothing. */
  readonly byTown: readonly { readonly town: string; readonly name: string; readonly duties: DutyCount | null; readonly longestLateMs: number | null }[]
}

/** Standing duties of a response, counted at `now`. */
export function countDuties(duties: Iterable<Duty>, now: EpochMs): DutyCount & { readonly longestLateMs: number } {
  const count = { total: 0, confirmed: 0, open: 0, late: 0, longestLateMs: 0 }
  for (const duty of duties) {
    const { state, lateMs } = dutyStatus(duty, now)
    if (state === 'ended') continue
    count.total += 1
    count[state] += 1
    count.longestLateMs = Math.max(count.longestLateMs, lateMs)
  }
  return count
}

/** Standing duties by unit, in the order in which the units were first asked. */
export function unitDuties(response: Pick<Response, 'duties'>, now: EpochMs): UnitDuties[] {
  const byUnit = new Map<string, Duty[]>()
  for (const duty of response.duties) {
    if (duty.endedAt !== null) continue
    const held = byUnit.get(duty.unit)
    if (held) held.push(duty)
    else byUnit.set(duty.unit, [duty])
  }
  return [...byUnit].map(([unit, duties]) => ({ unit, name: duties[0]?.unitName ?? { zh: unit, en: unit }, ...countDuties(duties, now) }))
}

/** Level and duties at `now`: of the response in force, else of the one that ended last. */
export function summariseResponse(
  world: { readonly responses: { values(): Iterable<Response> } },
  pack: { readonly townships: readonly Township[] },
  now: EpochMs,
): ResponseSummary {
  const response = latestResponse(world.responses.values())
  const byUnit = response ? unitDuties(response, now) : []
  const units = new Map(byUnit.map((unit) => [unit.unit, unit]))
  const { longestLateMs: _, ...all } = countDuties(response?.duties ?? [], now)
  return {
    at: now,
    responseId: response?.id ?? null,
    drill: response?.drill ?? false,
    level: response?.level ? { ...response.level, since: response.levelSince } : null,
    hazard: response?.hazard ?? null,
    declaredAt: response?.declaredAt ?? null,
    endedAt: response?.endedAt ?? null,
    duties: all.total === 0 ? null : all,
    byUnit,
    byTown: pack.townships.map(({ id, name }) => {
      const held = units.get(`town:${id}`)
      if (!held) return { town: id, name, duties: null, longestLateMs: null }
      const { total, confirmed, open, late, longestLateMs } = held
      return { town: id, name, duties: { total, confirmed, open, late }, longestLateMs }
    }),
  }
}
