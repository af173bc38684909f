import type { EpochMs } from '../../../shared/base/time'
import type { LostCause, LostCoverage, LostPlace } from '../../../shared/dispatch/coverage'
import type { AreaGeometry } from '../../../shared/dispatch/reach'
import type { Closure } from '../../../shared/domain/closure/state'
import { availability, type Team } from '../../../shared/domain/team/state'
import { distanceM } from '../../../shared/geo/position'
import type { LonLat } from '../../../shared/geo/position'
import type { Reached } from '../routing/areas/questions'
import type { CoverageDemand } from './coverage-demand'

/** A list longer than this is of no use on any screen. */
const MOST_PLACES = 200
/** A team nearer to its base than this is at its base. */
const AT_BASE_M = 300

export interface LostInput {
  readonly demand: CoverageDemand
  readonly budgetSeconds: number
  readonly now: EpochMs
  readonly reached: Reached
  readonly baseline: Reached
  readonly area: AreaGeometry
  /** Teams in the order of the baseline's origins, with where each sets out from now. */
  readonly teams: readonly { readonly team: Team; readonly at: LonLat }[]
  readonly closures: readonly Closure[]
  /** `since` of the state before, if something was lost then. */
  readonly before: EpochMs | null
}

interface Share {
  people: number
  places: number
}

/** What the baseline reaches in time and nobody does now, place by place, and whose absence it is. */
export function lostCoverage(input: LostInput): LostCoverage {
  const { demand, budgetSeconds, reached, baseline, area, before, now } = input
  const { populationCount, weights, places, totalPeople, nearestPlace } = demand
  const isLost = (point: number): boolean => baseline.pointSeconds[point]! <= budgetSeconds && !(reached.pointSeconds[point]! <= budgetSeconds)
  const shares = new Map<number, Share>()
  const share = (point: number, people: number, count: number): void => {
    const origin = baseline.pointOrigin[point]!
    const held = shares.get(origin) ?? { people: 0, places: 0 }
    held.people += people
    held.places += count
    shares.set(origin, held)
  }
  const peopleOf = new Float64Array(places.length)
  let people = 0
  for (let point = 0; point < populationCount; point++) {
    if (!isLost(point)) continue
    people += weights[point]!
    share(point, weights[point]!, 0)
    if (nearestPlace[point]! >= 0) peopleOf[nearestPlace[point]!]! += weights[point]!
  }
  const lost: LostPlace[] = []
  places.forEach(({ id, name, nameEn, township, at }, number) => {
    const point = populationCount + number
    if (!isLost(point)) return
    share(point, 0, 1)
    const seconds = reached.pointSeconds[point]!
    lost.push({
      id,
      name,
      ...(nameEn === undefined ? {} : { nameEn }),
      township,
      at,
      people: totalPeople === null ? null : peopleOf[number]!,
      seconds: Number.isFinite(seconds) ? Math.round(seconds) : null,
      baselineSeconds: Math.round(baseline.pointSeconds[point]!),
    })
  })
  lost.sort((a, b) => (b.people ?? 0) - (a.people ?? 0) || a.baselineSeconds - b.baselineSeconds || (a.id < b.id ? -1 : 1))
  const causes = people > 0 || lost.length > 0 ? causesOf(input, shares) : []
  return {
    people: totalPeople === null ? null : people,
    placeCount: lost.length,
    places: lost.slice(0, MOST_PLACES),
    area,
    since: people === 0 && lost.length === 0 ? null : (before ?? began(input, causes) ?? now),
    causes,
  }
}

/** The best team of the baseline that is not there is the cause; where it is, a closure keeps it. */
function causesOf({ teams, closures, now, demand }: LostInput, shares: ReadonlyMap<number, Share>): LostCause[] {
  const causes: Extract<LostCause, { teamId: unknown }>[] = []
  let isCutOff = false
  for (const [origin, { people, places }] of shares) {
    const entry = teams[origin]
    if (!entry) continue
    const { team, at } = entry
    const state = availability(team, now)
    if (state === 'retired') continue
    const isAtBase = distanceM(at, team.profile.base) <= AT_BASE_M
    if (state === 'available' && isAtBase) {
      isCutOff = true
      continue
    }
    causes.push({
      kind: state === 'available' ? 'moved' : state,
      teamId: team.id,
      incidentId: state === 'committed' ? (team.assignment?.incidentId ?? null) : state === 'reserved' ? (team.reservation?.incidentId ?? null) : null,
      people: demand.totalPeople === null ? null : people,
      places,
    })
  }
  causes.sort((a, b) => (b.people ?? 0) - (a.people ?? 0) || b.places - a.places || (a.teamId < b.teamId ? -1 : 1))
  return isCutOff ? [...causes, ...closures.map(({ id }) => ({ kind: 'closure' as const, closureId: id }))] : causes
}

/** When the oldest of the causes began, as far as that is on record: what a restarted hub can still know. */
function began({ teams, closures }: LostInput, causes: readonly LostCause[]): EpochMs | null {
  const moments = causes.flatMap((cause) => {
    if (cause.kind === 'closure') return closures.filter(({ id }) => id === cause.closureId).map(({ declaredAt }) => declaredAt)
    const assignment = teams.find(({ team }) => team.id === cause.teamId)?.team.assignment
    return cause.kind === 'committed' && assignment ? [assignment.at] : []
  })
  return moments.length === 0 ? null : Math.min(...moments)
}
