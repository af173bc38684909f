import { z } from 'zod'
import type { ActorId, TyphoonId } from '../../base/ids'
import type { EpochMs } from '../../base/time'

/**
 * Which wind a circle bounds, as its source says: Chinese agencies give Beaufort forces 7, 10 and 12, JMA's best tracks
 * 30 and 50 knots. They are never turned into each other.
 */
export const WIND_FORCES = ['b7', 'b10', 'b12', 'kt30', 'kt50', 'kt64'] as const
export type WindForce = (typeof WIND_FORCES)[number]

/** Least mean wind of each force, metres a second (Beaufort: WMO-No. 8; 1 knot = 0.514444 m/s). */
export const FORCE_MPS: Readonly<Record<WindForce, number>> = {
  b7: 13.9,
  b10: 24.5,
  b12: 32.7,
  kt30: 15.43,
  kt50: 25.72,
  kt64: 32.92,
}

const radius = z.number().min(0).max(1_500_000)

/** How far a wind reaches. Metres from the centre. */
export const windShapeSchema = z.discriminatedUnion('kind', [
  /** One radius per quadrant between the points of the compass. */
  z.object({ kind: z.literal('quadrants'), ne: radius, se: radius, sw: radius, nw: radius }),
  /** A circle that lies off the centre: the longest radius in one direction, the shortest opposite (JMA). */
  z.object({ kind: z.literal('eccentric'), towardsDeg: z.number().min(0).max(360), longest: radius, shortest: radius }),
])
export type WindShape = z.infer<typeof windShapeSchema>

export const windCircleSchema = z.object({ force: z.enum(WIND_FORCES), shape: windShapeSchema })
export type WindCircle = z.infer<typeof windCircleSchema>

/** The centre at one moment. */
export const fixSchema = z.object({
  /** Between 1900 and 2100: best tracks go far back. */
  at: z.number().int().min(-2_208_988_800_000).max(4_102_444_800_000),
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-60).max(60),
  pressureHpa: z.number().min(850).max(1050).nullable(),
  /** Greatest mean wind near the centre, metres a second. */
  windMps: z.number().min(0).max(130).nullable(),
  /** Empty: the source gives none, which is not the same as calm. */
  circles: z.array(windCircleSchema).max(WIND_FORCES.length),
  /** Radius in metres inside which the centre will be with a probability of 70 %, if the source says so. */
  within70M: z.number().min(0).max(2_000_000).nullable(),
})
export type Fix = z.infer<typeof fixSchema>

const agency = z.string().regex(/^[A-Za-z0-9一-鿿 ._-]{1,24}$/, 'letters, digits, Chinese characters, at most 24')

export const advisorySchema = z.object({
  typhoonId: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,32}$/, 'letters, digits and hyphens, at most 32')
    .transform((text) => text as TyphoonId),
  name: z.object({ zh: z.string().trim().min(1).max(40), en: z.string().trim().min(1).max(40) }),
  /** Who says so: CMA, JMA, 中国 … */
  agency,
  issuedAt: z.number().int().min(-2_208_988_800_000).max(4_102_444_800_000),
  observed: z.array(fixSchema).max(1000),
  forecast: z.array(fixSchema).max(120),
})
export type Advisory = z.infer<typeof advisorySchema>

export interface Forecast {
  readonly agency: string
  readonly issuedAt: EpochMs
  readonly fixes: readonly Fix[]
}

/** One storm as all agencies see it. */
export interface Typhoon {
  readonly id: TyphoonId
  readonly version: number
  readonly name: { readonly zh: string; readonly en: string }
  /** Observed fixes by agency, in order of time, at most one per moment. */
  readonly observed: Readonly<Record<string, readonly Fix[]>>
  /** The newest forecast of each agency. */
  readonly forecasts: Readonly<Record<string, Forecast>>
  readonly firstAt: EpochMs
  /** When something was last said of it. */
  readonly advisedAt: EpochMs
  readonly advisedBy: ActorId
  /** An officer has put it aside: it no longer threatens. */
  readonly endedAt: EpochMs | null
}

interface Of {
  readonly typhoonId: TyphoonId
}

export type TyphoonEvent =
  | {
      readonly type: 'typhoon.advised'
      readonly data: Of & {
        readonly name: Typhoon['name']
        readonly agency: string
        readonly issuedAt: EpochMs
        /** Fixes that are new, or that replace one of the same moment. */
        readonly observed: readonly Fix[]
        /** Moments whose fix was said differently before. */
        readonly corrects: readonly EpochMs[]
        /** Null: none, or not newer than the one that is held. */
        readonly forecast: readonly Fix[] | null
      }
    }
  | { readonly type: 'typhoon.ended'; readonly data: Of & { readonly reason: string } }
  | { readonly type: 'typhoon.resumed'; readonly data: Of }
