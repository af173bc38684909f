import type { ResponseId, UnitId } from '../base/ids'
import type { EpochMs } from '../base/time'
import { latestResponse, type Duty, type Hazard, type LevelInForce, type Response } from '../domain/response/state'

/** What a unit's page shows of levels: the one in force, and its own duties that stand. */
export interface UnitResponse {
  readonly responseId: ResponseId
  /** Null: it has ended, duties of leaving may stand. */
  readonly level: LevelInForce | null
  readonly hazard: Hazard
  readonly since: EpochMs
  readonly duties: readonly Duty[]
}

/** Null: no level is in force and the unit has nothing left to do. Reasons and other units' duties are not in it. */
export function unitResponse(world: { readonly responses: { values(): Iterable<Response> } }, unitId: UnitId): UnitResponse | null {
  const response = latestResponse(world.responses.values())
  if (!response) return null
  const duties = response.duties.filter(({ unit, endedAt }) => unit === unitId && endedAt === null)
  if (!response.level && duties.length === 0) return null
  return { responseId: response.id, level: response.level, hazard: response.hazard, since: response.levelSince, duties }
}
