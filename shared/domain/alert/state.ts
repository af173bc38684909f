import { z } from 'zod'
import { ID_PATTERN, type ActorId, type AlertId, type IncidentId } from '../../base/ids'
import type { EpochMs } from '../../base/time'
import type { LonLat } from '../../geo/position'
import { SEVERITIES, type Severity } from '../incident/kind'
import { lonLatSchema } from '../team/profile'

const id = z.string().regex(ID_PATTERN, 'letters, digits, _ . : - only, at most 64')
const bilingual = z.object({ zh: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) })
/** Between 2000 and 2100, UTC epoch milliseconds. */
const moment = z.number().int().min(946_684_800_000).max(4_102_444_800_000)

/** What an alert is about: an area of the pack, or one of its points (`SET:ID`). One of them has at most one open alert of a kind. */
export const alertSubjectSchema = z.object({ type: z.enum(['area', 'point']), id, name: bilingual })
export type AlertSubject = z.infer<typeof alertSubjectSchema>

/** How a signal is known. Nothing of it is free text from outside but names of the pack. */
export const evidenceSchema = z.discriminatedUnion('kind', [
  /** A camera's own recognition. `cameraId` is of the pack's cameras. */
  z.object({ kind: z.literal('camera'), cameraId: id }),
  /** Cells of a grid of people that lie in the area. */
  z.object({ kind: z.literal('heat'), gridId: id, cells: z.number().int().min(0).max(100_000) }),
  /** A reading beyond a limit. */
  z.object({
    kind: z.literal('reading'),
    pointId: id,
    metric: z.string().min(1).max(32),
    value: z.number(),
    limit: z.number().nullable(),
    unit: z.string().max(12),
  }),
])
export type Evidence = z.infer<typeof evidenceSchema>

/** What a source says once. `feed` + `sourceId` identify it. */
export const signalSchema = z.object({
  feed: z.string().min(1).max(64),
  sourceId: z.string().min(1).max(128),
  /** The source's own time. */
  observedAt: moment,
  /** People, where they can be counted; 0: there is nobody any more; null: it says nothing of people. */
  people: z.number().int().min(0).max(10_000_000).nullable(),
  evidence: evidenceSchema,
})
export type Signal = z.infer<typeof signalSchema>

/** A signal with what the pack's rules make of it. */
export const signalAlertSchema = z.object({
  /** `people-in-area`, and what later rules name: the join key together with the subject. */
  kind: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  subject: alertSubjectSchema,
  /** Degrees WGS-84. */
  at: lonLatSchema,
  /** Name of the township; null outside all of them. */
  town: z.string().min(1).max(40).nullable(),
  severity: z.enum(SEVERITIES),
  /** False: it may only join an open alert (nobody left, too few people, told too late). */
  mayRaise: z.boolean(),
  /** The unit that answers for the place by the pack; null: the officer chooses. */
  unitId: id.nullable(),
  /** Seconds. By the pack when the alert is raised, so that changed data do not change the past. */
  clocks: z.object({ judgeSeconds: z.number().int().min(1).max(86_400), answerSeconds: z.number().int().min(1).max(86_400) }),
  /** After an alert was closed its subject is quiet for so long: no new one. Seconds. */
  quietSeconds: z.number().int().min(0).max(86_400),
  signal: signalSchema,
})
export type SignalAlert = z.infer<typeof signalAlertSchema>

/** What an officer makes of it: real, false (which closes it), or to be watched. */
export const VERDICTS = ['real', 'watch', 'false'] as const
export type Verdict = (typeof VERDICTS)[number]

/** How it ended. `false`: there was nothing. `left`: they went by themselves. `handled`: somebody saw to it. */
export const ALERT_OUTCOMES = ['handled', 'left', 'false', 'other'] as const
export type AlertOutcome = (typeof ALERT_OUTCOMES)[number]

/** What the responsible unit says. */
export const ALERT_ANSWERS = ['on-the-way', 'cleared', 'nobody-found', 'needs-help'] as const
export type AlertAnswerCode = (typeof ALERT_ANSWERS)[number]

/** Signals that an alert keeps word for word, the newest ones. The rest are counted. */
export const KEPT_SIGNALS = 12

export interface Judgement {
  readonly verdict: Verdict
  readonly note: string
  readonly by: ActorId
  readonly at: EpochMs
}

export interface Sent {
  readonly unitId: string
  readonly note: string
  readonly by: ActorId
  readonly at: EpochMs
}

export interface AlertAnswer {
  readonly answer: AlertAnswerCode
  /** The unit that said so on its own page; null: an officer heard it. */
  readonly unitId: string | null
  readonly text: string
  readonly by: ActorId
  readonly at: EpochMs
}

/** A signal that something may be wrong (预警), with its closed loop (闭环). */
export interface Alert {
  readonly id: AlertId
  readonly version: number
  /** Kind and subject: see `alertKey`. */
  readonly key: string
  readonly kind: string
  readonly subject: AlertSubject
  readonly at: LonLat
  readonly town: string | null
  /** The gravest that any signal had. */
  readonly severity: Severity
  readonly unitId: string | null
  readonly clocks: SignalAlert['clocks']
  readonly quietSeconds: number
  /** All signals, also those that came after it was closed. */
  readonly signals: number
  /** Of them those since it was last closed. */
  readonly afterClosing: number
  /** Source times of the earliest and the latest signal. */
  readonly firstAt: EpochMs
  readonly lastAt: EpochMs
  /** Latest word of each device on people; devices may see the same people: never added up. */
  readonly seen: readonly { readonly device: string; readonly people: number; readonly at: EpochMs }[]
  /** The most people that one signal ever counted; null: none counted. */
  readonly most: number | null
  /** The newest `KEPT_SIGNALS`, latest first by source time. */
  readonly recent: readonly Signal[]
  readonly judgement: Judgement | null
  /** Every unit that it was sent to, in order. */
  readonly sent: readonly Sent[]
  readonly answers: readonly AlertAnswer[]
  readonly incidentId: IncidentId | null
  readonly raisedAt: EpochMs
  readonly closed: { readonly outcome: AlertOutcome; readonly reason: string; readonly by: ActorId; readonly at: EpochMs } | null
  readonly reopened: number
  readonly drill: boolean
}

/** What two signals must share to be of one alert. */
export function alertKey({ kind, subject }: Pick<SignalAlert, 'kind' | 'subject'>): string {
  return `${kind}/${subject.type}/${subject.id}`
}

interface Of {
  readonly alertId: AlertId
}

export type AlertEvent =
  | { readonly type: 'alert.raised'; readonly data: Of & Omit<SignalAlert, 'mayRaise'> }
  | { readonly type: 'alert.signalled'; readonly data: Of & { readonly severity: Severity; readonly signal: Signal } }
  | { readonly type: 'alert.judged'; readonly data: Of & { readonly verdict: Verdict; readonly note: string } }
  | { readonly type: 'alert.sent'; readonly data: Of & { readonly unitId: string; readonly note: string } }
  | { readonly type: 'alert.answered'; readonly data: Of & { readonly answer: AlertAnswerCode; readonly text: string; readonly unitId: string | null } }
  | { readonly type: 'alert.escalated'; readonly data: Of & { readonly incidentId: IncidentId; readonly note: string } }
  | { readonly type: 'alert.closed'; readonly data: Of & { readonly outcome: AlertOutcome; readonly reason: string } }
  | { readonly type: 'alert.reopened'; readonly data: Of & { readonly reason: string } }
