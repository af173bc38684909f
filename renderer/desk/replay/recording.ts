import { z } from 'zod'
import type { ReplayMark } from '../../../shared/replay/marks'
import { MARK_KINDS } from '../../../shared/replay/marks'
import type { EventEnvelope } from '../../../shared/domain/envelope'
import { SEVERITIES } from '../../../shared/domain/incident/kind'

const mark = z.object({ kind: z.enum(MARK_KINDS), at: z.number(), severity: z.enum(SEVERITIES).nullable(), count: z.number() }) satisfies z.ZodType<ReplayMark>

/** What the desk reads of `GET /api/v1/replay`. */
export const replaySchema = z.object({ header: z.object({ exportedBy: z.string(), exportedAt: z.number() }), marks: z.array(mark) })

/** What it reads of `GET /api/v1/replay/events`: events as the hub has checked them. */
export const aroundSchema = z.object({ events: z.array(z.custom<EventEnvelope>((value) => typeof (value as EventEnvelope | null)?.seq === 'number')), names: z.record(z.string(), z.string()) })

export const sizeSchema = z.object({ from: z.number(), to: z.number(), events: z.number(), bytes: z.number(), mostEvents: z.number() })
export type RecordingSize = z.infer<typeof sizeSchema>

/** `1.2 MB`, `48 kB`. */
export function sizeText(bytes: number): string {
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`
}
