import { z } from 'zod'
import type { DispatchId, IncidentId, TeamId } from '../../base/ids'
import type { CommandSpecs } from '../aggregate'
import { epochMsSchema, idOf, reason, text } from '../fields'
import { MILESTONES } from './state'

const incidentId = idOf<IncidentId>()
const teamId = idOf<TeamId>()
const dispatchId = idOf<DispatchId>()

export const dispatchCommands = {
  assignTeam: {
    by: ['officer', 'hub'],
    data: z.object({
      incidentId,
      teamId,
      override: z
        .object({
          reason,
          /** The order from which the team is to be taken away; needed, and only then allowed, if one binds it. */
          redirectFrom: dispatchId.optional(),
        })
        .optional(),
      message: text(1000).default(''),
      basis: z
        .object({
          rank: z.number().int().min(1).nullable(),
          etaSeconds: z.number().min(0).nullable(),
          etaKind: z.enum(['road', 'water', 'mixed', 'estimated']).nullable(),
        })
        .default({ rank: null, etaSeconds: null, etaKind: null }),
    }),
  },
  markDelivered: { by: ['officer', 'team'], data: z.object({ dispatchId, observedAt: epochMsSchema, note: text(200).default('') }) },
  recordMilestone: {
    by: ['officer', 'team'],
    data: z.object({ dispatchId, milestone: z.enum(MILESTONES), observedAt: epochMsSchema, note: text(2000).default('') }),
  },
  withdrawDispatch: { by: ['officer', 'hub'], data: z.object({ dispatchId, reason }) },
  realertDispatch: { by: ['hub', 'officer'], data: z.object({ dispatchId }) },
  escalateDispatch: { by: ['hub'], data: z.object({ dispatchId, to: z.enum(['officer', 'next']), nextTeamId: teamId.nullable() }) },
  requestReinforcement: { by: ['team', 'officer'], data: z.object({ dispatchId, note: text(1000).default('') }) },
} as const satisfies CommandSpecs
