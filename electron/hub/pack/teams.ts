import { asTeamId } from '../../../shared/base/ids'
import {
  EQUIPMENT,
  QUALIFICATIONS,
  QUALIFICATION_LEVELS,
  teamProfileSchema,
} from '../../../shared/domain/team/profile'
import { VEHICLE_CLASSES } from '../../../shared/dispatch/travel'
import type { Certificate } from '../../../shared/domain/team/profile'
import type { Bounds } from '../../../shared/pack/bounds'
import type { PackTeam } from '../../../shared/pack/schema'
import { counts, date, decimal, id, integer, oneOf, optional, phone, problemOfIssue, text } from './cells'
import type { Problems } from './problems'
import { readPoint, readTable } from './table'

const TEAM_COLUMNS = {
  id,
  name: text(80),
  name_en: optional(text(80)),
  kind: oneOf(['social', 'professional']),
  township: text(40),
  leader: text(40),
  phone,
  members: integer(1, 2000),
  lon: decimal,
  lat: decimal,
  mobilisation_seconds: integer(0, 7200),
  vehicles: counts(VEHICLE_CLASSES, 200),
  equipment: counts(EQUIPMENT, 500),
}

const CERTIFICATE_COLUMNS = {
  team_id: id,
  qualification: oneOf(QUALIFICATIONS),
  level: oneOf(QUALIFICATION_LEVELS),
  number: text(64),
  valid_until: date,
}

/** The spreadsheet column of a part of a profile, for limits that only the profile's own schema knows. */
const COLUMN_OF: Readonly<Record<string, keyof typeof TEAM_COLUMNS>> = {
  name: 'name',
  nameEn: 'name_en',
  township: 'township',
  members: 'members',
  base: 'lon',
  vehicles: 'vehicles',
  equipment: 'equipment',
  mobilisationSeconds: 'mobilisation_seconds',
}

export interface TeamFiles {
  readonly teams: string | null
  readonly certificates: string | null
}

interface TeamContext {
  readonly bounds: Bounds | null
  readonly demonstration: boolean
  /** Null while townships.csv itself cannot be read. */
  readonly townships: ReadonlySet<string> | null
}

/** Certificates by team id. Numbers are unique: one certificate lent to two teams is an error. */
function readCertificates(
  content: string | null,
  teamIds: ReadonlyMap<string, number> | null,
  problems: Problems,
): Map<string, Certificate[]> {
  const byTeam = new Map<string, Certificate[]>()
  if (content === null) return byTeam
  const file = 'certificates.csv'
  for (const row of readTable(file, content, CERTIFICATE_COLUMNS, 'number', problems).rows) {
    if (teamIds !== null && !teamIds.has(row.team_id)) {
      problems.add(file, row.row, 'team_id', { code: 'unknown-reference', found: row.team_id, target: 'teams.csv' })
      continue
    }
    const held = byTeam.get(row.team_id) ?? []
    held.push({ qualification: row.qualification, level: row.level, number: row.number, validUntil: row.valid_until })
    byTeam.set(row.team_id, held)
  }
  return byTeam
}

/** teams.csv and certificates.csv. */
export function readTeams(files: TeamFiles, context: TeamContext, problems: Problems): PackTeam[] {
  const file = 'teams.csv'
  const table = files.teams === null ? null : readTable(file, files.teams, TEAM_COLUMNS, 'id', problems)
  const certificates = readCertificates(files.certificates, table?.keys ?? null, problems)
  const teams: PackTeam[] = []
  for (const row of table?.rows ?? []) {
    const base = readPoint(file, row, context.bounds, problems)
    if (context.townships !== null && !context.townships.has(row.township)) {
      problems.add(file, row.row, 'township', { code: 'not-permitted', found: row.township, permitted: [...context.townships] })
      continue
    }
    if (base === null) continue
    const profile = teamProfileSchema.safeParse({
      name: row.name,
      ...(row.name_en === undefined ? {} : { nameEn: row.name_en }),
      kind: row.kind,
      township: row.township,
      leader: { name: row.leader, phone: row.phone },
      members: row.members,
      base,
      certificates: certificates.get(row.id) ?? [],
      vehicles: row.vehicles.map(({ code, count }) => ({ class: code, count })),
      equipment: row.equipment,
      mobilisationSeconds: row.mobilisation_seconds,
      demonstration: context.demonstration,
    })
    if (profile.success) {
      teams.push({ id: asTeamId(row.id), profile: profile.data })
      continue
    }
    for (const issue of profile.error.issues) {
      const part = String(issue.path[0])
      if (part === 'certificates') {
        problems.add('certificates.csv', null, 'team_id', { code: 'invalid', detail: `${row.id}: ${issue.message}` })
      } else {
        const column = part === 'leader' ? (issue.path[1] === 'phone' ? 'phone' : 'leader') : (COLUMN_OF[part] ?? null)
        problems.add(file, row.row, column, problemOfIssue(issue, ''))
      }
    }
  }
  return teams
}
