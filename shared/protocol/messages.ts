import { z } from 'zod'
import { ID_PATTERN } from '../base/ids'
import type { EpochMs } from '../base/time'
import type { Role, CommandResult } from '../domain/command'
import type { Closure } from '../domain/closure/state'
import type { Dispatch } from '../domain/dispatch/state'
import type { LoggedEvent } from '../domain/event'
import type { Incident } from '../domain/incident/state'
import type { Rejection } from '../domain/rejection'
import type { Team } from '../domain/team/state'
import type { Recommendation } from '../dispatch/recommend'
import type { RouteResult } from '../dispatch/travel'

/** Raised with every change that an older screen could not follow; both sides refuse to talk across it. */
export const PROTOCOL = 1

/** What a screen says when it connects, in the handshake's `auth` and nowhere else. */
export const helloSchema = z.object({
  protocol: z.number().int(),
  token: z.string().min(16).max(200),
  /** The log and the last event that the screen has folded; left out by one that has none. */
  logId: z.string().max(64).optional(),
  since: z.number().int().min(0).optional(),
})
export type Hello = z.infer<typeof helloSchema>

/** Screen → hub. Every message has an acknowledgement callback; an invalid one is answered `invalid` with the field. */
export const commandMessageSchema = z.object({
  commandId: z.string().regex(ID_PATTERN),
  type: z.string().max(40),
  data: z.unknown(),
  expectedVersion: z.number().int().min(0).optional(),
})
export const watchMessageSchema = z.object({ incidentId: z.string().regex(ID_PATTERN).nullable() })
export const routeMessageSchema = z.object({
  incidentId: z.string().regex(ID_PATTERN),
  teamId: z.string().regex(ID_PATTERN),
})

export type CommandReply =
  | { readonly ok: true; readonly seq: number; readonly result: CommandResult }
  | { readonly ok: false; readonly error: Rejection }

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Rejection }

export interface ScreenToHub {
  command(message: z.input<typeof commandMessageSchema>, reply: (answer: CommandReply) => void): void
  /** Sends `recommendation` now and again whenever it changes, until another incident or null is watched. Officers. */
  watch(message: z.input<typeof watchMessageSchema>, reply: (answer: Answer<null>) => void): void
  /** The way a team would take to an incident now. */
  route(message: z.input<typeof routeMessageSchema>, reply: (answer: Answer<RouteResult>) => void): void
  /** Round trip for the latency figure; answers with the hub's time. */
  echo(reply: (hubTime: EpochMs) => void): void
}

export interface Welcome {
  readonly protocol: number
  readonly logId: string
  readonly hubTime: EpochMs
  /** Head of the log: the screen is live once it has folded up to here. */
  readonly seq: number
  /** `tail`: the missing events follow. `snapshot`: one `snapshot` message replaces all that the screen had. */
  readonly mode: 'tail' | 'snapshot'
  readonly role: Role
  readonly name: string
  readonly teamId: string | null
  readonly drill: boolean
}

/** The world at `seq`, closed incidents older than a day left out. */
export interface WorldSnapshot {
  readonly seq: number
  readonly incidents: readonly Incident[]
  readonly teams: readonly Team[]
  readonly dispatches: readonly Dispatch[]
  readonly closures: readonly Closure[]
}

/** One group commit. `events[0].seq` follows the last one the screen has, or there was a gap: resync. */
export interface EventFrame {
  readonly events: readonly LoggedEvent[]
}

export type SourceState = 'live' | 'stale' | 'silent' | 'failed'

/** One source of data with its age: the foot line of desk and wall. */
export interface SourceHealth {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  /** When something last came from it; null: never. */
  readonly lastAt: EpochMs | null
  /** Beyond this age its data is stale; null: it speaks only when something happens, so silence is no sign. */
  readonly staleAfterMs: number | null
  readonly state: SourceState
  /** Short figure beside the name, such as `61/63`. */
  readonly detail: string
  /** Messages refused since the hub started. */
  readonly refused: number
}

export interface Health {
  readonly hubTime: EpochMs
  readonly seq: number
  readonly sources: readonly SourceHealth[]
}

/** What a leader's phone shows of one order; nothing else reaches a phone. */
export interface PhoneOrder {
  readonly dispatch: Dispatch
  readonly incident: Pick<Incident, 'id' | 'number' | 'kind' | 'severity' | 'at' | 'place' | 'description' | 'status' | 'casualties' | 'attachments'>
  readonly kindName: { readonly zh: string; readonly en: string }
  readonly tasks: readonly { readonly zh: string; readonly en: string }[]
  readonly route: RouteResult | null
  readonly ackTimeoutSeconds: number
  /** Telephone of the desk, from the pack. */
  readonly deskPhone: string
}

export interface PhoneState {
  readonly hubTime: EpochMs
  readonly seq: number
  readonly team: Pick<Team, 'id' | 'profile' | 'onDuty'>
  /** Orders that bind the team, newest first, and those that ended in the last hour. */
  readonly orders: readonly PhoneOrder[]
}

export interface HubToScreen {
  welcome(message: Welcome): void
  snapshot(message: WorldSnapshot): void
  events(frame: EventFrame): void
  health(message: Health): void
  recommendation(message: { readonly recommendation: Recommendation; readonly computedInMs: number }): void
  /** Binary track frame (see `track-frame.ts`); the next one is sent only after this one is acknowledged. */
  tracks(frame: ArrayBuffer, done: () => void): void
  phone(state: PhoneState): void
  /** The hub is about to close this connection for good (revoked, replaced, another protocol): do not retry blindly. */
  goodbye(message: { readonly code: 'revoked' | 'protocol' | 'stopping'; readonly message: string }): void
}
