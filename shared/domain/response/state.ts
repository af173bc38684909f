import { z } from 'zod'
import type { ActorId, ResponseId, TyphoonId, UnitId } from '../../base/ids'
import type { EpochMs } from '../../base/time'
import type { ResponseLevel } from '../../pack/response'
import type { Severity } from '../incident/kind'
import { advisorySchema } from '../typhoon/state'

interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** What a response is declared against, as the officer says it. */
export const hazardSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typhoon'), typhoonId: advisorySchema.shape.typhoonId }),
  z.object({ kind: z.literal('other'), name: z.string().trim().min(1).max(80) }),
])
export type HazardNamed = z.infer<typeof hazardSchema>

/** The same in the log: the storm's name is copied, so that history stays true. */
export interface Hazard {
  /** Null: something else than a storm. */
  readonly typhoonId: TyphoonId | null
  readonly name: Bilingual
}

/** A level as it was when it was entered. */
export interface LevelInForce {
  readonly id: string
  readonly name: Bilingual
  readonly severity: Severity
}

export const asLevelInForce = ({ id, name, severity }: ResponseLevel): LevelInForce => ({ id, name, severity })

/** A duty that a change of level brings, copied from the pack. */
export interface BroughtDuty {
  readonly id: string
  readonly on: 'enter' | 'leave'
  /** The level that brings it, or whose leaving does. */
  readonly level: string
  readonly text: Bilingual
  /** From the change of level to the first deadline. */
  readonly dueMinutes: number
  /** Between later deadlines; null: there is one. */
  readonly everyMinutes: number | null
  readonly units: readonly UnitId[]
}

/** Somebody said that it is done. */
export interface DutyConfirmation {
  /** When it was said. */
  readonly at: EpochMs
  readonly recordedAt: EpochMs
  /** The unit itself, or the officer who heard it by telephone. */
  readonly by: ActorId
  /** Who said so; empty where the unit confirmed on its own page. */
  readonly answeredBy: string
  readonly note: string
  /** The deadline (from 0) that was open before. */
  readonly from: number
  /** Null: it stands. */
  readonly withdrawn: { readonly at: EpochMs; readonly by: ActorId; readonly reason: string } | null
}

/** One duty of one unit. */
export interface Duty {
  /** `DUTY@UNIT@STEP`: a duty that is brought again after it ended is another one. */
  readonly key: string
  readonly id: string
  readonly unit: UnitId
  readonly unitName: Bilingual
  readonly on: 'enter' | 'leave'
  readonly level: string
  readonly text: Bilingual
  readonly broughtAt: EpochMs
  /** The first deadline. */
  readonly dueAt: EpochMs
  readonly everyMs: number | null
  /** The first deadline (from 0) that nobody has answered. */
  readonly next: number
  readonly confirmations: readonly DutyConfirmation[]
  /** A later change of level ended it; null: it stands. */
  readonly endedAt: EpochMs | null
}

/** One change of level. */
export interface ResponseStep {
  readonly at: EpochMs
  readonly by: ActorId
  /** Null: none was in force. */
  readonly from: LevelInForce | null
  /** Null: the response ended. */
  readonly to: LevelInForce | null
  readonly reason: string
  readonly brought: number
  readonly ended: number
}

/** An emergency response (应急响应) from its declaration to its end. */
export interface Response {
  readonly id: ResponseId
  readonly version: number
  readonly drill: boolean
  readonly hazard: Hazard
  /** Null: it has ended. */
  readonly level: LevelInForce | null
  readonly declaredAt: EpochMs
  /** When this level was entered, or the response ended. */
  readonly levelSince: EpochMs
  readonly endedAt: EpochMs | null
  readonly steps: readonly ResponseStep[]
  /** All that were ever brought, in that order. */
  readonly duties: readonly Duty[]
}

interface Of {
  readonly responseId: ResponseId
}

interface Change {
  readonly reason: string
  readonly brought: readonly BroughtDuty[]
  /** Names of the units in `brought`, as they were. */
  readonly units: Readonly<Record<string, Bilingual>>
  /** Keys of the duties that no longer stand. */
  readonly ended: readonly string[]
}

export type ResponseEvent =
  | { readonly type: 'response.declared'; readonly data: Of & Change & { readonly hazard: Hazard; readonly level: LevelInForce } }
  | {
      readonly type: 'response.levelChanged'
      readonly data: Of & Change & { readonly hazard: Hazard; readonly from: LevelInForce; readonly level: LevelInForce }
    }
  | { readonly type: 'response.ended'; readonly data: Of & Change & { readonly from: LevelInForce } }
  | {
      readonly type: 'response.dutyConfirmed'
      readonly data: Of & { readonly duty: string; readonly unit: UnitId; readonly answeredBy: string; readonly note: string; readonly observedAt: EpochMs }
    }
  | { readonly type: 'response.confirmationWithdrawn'; readonly data: Of & { readonly duty: string; readonly unit: UnitId; readonly reason: string } }

/** The response that is in force; null: none is. */
export function responseInForce(responses: Iterable<Response>): Response | null {
  for (const response of responses) if (response.endedAt === null) return response
  return null
}

/** The one in force, or else the one that ended last: its duties of leaving may still be open. */
export function latestResponse(responses: Iterable<Response>): Response | null {
  let latest: Response | null = null
  for (const response of responses) {
    if (response.endedAt === null) return response
    if (latest === null || response.declaredAt > latest.declaredAt) latest = response
  }
  return latest
}
