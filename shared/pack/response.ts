import { z } from 'zod'
import { ID_PATTERN } from '../base/ids'
import { SEVERITIES } from '../domain/incident/kind'

const levelId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,15}$/, 'letters, digits and hyphens, at most 16')
const words = (max: number) => z.strictObject({ zh: z.string().trim().min(1).max(max), en: z.string().trim().min(1).max(max * 2) })
const force = z.number().int().min(1).max(17)
const minutes = z.number().int().max(7 * 24 * 60)

/** `departments` and `towns` stand for all of them. */
export const ALL_DEPARTMENTS = 'departments'
export const ALL_TOWNS = 'towns'

export const responseLevelSchema = z.strictObject({
  id: levelId,
  name: words(40),
  /** Colour and shape: never the colour alone. */
  severity: z.enum(SEVERITIES),
  /** When it is entered, as the county's plan says it. */
  trigger: words(600),
})
export type ResponseLevel = z.infer<typeof responseLevelSchema>

/** What a unit has to do while a level is in force, or once it is left. */
export const plannedDutySchema = z.strictObject({
  id: z.string().regex(ID_PATTERN, 'letters, digits and _ . : -, at most 64'),
  /** `department:ID`, `town:ID`, `departments` (all), `towns` (all). */
  units: z.array(z.string().min(1).max(80)).min(1).max(100),
  text: words(300),
  /** `enter`: it stands from a level on; `leave`: it comes when that level is left downwards. */
  on: z.enum(['enter', 'leave']).default('enter'),
  /** The level that brings it. */
  from: levelId,
  /** The last level at which it stands; left out: the highest. */
  to: levelId.optional(),
  /** Minutes from entering (leaving) the level until it must be confirmed. */
  due: minutes.min(1),
  /** Minutes between confirmations after the first; left out: once. */
  every: minutes.min(5).optional(),
})
export type PlannedDuty = z.infer<typeof plannedDutySchema>

/** A wind forecast that proposes a level. Forces are Beaufort. */
export const windSignalSchema = z.strictObject({
  id: levelId,
  name: words(40),
  severity: z.enum(SEVERITIES),
  /** Least mean wind. */
  mean: force,
  /** Least gust; either of the two is enough. */
  gust: force,
  withinHours: z.number().min(1).max(120),
  /** The level that it proposes. */
  level: levelId,
})
export type WindSignal = z.infer<typeof windSignalSchema>

/** response.json: levels with their triggers and duties. */
export const responsePlanSchema = z
  .strictObject({
    /** The lowest first. */
    levels: z.array(responseLevelSchema).min(1).max(8),
    /** Gust over mean wind, where a forecast gives no gusts. */
    gustFactor: z.number().min(1).max(2.5).default(1.4),
    /** The weakest first. Empty: nothing is proposed. */
    signals: z.array(windSignalSchema).max(12).default([]),
    duties: z.array(plannedDutySchema).max(2000),
  })
  .superRefine((plan, context) => {
    const rank = new Map(plan.levels.map(({ id }, index) => [id, index]))
    const check = (id: string, path: (string | number)[]): void => {
      if (!rank.has(id)) context.addIssue({ code: 'custom', path, message: `there is no level "${id}"; levels: ${[...rank.keys()].join(', ')}` })
    }
    plan.signals.forEach(({ level }, i) => check(level, ['signals', i, 'level']))
    plan.duties.forEach(({ from, to, on }, i) => {
      check(from, ['duties', i, 'from'])
      if (to === undefined) return
      check(to, ['duties', i, 'to'])
      if (on === 'leave') context.addIssue({ code: 'custom', path: ['duties', i, 'to'], message: 'a duty of leaving a level has no "to"' })
      else if ((rank.get(to) ?? 0) < (rank.get(from) ?? 0)) {
        context.addIssue({ code: 'custom', path: ['duties', i, 'to'], message: `"to" (${to}) is below "from" (${from})` })
      }
    })
  })
export type ResponsePlan = z.infer<typeof responsePlanSchema>

/** Place of a level in the plan, from 0; -1: there is no such level, or none is in force. */
export function levelRank(plan: Pick<ResponsePlan, 'levels'>, id: string | null): number {
  return plan.levels.findIndex((level) => level.id === id)
}
