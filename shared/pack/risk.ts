import { z } from 'zod'
import { ID_PATTERN, type UnitId } from '../base/ids'
import { SEVERITIES, severityRank } from '../domain/incident/kind'
import type { LonLat } from '../geo/position'
import type { Bounds } from './bounds'
import { setIdSchema } from './points'

/** Where nobody should be while a typhoon comes: coast, slope in danger of sliding, seaside resort, reservoir, sea bridge, harbour. */
export const RISK_AREA_KINDS = ['coast', 'slope', 'resort', 'reservoir', 'bridge', 'harbour'] as const
export type RiskAreaKind = (typeof RISK_AREA_KINDS)[number]

const words = z.strictObject({ zh: z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(160) })
/** A level of response.json. */
const levelId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,15}$/, 'a level of response.json')

/** From how many people on it is how grave. The mildest first; fewer than the first is no alert. */
const stepsSchema = z
  .array(z.strictObject({ people: z.number().int().min(1).max(1_000_000), severity: z.enum(SEVERITIES) }))
  .max(SEVERITIES.length)
  .superRefine((steps, context) => {
    steps.forEach((step, i) => {
      const before = steps[i - 1]
      if (before === undefined) return
      if (step.people <= before.people) context.addIssue({ code: 'custom', path: [i, 'people'], message: `not more than the ${before.people} of the step before` })
      if (severityRank(step.severity) >= severityRank(before.severity)) {
        context.addIssue({ code: 'custom', path: [i, 'severity'], message: `not graver than the ${before.severity} of the step before` })
      }
    })
  })
export type RiskStep = z.infer<typeof stepsSchema>[number]

export const riskKindSchema = z.strictObject({
  kind: z.enum(RISK_AREA_KINDS),
  name: words,
  /** One character for the mark on the map (岸 坡 滩 库 桥 港). */
  glyph: z.string().min(1).max(2),
  /** The lowest level at which areas of this kind are watched. */
  watchedFrom: levelId,
  /** By what a camera counts. Empty: cameras raise nothing here. */
  camera: stepsSchema,
  /** By what a grid of people counts: who lives or works there is in it. Empty: grids raise nothing here. */
  heat: stepsSchema,
  /** Kind of incident that is proposed when an alert becomes one. */
  incident: z.string().min(1).max(40),
})
export type RiskKind = z.infer<typeof riskKindSchema>

/** risk.json: what is watched from when on, and by which clocks. */
export const riskRulesSchema = z.strictObject({
  /** So long after an alert of an area was closed none is raised there. Minutes. */
  quietMinutes: z.number().int().min(0).max(1440),
  /** What is told later than this raises nothing any more. Minutes. */
  lateMinutes: z.number().int().min(1).max(1440),
  /** Events that are taken from one camera in a minute; the rest are refused and can be sent again. */
  cameraPerMinute: z.number().int().min(1).max(600),
  /** A grid is counted at most so often. Seconds. */
  heatEverySeconds: z.number().int().min(0).max(3600),
  /** Clocks from raising to judging and from sending to the first answer. Seconds. */
  judgeSeconds: z.number().int().min(10).max(86_400),
  answerSeconds: z.number().int().min(10).max(86_400),
  /** Grids of people that are counted, of the pack's `heats`. */
  heats: z.array(setIdSchema).max(10),
  /** The pack's point sets that are cameras. */
  cameras: z.array(setIdSchema).max(10),
  kinds: z.array(riskKindSchema).length(RISK_AREA_KINDS.length),
})
export type RiskRules = z.infer<typeof riskRulesSchema>

/** Properties of a feature of risk-areas.geojson. */
export const riskAreaPropertiesSchema = z.strictObject({
  id: z.string().regex(ID_PATTERN, 'letters, digits and _ . : -, at most 64'),
  kind: z.enum(RISK_AREA_KINDS),
  name: words,
  /** Name of the township as in townships.csv. */
  township: z.string().min(1).max(40),
  /** Who answers for it: `department:ID`, `town:ID`, `village:ID`. */
  unit: z.string().min(1).max(80),
  /** Cameras that look at it: ids of the pack's cameras. */
  cameras: z.array(z.string().min(1).max(64)).max(50),
  /** Left out: that of the kind. */
  watchedFrom: levelId.optional(),
  /** The outline is approximate (示意). */
  approximate: z.boolean().default(false),
})

/** An area of risk. */
export interface RiskArea {
  readonly id: string
  readonly kind: RiskAreaKind
  readonly name: { readonly zh: string; readonly en: string }
  readonly township: string
  readonly unit: UnitId
  readonly cameras: readonly string[]
  /** The lowest level at which it is watched. */
  readonly watchedFrom: string
  readonly approximate: boolean
  /** Polygons of rings of positions `[lon, lat]`, degrees WGS-84: the outline, then holes. */
  readonly polygons: readonly (readonly (readonly (readonly [number, number])[])[])[]
  readonly bounds: Bounds
  /** A point inside it, for its mark. */
  readonly at: LonLat
}

/** Areas of risk with their rules; both or neither. */
export interface RiskPlan {
  readonly rules: RiskRules
  readonly areas: readonly RiskArea[]
}
