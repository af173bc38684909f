import { z } from 'zod'
import { ID_PATTERN, type ActorId, type AlertId, type AnnotationId, type BriefingId, type CalloutId, type CommandId, type ClosureId, type DispatchId, type IncidentId, type RecallId, type TeamId, type RelocationId, type ResponseId, type SheetId, type TyphoonId, type UnitId, type WallId } from '../base/ids'
import type { EpochMs } from '../base/time'
import type { Pack } from '../pack/schema'
import type { UnitSources } from '../pack/units'
import { ALERT_ANSWERS, ALERT_OUTCOMES, signalAlertSchema, VERDICTS } from './alert/state'
import { ANNOTATION_CLASSES, ANNOTATION_KINDS, annotationGeometrySchema } from './annotation/state'
import type { BriefingContent } from '../briefing/content'
import { briefingIdSchema, editionSchema } from './briefing/state'
import { fieldValuesSchema } from './callout/fields'
import { CALL_OUTCOMES, CALLOUT_CLOCKS } from './callout/state'
import { closureGeometrySchema, vehicleListSchema } from './closure/state'
import { MILESTONES } from './dispatch/state'
import { SEVERITIES } from './incident/kind'
import { hazardSchema } from './response/state'
import { driftInputSchema } from './drift/state'
import { MAX_RECALLED, mmsiSchema, RECALL_ANSWERS, recallScopeSchema } from './recall/state'
import type { RelocationBook } from './relocation/book'
import { exceptionSchema, markSchema } from './relocation/schema'
import { advisorySchema } from './typhoon/state'
import { bannerSchema, wallIdSchema, wallShowSchema } from './wall/state'
import { lonLatSchema, teamProfileSchema } from './team/profile'

const id = z.string().regex(ID_PATTERN, 'letters, digits, _ . : - only, at most 64')
const incidentId = id.transform((text) => text as IncidentId)
const teamId = id.transform((text) => text as TeamId)
const dispatchId = id.transform((text) => text as DispatchId)
const closureId = id.transform((text) => text as ClosureId)
const annotationId = id.transform((text) => text as AnnotationId)
const alertId = id.transform((text) => text as AlertId)
const calloutId = id.transform((text) => text as CalloutId)
const unitId = id.transform((text) => text as UnitId)
const recallId = id.transform((text) => text as RecallId)
const mmsis = z.array(mmsiSchema).max(MAX_RECALLED)
const relocationId = id.transform((text) => text as RelocationId)
const sheetId = id.transform((text) => text as SheetId)
const villageId = id.transform((text) => text as UnitId)
const responseId = id.transform((text) => text as ResponseId)
/** `DUTY@UNIT@STEP`. */
const dutyKey = z.string().min(1).max(200)
const levelId = z.string().min(1).max(16)
/** Between 2000 and 2100, UTC epoch milliseconds: seconds sent by mistake are caught. */
export const epochMsSchema = z.number().int().min(946_684_800_000).max(4_102_444_800_000)
const text = (max: number) => z.string().trim().max(max)
const reason = z.string().trim().min(1).max(500)
const playlistIndex = z.number().int().min(0).max(999)
const count = z.number().int().min(0).max(100_000).nullable()

export const callSchema = z.object({
  source: z.object({ feed: z.string().min(1).max(64), sourceId: z.string().min(1).max(128), channel: z.string().min(1).max(32) }),
  kind: z.string().min(1).max(40),
  /** Left out: the kind's own severity. */
  severity: z.enum(SEVERITIES).optional(),
  at: lonLatSchema,
  original: lonLatSchema.extend({ datum: z.enum(['wgs84', 'gcj02', 'bd09']) }),
  uncertaintyM: z.number().min(0).max(100_000).nullable(),
  place: text(200),
  description: text(4000),
  caller: z.object({ name: text(80), phone: text(32) }).nullable(),
  people: z.number().int().min(0).max(100_000).nullable(),
  observedAt: epochMsSchema,
})

