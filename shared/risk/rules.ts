import type { EpochMs } from '../base/time'
import type { Evidence, SignalAlert } from '../domain/alert/state'
import type { Severity } from '../domain/incident/kind'
import { responseInForce, type Response } from '../domain/response/state'
import { levelRank, type ResponsePlan } from '../pack/response'
import type { RiskArea, RiskPlan, RiskStep } from '../pack/risk'
import { contains } from './area'

/**
 * When people in an area of risk are a signal.
 *
 * Rules (tests are named by them):
 * - [RA1] an area is watched while a level is in force that is not below its own; without a level nothing is;
 * - [RA2] what a camera sees is of the area that the camera belongs to; of a grid of people the cells whose centre is in it;
 * - [RA3] how many people are how grave is the kind's table; fewer than its first step raise nothing;
 * - [RA4] what is told later than the limit raises nothing; what lies in the future is refused;
 * - [RA5] what may not raise still joins an alert that is open, so that falling numbers are seen.
 */
export const PEOPLE_IN_AREA = 'people-in-area'

/** Which level is in force now, and what levels there are. */
export interface LevelNow {
  readonly plan: Pick<ResponsePlan, 'levels'>
  /** Null: none. */
  readonly inForce: string | null
}

/** As much of a world as its levels need; a screen's tables do as well as the hub's. */
export interface WithResponses {
  readonly responses: { values(): Iterable<Response> }
}

/** The level in force in a world; null where the pack has no levels at all. */
export function levelNow(world: WithResponses, plan: Pick<ResponsePlan, 'levels'> | null): LevelNow | null {
  return plan && { plan, inForce: responseInForce(world.responses.values())?.level?.id ?? null }
}

/** True if the level in force covers the area ([RA1]). */
export function isWatched(area: Pick<RiskArea, 'watchedFrom'>, level: LevelNow | null): boolean {
  if (level === null || level.inForce === null) return false
  const needed = levelRank(level.plan, area.watchedFrom)
  return needed >= 0 && levelRank(level.plan, level.inForce) >= needed
}

export function watchedAreas(risk: RiskPlan | null, level: LevelNow | null): RiskArea[] {
  return risk?.areas.filter((area) => isWatched(area, level)) ?? []
}

/** The gravest step that so many people reach; null: none ([RA3]). Steps rise. */
export function severityOf(steps: readonly RiskStep[], people: number): Severity | null {
  return steps.findLast((step) => people >= step.people)?.severity ?? null
}

/** Why a signal raises nothing; it may still join an open alert. */
export type Held = 'not-watched' | 'below' | 'late'

export interface Judged {
  readonly data: SignalAlert
  /** Null: it may raise an alert. */
  readonly held: Held | null
}

export interface SeenPeople {
  readonly feed: string
  readonly sourceId: string
  readonly people: number
  readonly observedAt: EpochMs
  readonly evidence: Extract<Evidence, { kind: 'camera' | 'heat' }>
}

/** What people seen in an area mean at `now`. `watched`: see `isWatched`. */
export function judgePeople(risk: RiskPlan, area: RiskArea, seen: SeenPeople, watched: boolean, now: EpochMs): Judged {
  const { rules } = risk
  const kind = rules.kinds.find((one) => one.kind === area.kind)
  const steps = kind?.[seen.evidence.kind] ?? []
  const severity = severityOf(steps, seen.people)
  const late = now - seen.observedAt > rules.lateMinutes * 60_000
  const held = !watched ? 'not-watched' : severity === null ? 'below' : late ? 'late' : null
  return {
    held,
    data: {
      kind: PEOPLE_IN_AREA,
      subject: { type: 'area', id: area.id, name: area.name },
      at: area.at,
      town: area.township,
      severity: severity ?? steps[0]?.severity ?? 'yellow',
      mayRaise: held === null,
      unitId: area.unit,
      clocks: { judgeSeconds: rules.judgeSeconds, answerSeconds: rules.answerSeconds },
      quietSeconds: rules.quietMinutes * 60,
      signal: seen,
    },
  }
}

/** Columns of a grid of people. */
export interface PeopleCells {
  readonly lon: readonly number[]
  readonly lat: readonly number[]
  readonly count: readonly number[]
}

/** People in the cells whose centre lies in the area, and how many cells those are ([RA2]). */
export function countPeople({ lon, lat, count }: PeopleCells, { bounds, polygons }: Pick<RiskArea, 'bounds' | 'polygons'>): { people: number; cells: number } {
  const [west, south, east, north] = bounds
  let people = 0
  let cells = 0
  for (let i = 0; i < lon.length; i++) {
    const x = lon[i] ?? Number.NaN
    const y = lat[i] ?? Number.NaN
    if (!(x >= west && x <= east && y >= south && y <= north) || !contains(polygons, x, y)) continue
    people += count[i] ?? 0
    cells += 1
  }
  return { people: Math.round(people), cells }
}
