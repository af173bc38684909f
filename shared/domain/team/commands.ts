import { z } from 'zod'
import type { IncidentId, TeamId } from '../../base/ids'
import type { CommandSpecs } from '../aggregate'
import { idOf, text } from '../fields'
import { teamProfileSchema } from './profile'

const incidentId = idOf<IncidentId>()
const teamId = idOf<TeamId>()

export const teamCommands = {
  registerTeam: { by: ['hub'], data: z.object({ teamId, profile: teamProfileSchema }) },
  retireTeam: { by: ['hub'], data: z.object({ teamId }) },
  setTeamDuty: { by: ['officer', 'team'], data: z.object({ teamId, onDuty: z.boolean(), reason: text(200).default('') }) },
  reserveTeam: { by: ['officer'], data: z.object({ teamId, incidentId, minutes: z.number().int().min(1).max(24 * 60) }) },
  releaseReservation: { by: ['officer', 'hub'], data: z.object({ teamId }) },
} as const satisfies CommandSpecs