/** What each command carries. The schemas are the one definition: types, validation and the OpenAPI text follow. */
export const commandData = {
  reportIncident: callSchema,
  answerIncident: z.object({ incidentId }),
  verifyIncident: z.object({ incidentId, note: text(2000).default('') }),
  reclassifyIncident: z.object({ incidentId, kind: z.string().min(1).max(40), severity: z.enum(SEVERITIES) }),
  relocateIncident: z.object({ incidentId, at: lonLatSchema, place: text(200) }),
  addNote: z.object({ incidentId, text: z.string().trim().min(1).max(4000) }),
  recordCasualties: z.object({ incidentId, missing: count, injured: count, dead: count, rescued: count }),
  addAttachment: z.object({
    incidentId,
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    mime: z.enum(['image/jpeg', 'image/png', 'image/webp']),
    bytes: z.number().int().min(1),
    name: text(120),
    observedAt: epochMsSchema,
  }),
  controlIncident: z.object({ incidentId, note: text(2000).default('') }),
  closeIncident: z.object({ incidentId, summary: text(4000).default('') }),
  reopenIncident: z.object({ incidentId, reason }),
  markFalseAlarm: z.object({ incidentId, reason }),
  mergeIncidents: z.object({ incidentId, intoId: incidentId }),
  dismissMerge: z.object({ incidentId, otherId: incidentId }),

  registerTeam: z.object({ teamId, profile: teamProfileSchema }),
  retireTeam: z.object({ teamId }),
  setTeamDuty: z.object({ teamId, onDuty: z.boolean(), reason: text(200).default('') }),
  reserveTeam: z.object({ teamId, incidentId, minutes: z.number().int().min(1).max(24 * 60) }),
  releaseReservation: z.object({ teamId }),

  assignTeam: z.object({
    incidentId,
    teamId,
    override: z
      .object({
        reason,
        /** The order from which the team is to be taken away; needed, and only then allowed, if one binds it. */
        redirectFrom: dispatchId.optional(),
      })
      .optional(),
    message: text(1000).default(''),
    basis: z
      .object({
        rank: z.number().int().min(1).nullable(),
        etaSeconds: z.number().min(0).nullable(),
        etaKind: z.enum(['road', 'water', 'mixed', 'estimated']).nullable(),
      })
      .default({ rank: null, etaSeconds: null, etaKind: null }),
  }),
  markDelivered: z.object({ dispatchId, observedAt: epochMsSchema, note: text(200).default('') }),
  recordMilestone: z.object({ dispatchId, milestone: z.enum(MILESTONES), observedAt: epochMsSchema, note: text(2000).default('') }),
  withdrawDispatch: z.object({ dispatchId, reason }),
  realertDispatch: z.object({ dispatchId }),
  escalateDispatch: z.object({ dispatchId, to: z.enum(['officer', 'next']), nextTeamId: teamId.nullable() }),
  requestReinforcement: z.object({ dispatchId, note: text(1000).default('') }),

  declareClosure: z.object({
    geometry: closureGeometrySchema,
    vehicles: vehicleListSchema.nullable().default(null),
    until: epochMsSchema.nullable().default(null),
    reason,
  }),
  liftClosure: z.object({ closureId, reason: text(500).default('') }),

  drawAnnotation: z.object({
    kind: z.enum(ANNOTATION_KINDS),
    geometry: annotationGeometrySchema,
    name: z.string().trim().min(1).max(80),
    /** Left out: the kind's own. */
    class: z.enum(ANNOTATION_CLASSES).optional(),
    until: epochMsSchema.nullable().default(null),
  }),
  /** What is left out stays. `expectedVersion` is the drawing's. */
  changeAnnotation: z.object({
    annotationId,
    geometry: annotationGeometrySchema.optional(),
    name: z.string().trim().min(1).max(80).optional(),
    class: z.enum(ANNOTATION_CLASSES).optional(),
    until: epochMsSchema.nullable().optional(),
  }),
  removeAnnotation: z.object({ annotationId }),
  restoreAnnotation: z.object({ annotationId }),

  /** Composed by the hub itself, of its own log: no sender may say what a situation was. */
  freezeBriefing: z.object({ content: z.custom<BriefingContent>(), edition: editionSchema, previousId: briefingIdSchema.nullable() }),
  editBriefing: z.object({ briefingId: briefingIdSchema, basedOn: z.number().int().min(1), edition: editionSchema }),
  publishBriefing: z.object({ briefingId: briefingIdSchema }),
  withdrawBriefing: z.object({ briefingId: briefingIdSchema, reason }),

  sendCallout: z.object({
    kind: z.string().min(1).max(40),
    colour: z.enum(SEVERITIES),
    text: z.string().trim().min(1).max(2000),
    /** Towns and villages, as the officer confirmed them. */
    units: z.array(unitId).min(1).max(2000),
    validFrom: epochMsSchema,
    /** The warning that this one puts right, and what was wrong with it. */
    corrects: calloutId.nullable().default(null),
    reason: text(500).default(''),
  }),
  readCallout: z.object({ calloutId, unitId }),
  answerCallout: z.object({ calloutId, unitId, values: fieldValuesSchema }),
  /** The hub's own clock; see shared/domain/deadlines.ts. */
  runCalloutClock: z.object({ calloutId, clock: z.enum(CALLOUT_CLOCKS) }),
  recordCalloutCall: z.object({
    calloutId,
    unitId,
    /** From 1: the sender saw all before it. */
    attempt: z.number().int().min(1).max(1000),
    outcome: z.enum(CALL_OUTCOMES),
    who: text(80).default(''),
    number: text(32).default(''),
    note: text(500).default(''),
  }),
  liftCallout: z.object({ calloutId, note: text(500).default('') }),
  reportCallout: z.object({ calloutId, unitId, values: fieldValuesSchema }),
  withdrawCallout: z.object({ calloutId, reason }),

  registerWall: z.object({ wallId: wallIdSchema, show: wallShowSchema }),
  castToWall: z.object({ wallId: wallIdSchema, show: wallShowSchema }),
  /** Which entry of the playlist comes now: the sender sees what is on, and two that press "next" at once mean the same. */
  advanceWall: z.object({ wallId: wallIdSchema, index: playlistIndex }),
  /** `index`: the entry that is on, from which a playlist goes on when it is let go. */
  holdWall: z.object({ wallId: wallIdSchema, hold: z.boolean(), index: playlistIndex.default(0) }),
  blankWall: z.object({ wallId: wallIdSchema, blank: z.boolean() }),
  putBanner: z.object({ wallId: wallIdSchema, banner: bannerSchema.nullable() }),
  recordAdvisory: advisorySchema,
  endTyphoon: z.object({ typhoonId: advisorySchema.shape.typhoonId, reason: text(500).default('') }),
  resumeTyphoon: z.object({ typhoonId: advisorySchema.shape.typhoonId }),

  /** A signal, joined to the open alert of its subject or raising one; what the pack's rules make of it is in it. */
  signalAlert: signalAlertSchema,
  judgeAlert: z.object({ alertId, verdict: z.enum(VERDICTS), note: text(500).default('') }),
  sendAlert: z.object({ alertId, unitId: id, note: text(500).default('') }),
  answerAlert: z.object({ alertId, answer: z.enum(ALERT_ANSWERS), text: text(1000).default('') }),
  /** Makes an incident of it; cannot be undone, the incident can be closed. */
  escalateAlert: z.object({ alertId, kind: z.string().min(1).max(40), note: text(2000).default('') }),
  closeAlert: z.object({ alertId, outcome: z.enum(ALERT_OUTCOMES), reason }),
  reopenAlert: z.object({ alertId, reason }),

  /** `vessels`: whom it names. `POST /api/v1/recalls` finds them in the scope. */
  orderRecall: z.object({ scope: recallScopeSchema, title: text(80), reason, vessels: mmsis.min(1) }),
  answerRecall: z.object({ recallId, vessels: mmsis.min(1), answer: z.enum(RECALL_ANSWERS), note: text(500).default(''), observedAt: epochMsSchema }),
  progressRecall: z.object({ recallId, moving: mmsis, inPort: mmsis }),
  endRecall: z.object({ recallId, reason: text(500).default('') }),
  recordDrift: driftInputSchema.extend({ incidentId }),

  startRelocation: z.object({
    name: z.string().trim().min(1).max(60),
    typhoonId: advisorySchema.shape.typhoonId.nullable().default(null),
    /** Null: every village with somebody to move. */
    villages: z.array(villageId).min(1).max(2000).nullable().default(null),
  }),
  openSheets: z.object({ relocationId, villages: z.array(villageId).min(1).max(2000).nullable().default(null) }),
  endRelocation: z.object({ relocationId, reason: text(500).default('') }),
  resumeRelocation: z.object({ relocationId }),
  /** People who are on no sheet come to a shelter (positive) or leave it (negative). */
  countAtShelter: z.object({ relocationId, shelterId: id, change: z.number().int().min(-9999).max(9999), note: text(200).default(''), observedAt: epochMsSchema }),
  markHouseholds: z.object({ sheetId, marks: z.array(markSchema).min(1).max(500) }),
  unmarkHousehold: z.object({ sheetId, householdId: id }),
  assignShelter: z.object({ sheetId, householdIds: z.array(id).min(1).max(500), shelterId: id.nullable() }),
  reportSheet: z.object({ sheetId, exceptions: z.array(exceptionSchema).max(500).default([]), note: text(500).default('') }),
  confirmSheet: z.object({ sheetId }),
  sendBackSheet: z.object({ sheetId, reason }),

  declareResponse: z.object({ level: levelId, hazard: hazardSchema, reason }),
  /** `from`: the level that the officer saw in force. `hazard` left out: it stays. */
  changeResponse: z.object({ responseId, from: levelId, level: levelId, hazard: hazardSchema.optional(), reason }),
  endResponse: z.object({ responseId, from: levelId, reason }),
  /** `answeredBy`: who said so on the telephone; an officer must say it. `observedAt` left out: now. */
  confirmDuty: z.object({ responseId, duty: dutyKey, answeredBy: text(80).default(''), note: text(500).default(''), observedAt: epochMsSchema.optional() }),
  withdrawConfirmation: z.object({ responseId, duty: dutyKey, reason }),

  setInterruptions: z.object({ wallId: wallIdSchema, interruptible: z.boolean() }),
} as const

