import type { IncidentId, TeamId } from '../base/ids'
import type { EpochMs } from '../base/time'
import type { Incident } from '../domain/incident/state'
import type { IncidentKind } from '../domain/incident/kind'
import type { EquipmentCode, QualificationCode, QualificationLevel } from '../domain/team/profile'
import type { Team } from '../domain/team/state'
import { combine, type Combination } from './combine'
import { eligibility, type Violation } from './eligibility'
import type { TravelKind, VehicleClass } from './travel'

/** How long one team would take from where it is now: the best of its vehicles, as the road engine found. */
export interface TeamTravel {
  readonly vehicle: VehicleClass
  readonly kind: TravelKind
  /** Seconds from leaving to the incident; null if it cannot get there. */
  readonly seconds: number | null
  readonly metres: number | null
  readonly walkSeconds: number
  /** What it would take if no road were closed; present only where closures cost more than a minute. */
  readonly withoutClosuresSeconds?: number
  /** Whether it starts from a live position, an old one, or its base. */
  readonly from: { readonly kind: 'live' | 'stale' | 'base'; readonly ageSeconds: number }
}

/** Why a team stands where it stands. Data: each screen says it in its own language. */
export type Reason =
  | Violation
  | {
      readonly code: 'qualified'
      readonly qualification: QualificationCode
      readonly level: QualificationLevel
      readonly validUntil: string
    }
  | { readonly code: 'covers_part'; readonly missing: readonly QualificationCode[] }
  | { readonly code: 'mobilisation'; readonly seconds: number }
  | { readonly code: 'under_way' }
  | {
      readonly code: 'travel'
      readonly seconds: number
      readonly kind: Exclude<TravelKind, 'unreachable'>
      readonly vehicle: VehicleClass
      readonly metres: number
    }
  | { readonly code: 'walk'; readonly seconds: number }
  | { readonly code: 'estimated_no_road_data' }
  | { readonly code: 'unreachable'; readonly byClosure: boolean }
  | { readonly code: 'detour'; readonly seconds: number }
  | { readonly code: 'equipment'; readonly equipment: EquipmentCode; readonly count: number }
  | { readonly code: 'equipment_lacking'; readonly equipment: EquipmentCode }
  | { readonly code: 'position_stale'; readonly ageSeconds: number }
  | { readonly code: 'position_base' }
  | { readonly code: 'slower_than_first'; readonly seconds: number }
  | { readonly code: 'less_loaded' }
  | { readonly code: 'reserved_here' }
  | { readonly code: 'certificate_ends_soon'; readonly qualification: QualificationCode; readonly days: number }
  | { readonly code: 'closer_by'; readonly seconds: number }

export interface Candidate {
  readonly teamId: TeamId
  readonly name: string
  /** Seconds from an order now to being there: mobilisation + travel + walk. */
  readonly etaSeconds: number
  readonly etaKind: Exclude<TravelKind, 'unreachable'>
  readonly mobilisationSeconds: number
  readonly travelSeconds: number
  readonly vehicle: VehicleClass
  readonly covers: readonly QualificationCode[]
  /** It meets every need alone. */
  readonly alone: boolean
  readonly reasons: readonly Reason[]
}

export interface Excluded {
  readonly teamId: TeamId
  readonly name: string
  /** What it would take if it might be sent; null if it cannot get there or nothing is known. */
  readonly etaSeconds: number | null
  readonly reasons: readonly Reason[]
}

export interface Recommendation {
  readonly incidentId: IncidentId
  /** Version of the incident it was made for. */
  readonly incidentVersion: number
  readonly at: EpochMs
  readonly needs: IncidentKind['needs']
  readonly candidates: readonly Candidate[]
  /** The nearest first; those that are nearer than the first candidate say by how much. */
  readonly excluded: readonly Excluded[]
  readonly combinations: readonly Combination[]
  /** Needs that nobody who may be sent can meet. */
  readonly shortfall: readonly QualificationCode[]
}

export interface RecommendInput {
  readonly incident: Incident
  readonly kind: IncidentKind
  readonly teams: Iterable<Team>
  readonly travel: ReadonlyMap<TeamId, TeamTravel>
  readonly now: EpochMs
  readonly endOfDay: (isoDate: string) => EpochMs
}

/** Two teams within the same half minute are equally near: then the one that has been out less goes. */
const SAME_ETA_SECONDS = 30
const CERTIFICATE_WARNING_DAYS = 30
const DAY_MS = 86_400_000

interface Draft {
  readonly candidate: Candidate
  readonly load: number
}

/**
 * Ranks every team for an incident. Who may not be sent is excluded with all reasons and with what it would have taken,
 * so that the officer sees what the rule costs. Who meets every need alone comes before who meets a part of them; then
 * the sooner on scene. Deterministic.
 */
