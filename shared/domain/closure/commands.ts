import { z } from 'zod'
import type { ClosureId } from '../../base/ids'
import type { CommandSpecs } from '../aggregate'
import { epochMsSchema, idOf, reason, text } from '../fields'
import { closureGeometrySchema, vehicleListSchema } from './state'

const closureId = idOf<ClosureId>()

export const closureCommands = {
  declareClosure: {
    by: ['officer'],
    data: z.object({
      geometry: closureGeometrySchema,
      vehicles: vehicleListSchema.nullable().default(null),
      until: epochMsSchema.nullable().default(null),
      reason,
    }),
  },
  liftClosure: { by: ['officer', 'hub'], data: z.object({ closureId, reason: text(500).default('') }) },
} as const satisfies CommandSpecs
