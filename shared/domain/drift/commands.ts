import type { IncidentId } from '../../base/ids'
import type { CommandSpecs } from '../aggregate'
import { idOf } from '../fields'
import { driftInputSchema } from './state'

const incidentId = idOf<IncidentId>()

export const driftCommands = {
  recordDrift: { by: ['officer'], data: driftInputSchema.extend({ incidentId }) },
} as const satisfies CommandSpecs