export type CommandType = keyof typeof commandData

/** A validated command: imperative, idempotent by `commandId`. */
export type Command = {
  [T in CommandType]: {
    readonly commandId: CommandId
    readonly type: T
    readonly data: z.output<(typeof commandData)[T]>
    /** Version of the incident (`changeAnnotation`: of the drawing) that the sender saw; commands that act on it are refused if it has moved on. */
    readonly expectedVersion?: number
  }
}[CommandType]

export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>

export type Role = 'officer' | 'team' | 'unit' | 'wall' | 'feed' | 'hub'

/** Who sends a command, as the gateway established it. */
export interface Actor {
  readonly id: ActorId
  readonly role: Role
  /** The team whose phone it is, for role `team`. */
  readonly teamId: TeamId | null
  /** The unit that it speaks for, for role `unit`. */
  readonly unitId?: UnitId
}

/** Who may send what. Nobody else's word reaches a decider. A team may only speak of its own orders. */
export const PERMITTED: Readonly<Record<CommandType, readonly Role[]>> = {
  reportIncident: ['officer', 'feed'],
  answerIncident: ['officer'],
  verifyIncident: ['officer'],
  reclassifyIncident: ['officer'],
  relocateIncident: ['officer'],
  addNote: ['officer', 'team'],
  recordCasualties: ['officer', 'team'],
  addAttachment: ['officer', 'team'],
  controlIncident: ['officer'],
  closeIncident: ['officer'],
  reopenIncident: ['officer'],
  markFalseAlarm: ['officer'],
  mergeIncidents: ['officer'],
  dismissMerge: ['officer'],
  registerTeam: ['hub'],
  retireTeam: ['hub'],
  setTeamDuty: ['officer', 'team'],
  reserveTeam: ['officer'],
  releaseReservation: ['officer', 'hub'],
  assignTeam: ['officer', 'hub'],
  markDelivered: ['officer', 'team'],
  recordMilestone: ['officer', 'team'],
  withdrawDispatch: ['officer', 'hub'],
  realertDispatch: ['hub', 'officer'],
  escalateDispatch: ['hub'],
  requestReinforcement: ['team', 'officer'],
  declareClosure: ['officer'],
  liftClosure: ['officer', 'hub'],
  drawAnnotation: ['officer'],
  changeAnnotation: ['officer'],
  removeAnnotation: ['officer'],
  restoreAnnotation: ['officer'],
  freezeBriefing: ['officer'],
  editBriefing: ['officer'],
  publishBriefing: ['officer'],
  withdrawBriefing: ['officer'],
  sendCallout: ['officer'],
  readCallout: ['unit'],
  answerCallout: ['unit', 'officer'],
  runCalloutClock: ['hub'],
  recordCalloutCall: ['officer'],
  liftCallout: ['officer'],
  reportCallout: ['unit', 'officer'],
  withdrawCallout: ['officer'],
  registerWall: ['hub'],
  castToWall: ['officer'],
  advanceWall: ['officer'],
  holdWall: ['officer'],
  blankWall: ['officer'],
  putBanner: ['officer'],
  setInterruptions: ['officer'],
  startRelocation: ['officer'],
  openSheets: ['officer'],
  endRelocation: ['officer'],
  resumeRelocation: ['officer'],
  countAtShelter: ['officer', 'unit'],
  markHouseholds: ['officer', 'unit'],
  unmarkHousehold: ['officer', 'unit'],
  assignShelter: ['officer', 'unit'],
  reportSheet: ['officer', 'unit'],
  confirmSheet: ['officer', 'unit'],
  sendBackSheet: ['officer', 'unit'],
  orderRecall: ['officer'],
  answerRecall: ['officer'],
  progressRecall: ['hub'],
  endRecall: ['officer'],
  recordDrift: ['officer'],
  recordAdvisory: ['feed', 'officer'],
  endTyphoon: ['officer'],
  resumeTyphoon: ['officer'],
  declareResponse: ['officer'],
  changeResponse: ['officer'],
  endResponse: ['officer'],
  confirmDuty: ['officer', 'unit'],
  withdrawConfirmation: ['officer', 'unit'],
  signalAlert: ['hub'],
  judgeAlert: ['officer'],
  sendAlert: ['officer'],
  answerAlert: ['officer', 'unit'],
  escalateAlert: ['officer'],
  closeAlert: ['officer'],
  reopenAlert: ['officer'],
}

