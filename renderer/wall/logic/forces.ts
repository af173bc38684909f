import type { EpochMs } from '../../../shared/base/time'
import type { IncidentKind } from '../../../shared/domain/incident/kind'
import { QUALIFICATIONS, type QualificationCode } from '../../../shared/domain/team/profile'
import { availability, type Team } from '../../../shared/domain/team/state'

export interface Force {
  readonly qualification: QualificationCode
  /** Teams that can be sent now. */
  readonly available: number
  /** Teams under orders. */
  readonly committed: number
  /** Teams with a certificate that is valid now, off duty and reserved ones included. */
  readonly total: number
}

export interface ForcesInput {
  readonly teams: Iterable<Team>
  readonly kinds: Iterable<Pick<IncidentKind, 'needs'>>
  readonly now: EpochMs
  readonly endOfDay: (isoDate: string) => EpochMs
  /** Rows that there is room for. */
  readonly limit: number
}

/**
 * Teams by what they are certified for at `now`; a team counts once for each of its valid certificates. In the order of
 * `QUALIFICATIONS`; where not all fit, those that most kinds of incidents need, then the largest.
 */
export function forces({ teams, kinds, now, endOfDay, limit }: ForcesInput): Force[] {
  const needed = new Map<QualificationCode, number>()
  for (const { needs } of kinds) for (const { qualification } of needs) needed.set(qualification, (needed.get(qualification) ?? 0) + 1)
  const demand = (code: QualificationCode) => needed.get(code) ?? 0
  const table = new Map<QualificationCode, { available: number; committed: number; total: number }>()
  for (const team of teams) {
    const state = availability(team, now)
    if (state === 'retired') continue
    const valid = team.profile.certificates.filter(({ validUntil }) => endOfDay(validUntil) >= now)
    for (const qualification of new Set(valid.map((certificate) => certificate.qualification))) {
      const row = table.get(qualification) ?? { available: 0, committed: 0, total: 0 }
      row.total++
      if (state === 'available') row.available++
      if (state === 'committed') row.committed++
      table.set(qualification, row)
    }
  }
  const place = (code: QualificationCode) => QUALIFICATIONS.indexOf(code)
  return [...table]
    .map(([qualification, row]) => ({ qualification, ...row }))
    .toSorted((a, b) => demand(b.qualification) - demand(a.qualification) || b.total - a.total || place(a.qualification) - place(b.qualification))
    .slice(0, limit)
    .toSorted((a, b) => place(a.qualification) - place(b.qualification))
}

/** Teams in all, and how many of them can be sent. */
export function teamTally(teams: Iterable<Team>, now: EpochMs): { readonly total: number; readonly available: number; readonly committed: number } {
  let total = 0
  let available = 0
  let committed = 0
  for (const team of teams) {
    const state = availability(team, now)
    if (state === 'retired') continue
    total++
    if (state === 'available') available++
    if (state === 'committed') committed++
  }
  return { total, available, committed }
}
