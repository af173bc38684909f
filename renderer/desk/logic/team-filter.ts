import type { EpochMs } from '../../../shared/base/time'
import { QUALIFICATIONS, type QualificationCode } from '../../../shared/domain/team/profile'
import { availability, type Availability, type Team } from '../../../shared/domain/team/state'

export interface TeamFilter {
  /** Name, township or leader; characters as they are, or what `matches` of the search says. */
  readonly text: string
  readonly availability: Availability | null
  readonly qualification: QualificationCode | null
  readonly township: string | null
  readonly kind: 'social' | 'professional' | null
}

export const ALL_TEAMS: TeamFilter = { text: '', availability: null, qualification: null, township: null, kind: null }

export interface FilterContext {
  readonly now: EpochMs
  readonly endOfDay: (isoDate: string) => EpochMs
  /** Teams that the search found for the text by pinyin or initials. */
  readonly found: ReadonlySet<string>
}

/** True if a certificate for it is valid now: an expired one is no qualification. */
export function holds(team: Team, qualification: QualificationCode, { now, endOfDay }: Pick<FilterContext, 'now' | 'endOfDay'>): boolean {
  return team.profile.certificates.some((certificate) => certificate.qualification === qualification && endOfDay(certificate.validUntil) >= now)
}

export function teamMatches(team: Team, filter: TeamFilter, context: FilterContext): boolean {
  const { profile } = team
  if (filter.availability !== null && availability(team, context.now) !== filter.availability) return false
  if (filter.kind !== null && profile.kind !== filter.kind) return false
  if (filter.township !== null && profile.township !== filter.township) return false
  if (filter.qualification !== null && !holds(team, filter.qualification, context)) return false
  const text = filter.text.trim().toLowerCase()
  if (text === '') return true
  return (
    context.found.has(team.id) ||
    [profile.name, profile.nameEn ?? '', profile.township, profile.leader.name].some((field) => field.toLowerCase().includes(text))
  )
}

/** Townships that teams come from, in the order of the language. */
export function townshipsOf(teams: readonly Team[]): string[] {
  return [...new Set(teams.map((team) => team.profile.township))].toSorted((a, b) => a.localeCompare(b, 'zh'))
}

/** Qualifications that at least one team is certified for, in the order of the list. */
export function qualificationsOf(teams: readonly Team[]): QualificationCode[] {
  return QUALIFICATIONS.filter((code) => teams.some((team) => team.profile.certificates.some(({ qualification }) => qualification === code)))
}