/** What a decider may know besides the state: it never asks a clock or a die itself. */
export interface DecideContext {
  readonly now: EpochMs
  readonly actor: Actor
  /** A new identifier at each call. */
  readonly newId: () => string
  /** `YYYY-MMDD` of `now` in the jurisdiction's zone. */
  readonly dayPrefix: string
  /** Last instant of a certificate's last day in the jurisdiction's zone. */
  readonly endOfDay: (isoDate: string) => EpochMs
  /** Households to move and shelters, from the pack. */
  readonly book: RelocationBook
  /** The jurisdiction's data by which rules are checked; left out where a test needs none. */
  readonly pack?: UnitSources & Pick<Pack, 'callout'> & Partial<Pick<Pack, 'response'>>
}

/** What an accepted command answers with. */
export interface CommandResult {
  readonly incidentId?: IncidentId
  readonly dispatchId?: DispatchId
  readonly closureId?: ClosureId
  readonly annotationId?: AnnotationId
  readonly briefingId?: BriefingId
  readonly calloutId?: CalloutId
  readonly wallId?: WallId
  readonly recallId?: RecallId
  readonly typhoonId?: TyphoonId
  readonly responseId?: ResponseId
  readonly alertId?: AlertId
  /** What became of a signal. `ignored`: nothing to join, and it may not raise. */
  readonly alert?: 'raised' | 'joined' | 'quiet' | 'reopened' | 'ignored'
  readonly relocationId?: RelocationId
  readonly sheetId?: SheetId
  /** Sheets that were opened. */
  readonly sheets?: number
  /** Marks that came after a later word about the same household: in the record, without effect. */
  readonly late?: number
  /** Shelters that now hold more persons than they take: allowed, and to be seen. */
  readonly overCapacity?: readonly { readonly shelterId: string; readonly persons: number; readonly capacity: number }[]
  /** The same call had been reported before: nothing new happened. */
  readonly duplicate?: boolean
}
