import { z } from 'zod'
import { VEHICLE_CLASSES } from '../../dispatch/travel'
import { EQUIPMENT, QUALIFICATIONS, QUALIFICATION_LEVELS } from '../team/profile'

/** Severity in the four warning colours 红橙黄蓝. */
export const SEVERITIES = ['red', 'orange', 'yellow', 'blue'] as const
export type Severity = (typeof SEVERITIES)[number]

/** 0 for red … 3 for blue: sorts the most serious first. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity)
}

/** One kind of incident as the pack defines it: what it needs and what comes first. */
export const incidentKindSchema = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  name: z.object({ zh: z.string().min(1), en: z.string().min(1) }),
  /** One character for the mark on the map (失 火 坡 …). */
  glyph: z.string().min(1).max(2),
  severity: z.enum(SEVERITIES),
  /** All must be covered, by one team or several. */
  needs: z
    .array(z.object({ qualification: z.enum(QUALIFICATIONS), minLevel: z.enum(QUALIFICATION_LEVELS) }))
    .max(6),
  /** Equipment that makes a team fit; missing equipment is a reason, not a gate, unless `required`. */
  equipment: z.array(z.object({ code: z.enum(EQUIPMENT), required: z.boolean() })).max(10),
  /** Vehicles that make no sense for it (a boat to a building fire). */
  excludedVehicles: z.array(z.enum(VEHICLE_CLASSES)).max(7),
  /** First tasks shown on the order. */
  tasks: z.array(z.object({ zh: z.string().min(1), en: z.string().min(1) })).max(12),
  /** Calls of the same kind nearer than this (metres) and sooner than this (seconds) are suggested as one incident. */
  merge: z.object({ withinM: z.number().min(0).max(20_000), withinSeconds: z.number().int().min(0).max(86_400) }),
  /** Hidden or dimmed on walls. */
  sensitive: z.boolean().default(false),
})
export type IncidentKind = z.infer<typeof incidentKindSchema>
