import { z } from 'zod'
import type { ActorId, RecallId } from '../../base/ids'
import type { EpochMs } from '../../base/time'

/** Nine digits: what a vessel is called over AIS and in the tracks (`vessel:MMSI`). */
export const mmsiSchema = z.string().regex(/^\d{9}$/, 'an MMSI: nine digits')

/** So many vessels fit into one order. */
export const MAX_RECALLED = 20_000

/** Whom a call back to port is for. Degrees WGS-84, metres. */
export const recallScopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('formation'), id: z.string().min(1).max(64) }),
  z.strictObject({ kind: z.literal('grid'), id: z.string().min(1).max(64) }),
  /** Vessels that will be inside a wind circle and cannot be in port in time, as the hub last worked it out. */
  z.strictObject({ kind: z.literal('late') }),
  z.strictObject({
    kind: z.literal('circle'),
    at: z.strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }),
    metres: z.number().min(100).max(1_000_000),
  }),
])
export type RecallScope = z.infer<typeof recallScopeSchema>

/** What a vessel says to the call. `unable`: it will not or cannot come; somebody must look after it. */
export const RECALL_ANSWERS = ['coming', 'unable'] as const
export type RecallAnswer = (typeof RECALL_ANSWERS)[number]

/** What positions alone tell, in this order. */
export const RECALL_STEPS = ['moving', 'inPort'] as const
export type RecallStep = (typeof RECALL_STEPS)[number]

/** Where a vessel stands on its way to port: the furthest that is known. */
export const RECALL_STAGES = ['ordered', 'answered', 'moving', 'inPort'] as const
export type RecallStage = (typeof RECALL_STAGES)[number]

/** One vessel of a call. Parts that have not happened are missing: thousands of these are sent to every screen. */
export interface RecalledVessel {
  readonly mmsi: string
  readonly answer?: RecallAnswer
  readonly answeredAt?: EpochMs
  readonly movingAt?: EpochMs
  readonly inPortAt?: EpochMs
}

/** A call back to port. */
export interface Recall {
  readonly id: RecallId
  readonly version: number
  readonly scope: RecallScope
  /** As the screens call it: the formation's or the grid's name, in the pack's words. */
  readonly title: string
  readonly reason: string
  readonly by: ActorId
  readonly orderedAt: EpochMs
  readonly endedAt: EpochMs | null
  readonly endReason: string
  /** Ordered in a drill: never counted with real ones. */
  readonly drill: boolean
  readonly vessels: readonly RecalledVessel[]
}

export const isRecallOpen = (recall: Recall): boolean => recall.endedAt === null

/** The furthest that is known of a vessel. */
export function stageOf({ answeredAt, movingAt, inPortAt }: RecalledVessel): RecallStage {
  if (inPortAt !== undefined) return 'inPort'
  if (movingAt !== undefined) return 'moving'
  return answeredAt === undefined ? 'ordered' : 'answered'
}

interface Of {
  readonly recallId: RecallId
}

export type RecallEvent =
  | {
      readonly type: 'recall.ordered'
      readonly data: Of & { readonly scope: RecallScope; readonly title: string; readonly reason: string; readonly vessels: readonly string[] }
    }
  | {
      readonly type: 'recall.answered'
      readonly data: Of & { readonly vessels: readonly string[]; readonly answer: RecallAnswer; readonly note: string; readonly observedAt: EpochMs }
    }
  /** One for each look at the positions, however many vessels have come further. */
  | { readonly type: 'recall.progressed'; readonly data: Of & { readonly moving: readonly string[]; readonly inPort: readonly string[] } }
  | { readonly type: 'recall.ended'; readonly data: Of & { readonly reason: string } }
