import { z } from 'zod'
import { ID_PATTERN } from '../base/ids'
import type { EpochMs } from '../base/time'
import type { Role, CommandResult } from '../domain/command'
import type { Dispatch } from '../domain/dispatch/state'
import type { LoggedEvent } from '../domain/event'
import type { Incident } from '../domain/incident/state'
import type { Rejection } from '../domain/rejection'
import type { Team } from '../domain/team/state'
import { advisorySchema, fixSchema } from '../domain/typhoon/state'
import { wallIdSchema, wallPartSchema } from '../domain/wall/state'
import type { WorldLists } from '../domain/world-snapshot'
import type { CoverageState } from '../dispatch/coverage'
import { boundsSchema } from '../pack/bounds'
import type { UnitState } from '../unit/view'
import type { ReadingState } from '../pack/points'
import type { SeaState } from '../sea/state'
import type { Recommendation } from '../dispatch/recommend'
import { replayActionSchema, type ReplayState } from '../replay/playhead'
import type { RouteResult } from '../dispatch/travel'

/** Raised with every change that an older screen could not follow; both sides refuse to talk across it. */
export const PROTOCOL = 3

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

/**
 * Where the screen's map looks, degrees. Objects outside it are sent at about 1 Hz instead of 5; null: everything is
 * sent alike (a wall that shows the whole jurisdiction).
 */
export const viewportMessageSchema = z.object({ bounds: boundsSchema.nullable() })

/** A wall page says which wall it is part of and what it shows now. An unknown wall is registered under its id. */
export const presenceMessageSchema = z.object({
  wall: wallIdSchema,
  part: wallPartSchema,
  /** CSS pixels. */
  width: z.number().int().min(1).max(100_000),
  height: z.number().int().min(1).max(100_000),
  /** Scene on the screen; null: none (blank, or not there yet). */
  scene: z.string().max(40).nullable(),
  incidentId: z.string().regex(ID_PATTERN).nullable(),
  /** Where its map looks; null without a map. */
  bounds: boundsSchema.nullable(),
})
export type WallPresence = z.infer<typeof presenceMessageSchema>

export const directMessageSchema = z.object({ open: z.boolean() })

/** The moment of a storm that all screens look at together; null: now. Kept in memory: it is no fact. */
export const scrubMessageSchema = z.object({
  axis: z
    .object({ typhoonId: advisorySchema.shape.typhoonId, agency: advisorySchema.shape.agency, at: fixSchema.shape.at })
    .nullable(),
})
/** Replays only: what an officer does with the playhead of all screens. */
export const replayMessageSchema = z.object({ action: replayActionSchema })

export type TimeAxis = NonNullable<z.output<typeof scrubMessageSchema>['axis']>

/** Greatest size of a wall's picture of itself (JPEG or WebP), bytes. */
export const MAX_THUMBNAIL = 48 * 1024

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
  viewport(message: z.input<typeof viewportMessageSchema>, reply: (answer: Answer<null>) => void): void
  /** Walls only: sent at the start, at every change, and every 10 s. */
  presence(message: z.input<typeof presenceMessageSchema>, reply: (answer: Answer<null>) => void): void
  /** Walls only, while somebody directs: a small picture of what is on the screen. Kept in memory, latest only. */
  thumbnail(picture: ArrayBuffer, reply: (answer: Answer<null>) => void): void
  /** Officers: the walls with their pictures are wanted (the director is open), or no more. */
  direct(message: z.input<typeof directMessageSchema>, reply: (answer: Answer<null>) => void): void
  /** Officers: where the time axis of all desks and walls stands. */
  scrub(message: z.input<typeof scrubMessageSchema>, reply: (answer: Answer<null>) => void): void
  /** Officers, in a replay: moves the playhead of all its screens. */
  replay(message: z.input<typeof replayMessageSchema>, reply: (answer: Answer<ReplayState>) => void): void
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
  readonly unitId: string | null
  readonly drill: boolean
  /** Present: this is a recording, and where its playhead is. Nothing that a screen sends changes anything in it. */
  readonly replay?: ReplayState
}

/** The world at `seq`, without what is over for so long that screens forget it (shared/domain/forget.ts). */
export interface WorldSnapshot extends WorldLists {
  readonly seq: number
}

/** Last reading of a fixed object; conflated like tracks, never in the log. */
export interface Reading {
  /** `SET:ID` of a point of the pack, or `shelter:ID`. */
  readonly id: string
  /** `occupancy`, `level`, `temperature` … as the feed names it. */
  readonly metric: string
  readonly value: number
  /** As shown behind the value: `人`, `m`, `℃`; may be empty. */
  readonly unit: string
  readonly state: ReadingState
  /** The source's time of the reading. */
  readonly at: EpochMs
}

/** Counts per cell of a regular grid (people by mobile phone signal, for one): the newest replaces the one before. */
export interface HeatGrid {
  /** Name of the grid as in the pack's `heats`. */
  readonly id: string
  readonly at: EpochMs
  /** Centres of cells that hold anybody, degrees WGS-84, and the counts. All three have the same length. */
  readonly lon: readonly number[]
  readonly lat: readonly number[]
  readonly count: readonly number[]
  /** Edge of a cell, metres. */
  readonly cellM: number
}

/** One screen of one wall that is connected now. */
export interface WallScreen extends WallPresence {
  /** The connection; changes when the page reloads. */
  readonly screenId: string
  readonly since: EpochMs
  readonly heardAt: EpochMs
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
  /** What is wrong with it, as its adapter says (English, for the administrator). */
  readonly problem?: string
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
  /**
   * Binary track frame (see `track-frame.ts`); the next one is sent only after this one is acknowledged. `false`: it could
   * not be read, or spoke of objects that were never named; the next frame then starts anew with all positions.
   */
  tracks(frame: ArrayBuffer, done: (whole?: boolean) => void): void
  /** Changed readings, all of them at first; the next only after this one is acknowledged. */
  readings(changed: readonly Reading[], done: () => void): void
  heat(grid: HeatGrid): void
  coverage(state: CoverageState): void
  sea(state: SeaState): void
  /** Officers: every connected screen of every wall, whenever one changes. */
  walls(screens: readonly WallScreen[]): void
  /** Officers who direct. */
  thumbnail(message: { readonly screenId: string; readonly picture: ArrayBuffer }): void
  /** Somebody moved the time axis; also at the start, when it is not at now. */
  axis(axis: TimeAxis | null): void
  /** Walls: whether anybody looks at their pictures. */
  direct(message: { readonly open: boolean }): void
  phone(state: PhoneState): void
  /** Pages of units: whenever something of theirs changed. */
  unit(state: UnitState): void
  /** The clock of an exercise was put forward: ask for the time (`echo`). */
  clock(hubTime: EpochMs): void
  /** Replays: where the playhead is, after every change and now and then while it runs. */
  replay(state: ReplayState): void
  /** The hub is about to close this connection for good (revoked, replaced, another protocol): do not retry blindly. */
  goodbye(message: { readonly code: 'revoked' | 'protocol' | 'stopping'; readonly message: string }): void
}
