import type { DispatchId } from '../base/ids'
import type { EpochMs } from '../base/time'
import type { IncidentKind } from '../domain/incident/kind'
import { levelMeets, type Certificate, type QualificationCode, type QualificationLevel } from '../domain/team/profile'
import { availability, type Team } from '../domain/team/state'

/** Why a team may not be sent without an override. Data, so that screens and reviews can put it in their own words. */
export type Violation =
  | { readonly code: 'not_qualified'; readonly needs: readonly QualificationCode[] }
  | {
      readonly code: 'certificate_expired'
      readonly qualification: QualificationCode
      readonly level: QualificationLevel
      readonly validUntil: string
    }
  | {
      readonly code: 'level_too_low'
      readonly qualification: QualificationCode
      readonly held: QualificationLevel
      readonly needed: QualificationLevel
    }
  | { readonly code: 'committed'; readonly dispatchId: DispatchId; readonly incidentId: string }
  | { readonly code: 'reserved'; readonly incidentId: string; readonly until: EpochMs }
  | { readonly code: 'off_duty'; readonly reason: string }
  | { readonly code: 'retired' }
  | { readonly code: 'equipment_missing'; readonly equipment: string }
  | { readonly code: 'vehicle_unfit' }

/** A need of the incident that the team's valid certificates meet. */
export interface CoveredNeed {
  readonly qualification: QualificationCode
  readonly certificate: Certificate
}

export interface Eligibility {
  readonly covered: readonly CoveredNeed[]
  /** Needs that it cannot meet. Empty: it can do the job alone. */
  readonly uncovered: readonly QualificationCode[]
  /** Empty: it may be sent. */
  readonly violations: readonly Violation[]
}

export interface EligibilityInput {
  readonly team: Team
  readonly kind: IncidentKind
  readonly incidentId: string
  readonly now: EpochMs
  readonly endOfDay: (isoDate: string) => EpochMs
}

type Need = IncidentKind['needs'][number]

function bestCertificate(need: Need, certificates: readonly Certificate[], input: EligibilityInput): Certificate | Violation | null {
  const ofKind = certificates.filter((certificate) => certificate.qualification === need.qualification)
  const strong = ofKind.filter((certificate) => levelMeets(certificate.level, need.minLevel))
  const byStrength = (a: Certificate, b: Certificate) => Number(levelMeets(b.level, a.level)) - Number(levelMeets(a.level, b.level))
  const valid = strong.filter((certificate) => input.endOfDay(certificate.validUntil) >= input.now).toSorted(byStrength)
  if (valid[0]) return valid[0]
  const expired = strong.toSorted((a, b) => b.validUntil.localeCompare(a.validUntil))[0]
  if (expired) {
    const { qualification, level, validUntil } = expired
    return { code: 'certificate_expired', qualification, level, validUntil }
  }
  const weak = ofKind.toSorted(byStrength)[0]
  return weak ? { code: 'level_too_low', qualification: need.qualification, held: weak.level, needed: need.minLevel } : null
}

/**
 * The hard gate. A team may be sent if it is available and its valid certificates meet at least one of the incident's
 * needs: what is left uncovered is for the combination. A team that meets none is refused with the nearest reason.
 */
export function eligibility(input: EligibilityInput): Eligibility {
  const { team, kind, incidentId, now } = input
  const covered: CoveredNeed[] = []
  const uncovered: QualificationCode[] = []
  const nearMisses: Violation[] = []
  for (const need of kind.needs) {
    const found = bestCertificate(need, team.profile.certificates, input)
    if (found && 'number' in found) covered.push({ qualification: need.qualification, certificate: found })
    else {
      uncovered.push(need.qualification)
      if (found) nearMisses.push(found)
    }
  }
  const violations: Violation[] = []
  if (kind.needs.length > 0 && covered.length === 0) {
    violations.push(...(nearMisses.length > 0 ? nearMisses : [{ code: 'not_qualified' as const, needs: uncovered }]))
  }
  for (const item of kind.equipment) {
    if (item.required && !team.profile.equipment.some((own) => own.code === item.code)) {
      violations.push({ code: 'equipment_missing', equipment: item.code })
    }
  }
  const vehicles = team.profile.vehicles
  if (vehicles.length > 0 && vehicles.every((vehicle) => kind.excludedVehicles.includes(vehicle.class))) {
    violations.push({ code: 'vehicle_unfit' })
  }
  switch (availability(team, now)) {
    case 'retired':
      violations.push({ code: 'retired' })
      break
    case 'committed':
      if (team.assignment) {
        const { dispatchId, incidentId: boundTo } = team.assignment
        violations.push({ code: 'committed', dispatchId, incidentId: boundTo })
      }
      break
    case 'off-duty':
      violations.push({ code: 'off_duty', reason: team.offDutyReason })
      break
    case 'reserved':
      if (team.reservation && team.reservation.incidentId !== incidentId) {
        violations.push({ code: 'reserved', incidentId: team.reservation.incidentId, until: team.reservation.until })
      }
      break
    case 'available':
      break
  }
  return { covered, uncovered, violations }
}
