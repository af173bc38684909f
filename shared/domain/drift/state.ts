import { z } from 'zod'
import type { ActorId, IncidentId } from '../../base/ids'
import type { EpochMs } from '../../base/time'
import { LEEWAY_OBJECTS } from '../../sea/leeway'

/** Wind or current. The wind comes from `fromDeg`, a current sets towards `towardsDeg`; degrees clockwise from north. */
const degrees = z.number().min(0).max(360)

/** What a drift is worked out from. Metres, metres a second, degrees, hours. */
export const driftInputSchema = z.strictObject({
  object: z.enum(LEEWAY_OBJECTS),
  at: z.strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }),
  /** When it was there. */
  since: z.number().int().min(946_684_800_000).max(4_102_444_800_000),
  /** How far off the position may be: radius in which it lies with 50 %. */
  errorM: z.number().min(0).max(100_000),
  wind: z.strictObject({ mps: z.number().min(0).max(90), fromDeg: degrees }),
  current: z.strictObject({ mps: z.number().min(0).max(5), towardsDeg: degrees }),
  /** Typed in, estimated from a storm's circles, or not known: then `wind` is calm and the error is large instead. */
  windSource: z.enum(['officer', 'storm', 'none']),
})
export type DriftInput = z.infer<typeof driftInputSchema>

/** The newest estimate of where somebody or something lost at sea is, for one incident. */
export interface Drift extends DriftInput {
  /** The incident's: there is one estimate for each. */
  readonly id: IncidentId
  readonly version: number
  readonly by: ActorId
  readonly recordedAt: EpochMs
  readonly drill: boolean
}

export type DriftEvent = { readonly type: 'drift.recorded'; readonly data: { readonly incidentId: IncidentId } & DriftInput }