export function recommend(input: RecommendInput): Recommendation {
  const { incident, kind, now } = input
  const drafts: Draft[] = []
  const excluded: Excluded[] = []
  for (const team of input.teams) {
    if (incident.active.some((order) => order.teamId === team.id) || team.retired) continue
    const travel = input.travel.get(team.id)
    const gate = eligibility({ team, kind, incidentId: incident.id, now, endOfDay: input.endOfDay })
    const mobilisation = mobilisationSeconds(team, travel)
    const etaSeconds = travel?.seconds == null ? null : mobilisation + travel.seconds
    if (gate.violations.length > 0 || etaSeconds === null || !travel || travel.kind === 'unreachable') {
      const reasons: Reason[] = [...gate.violations]
      if (etaSeconds === null) reasons.push({ code: 'unreachable', byClosure: travel?.withoutClosuresSeconds !== undefined })
      excluded.push({ teamId: team.id, name: team.profile.name, etaSeconds, reasons })
      continue
    }
    drafts.push({
      load: team.endedOrders,
      candidate: {
        teamId: team.id,
        name: team.profile.name,
        etaSeconds,
        etaKind: travel.kind,
        mobilisationSeconds: mobilisation,
        travelSeconds: travel.seconds ?? 0,
        vehicle: travel.vehicle,
        covers: gate.covered.map((need) => need.qualification),
        alone: gate.uncovered.length === 0,
        reasons: reasonsFor(input, team, travel, gate, mobilisation),
      },
    })
  }
  drafts.sort(byRank)
  const first = drafts[0]?.candidate
  const candidates = drafts.map((draft, index) => compared(draft, drafts[index + 1], first))
  const nearness = (entry: Excluded) => entry.etaSeconds ?? Number.POSITIVE_INFINITY
  excluded.sort((a, b) => nearness(a) - nearness(b) || (a.teamId < b.teamId ? -1 : 1))
  const covered = new Set(candidates.flatMap((candidate) => candidate.covers))
  return {
    incidentId: incident.id,
    incidentVersion: incident.version,
    at: now,
    needs: kind.needs,
    candidates,
    excluded: excluded.map((entry) => closer(entry, first)),
    combinations: combine(kind, candidates),
    shortfall: kind.needs.map((need) => need.qualification).filter((qualification) => !covered.has(qualification)),
  }
}

/** A team that is already driving needs no gathering. Half a metre a second of GPS noise is not driving. */
function mobilisationSeconds(team: Team, travel: TeamTravel | undefined): number {
  return travel?.from.kind === 'live' && team.assignment ? 0 : team.profile.mobilisationSeconds
}

function byRank(a: Draft, b: Draft): number {
  const bucket = (draft: Draft) => Math.floor(draft.candidate.etaSeconds / SAME_ETA_SECONDS)
  return (
    Number(b.candidate.alone) - Number(a.candidate.alone) ||
    bucket(a) - bucket(b) ||
    a.load - b.load ||
    a.candidate.etaSeconds - b.candidate.etaSeconds ||
    (a.candidate.teamId < b.candidate.teamId ? -1 : 1)
  )
}

function reasonsFor(
  input: RecommendInput,
  team: Team,
  travel: TeamTravel,
  gate: ReturnType<typeof eligibility>,
  mobilisation: number,
): Reason[] {
  const reasons: Reason[] = []
  for (const { qualification, certificate } of gate.covered) {
    const { level, validUntil } = certificate
    reasons.push({ code: 'qualified', qualification, level, validUntil })
    const days = Math.floor((input.endOfDay(validUntil) - input.now) / DAY_MS)
    if (days < CERTIFICATE_WARNING_DAYS) reasons.push({ code: 'certificate_ends_soon', qualification, days })
  }
  if (gate.uncovered.length > 0) reasons.push({ code: 'covers_part', missing: gate.uncovered })
  for (const { code: equipment } of input.kind.equipment) {
    const own = team.profile.equipment.find((item) => item.code === equipment)
    reasons.push(own ? { code: 'equipment', equipment, count: own.count } : { code: 'equipment_lacking', equipment })
  }
  if (team.reservation && team.reservation.until > input.now) reasons.push({ code: 'reserved_here' })
  reasons.push({ code: 'mobilisation', seconds: mobilisation })
  const { kind: travelKind } = travel
  if (travelKind !== 'unreachable' && travel.seconds !== null) {
    const { vehicle, seconds, metres, walkSeconds } = travel
    reasons.push({ code: 'travel', kind: travelKind, vehicle, seconds: seconds - walkSeconds, metres: metres ?? 0 })
    if (travelKind === 'estimated') reasons.push({ code: 'estimated_no_road_data' })
    if (walkSeconds > 0) reasons.push({ code: 'walk', seconds: walkSeconds })
    if (travel.withoutClosuresSeconds !== undefined) {
      reasons.push({ code: 'detour', seconds: seconds - travel.withoutClosuresSeconds })
    }
  }
  if (travel.from.kind === 'stale') reasons.push({ code: 'position_stale', ageSeconds: travel.from.ageSeconds })
  if (travel.from.kind === 'base') reasons.push({ code: 'position_base' })
  return reasons
}

function compared(draft: Draft, next: Draft | undefined, first: Candidate | undefined): Candidate {
  const { candidate } = draft
  const extra: Reason[] = []
  if (first && candidate !== first && candidate.etaSeconds > first.etaSeconds) {
    extra.push({ code: 'slower_than_first', seconds: candidate.etaSeconds - first.etaSeconds })
  }
  // It stands above a team that would be there no later: say that the lighter load decided.
  if (next && next.candidate.alone === candidate.alone && next.candidate.etaSeconds < candidate.etaSeconds) {
    extra.push({ code: 'less_loaded' })
  }
  return extra.length === 0 ? candidate : { ...candidate, reasons: [...candidate.reasons, ...extra] }
}

function closer(entry: Excluded, first: Candidate | undefined): Excluded {
  if (!first || entry.etaSeconds === null || entry.etaSeconds >= first.etaSeconds) return entry
  return { ...entry, reasons: [{ code: 'closer_by', seconds: first.etaSeconds - entry.etaSeconds }, ...entry.reasons] }
}
