import type { TeamId } from '../base/ids'
import type { IncidentKind } from '../domain/incident/kind'
import type { EquipmentCode, QualificationCode } from '../domain/team/profile'
import type { Candidate } from './recommend'

/** Several teams that together meet what one cannot. */
export interface Combination {
  readonly teamIds: readonly TeamId[]
  /** Seconds until the last of them is there. */
  readonly etaSeconds: number
  readonly covers: readonly QualificationCode[]
  /** What made it necessary. */
  readonly because: 'qualifications' | 'equipment'
  /** Equipment that only the combination brings. */
  readonly adds: readonly EquipmentCode[]
}

/**
 * Proposals to send several teams together, given the ranked candidates.
 *
 * Qualifications: the shortest prefix of the candidates by arrival that covers every need gives the smallest possible
 * time of the last arrival; members whose needs the others meet are dropped, the slowest first.
 * Equipment: if the first candidate lacks something the kind asks for, it is joined by the soonest that has it.
 */
export function combine(kind: IncidentKind, candidates: readonly Candidate[]): Combination[] {
  const needs = kind.needs.map((need) => need.qualification)
  const byArrival = candidates.toSorted((a, b) => a.etaSeconds - b.etaSeconds)
  const found: Combination[] = []
  if (needs.length > 1 && !candidates.some((candidate) => candidate.alone)) {
    const together = covering(needs, byArrival)
    if (together) found.push(combination(together, 'qualifications', []))
  }
  const first = candidates[0]
  if (first?.alone) {
    for (const equipment of lacking(first)) {
      const partner = byArrival.find((candidate) => candidate !== first && brings(candidate, equipment))
      if (partner) found.push(combination([first, partner], 'equipment', [equipment]))
    }
  }
  return found
}

function covering(needs: readonly QualificationCode[], byArrival: readonly Candidate[]): Candidate[] | null {
  const covers = (team: readonly Candidate[]) => needs.every((need) => team.some((member) => member.covers.includes(need)))
  const size = byArrival.findIndex((_, index) => covers(byArrival.slice(0, index + 1)))
  if (size < 0) return null
  const members = byArrival.slice(0, size + 1)
  for (const slowest of members.toReversed()) {
    const without = members.filter((member) => member !== slowest)
    if (covers(without)) members.splice(members.indexOf(slowest), 1)
  }
  return members
}

function combination(members: readonly Candidate[], because: Combination['because'], adds: readonly EquipmentCode[]): Combination {
  return {
    teamIds: members.map((member) => member.teamId),
    etaSeconds: Math.max(...members.map((member) => member.etaSeconds)),
    covers: [...new Set(members.flatMap((member) => member.covers))],
    because,
    adds,
  }
}

function lacking(candidate: Candidate): EquipmentCode[] {
  return candidate.reasons.flatMap((reason) => (reason.code === 'equipment_lacking' ? [reason.equipment] : []))
}

function brings(candidate: Candidate, equipment: EquipmentCode): boolean {
  return candidate.reasons.some((reason) => reason.code === 'equipment' && reason.equipment === equipment)
}
