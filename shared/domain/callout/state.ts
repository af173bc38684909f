import type { ActorId, CalloutId, UnitId } from '../../base/ids'
import type { EpochMs } from '../../base/time'
import type { CalloutClocks } from '../../pack/callout'
import type { Severity } from '../incident/kind'
import type { Field, FieldValues } from './fields'

/** `read`: not opened in time. `answer`: not answered in time. `report`: nothing reported in time after the lifting. */
export const CALLOUT_CLOCKS = ['read', 'answer', 'report'] as const
export type CalloutClock = (typeof CALLOUT_CLOCKS)[number]

export const CALL_OUTCOMES = ['reached', 'not-reached'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/** A unit as it was addressed. */
export interface Addressee {
  readonly unitId: UnitId
  readonly name: string
  /** A village's town; null for a town. */
  readonly parent: UnitId | null
  readonly answers: boolean
  readonly reports: boolean
}

/** One telephone call to a unit. */
export interface UnitCall {
  /** From 1. */
  readonly attempt: number
  readonly outcome: CallOutcome
  /** Whom the officer spoke to; may be empty if nobody. */
  readonly who: string
  readonly number: string
  readonly note: string
  readonly at: EpochMs
  readonly by: ActorId
}

/** What a unit said: its first word counts for the clock, its last word is what holds. */
export interface Said {
  readonly values: FieldValues
  readonly firstAt: EpochMs
  readonly at: EpochMs
  readonly by: ActorId
  /** How often it was changed. */
  readonly changes: number
}

/** How far one unit is with one warning. */
export interface UnitProgress extends Addressee {
  /** Opened by the unit itself. */
  readonly readAt: EpochMs | null
  readonly answer: Said | null
  readonly report: Said | null
  readonly calls: readonly UnitCall[]
  /** The unit is to be telephoned because this clock ran out; null: no longer, or not yet. */
  readonly task: { readonly clock: CalloutClock; readonly raisedAt: EpochMs } | null
}

/** One warning sent to towns and villages (叫应). */
export interface Callout {
  readonly id: CalloutId
  readonly version: number
  /** Kind of the pack's callout.json; its name as it was when sent. */
  readonly kind: string
  readonly kindName: { readonly zh: string; readonly en: string }
  readonly colour: Severity
  readonly text: string
  readonly validFrom: EpochMs
  readonly sentAt: EpochMs
  readonly sentBy: ActorId
  readonly clocks: CalloutClocks
  readonly answers: readonly Field[]
  readonly reportFields: readonly Field[]
  /** In the order in which they were addressed. */
  readonly units: readonly UnitProgress[]
  /** Clocks that have run out and were acted on. */
  readonly ran: readonly CalloutClock[]
  readonly liftedAt: EpochMs | null
  readonly liftedBy: ActorId | null
  readonly withdrawn: { readonly at: EpochMs; readonly by: ActorId; readonly reason: string; readonly correctedBy: CalloutId | null } | null
  /** The warning that this one puts right. */
  readonly corrects: CalloutId | null
  /** Sent in a drill. */
  readonly drill: boolean
}

interface Of {
  readonly calloutId: CalloutId
}

export type CalloutEvent =
  | {
      readonly type: 'callout.sent'
      readonly data: Of & {
        readonly kind: string
        readonly kindName: Callout['kindName']
        readonly colour: Severity
        readonly text: string
        readonly validFrom: EpochMs
        readonly clocks: CalloutClocks
        readonly answers: readonly Field[]
        readonly reportFields: readonly Field[]
        readonly units: readonly Addressee[]
        readonly corrects: CalloutId | null
      }
    }
  | { readonly type: 'callout.read'; readonly data: Of & { readonly unitId: UnitId } }
  | { readonly type: 'callout.answered'; readonly data: Of & { readonly unitId: UnitId; readonly values: FieldValues } }
  /** A clock ran out: these units are to be telephoned. */
  | { readonly type: 'callout.clockRan'; readonly data: Of & { readonly clock: CalloutClock; readonly unitIds: readonly UnitId[] } }
  | { readonly type: 'callout.called'; readonly data: Of & { readonly unitId: UnitId } & Omit<UnitCall, 'at' | 'by'> }
  | { readonly type: 'callout.lifted'; readonly data: Of & { readonly note: string } }
  | { readonly type: 'callout.reported'; readonly data: Of & { readonly unitId: UnitId; readonly values: FieldValues } }
  | { readonly type: 'callout.withdrawn'; readonly data: Of & { readonly reason: string; readonly correctedBy: CalloutId | null } }

/** Neither lifted nor withdrawn. */
export const isInForce = ({ liftedAt, withdrawn }: Callout): boolean => liftedAt === null && withdrawn === null

/** True while the unit still owes what the clock waits for. A unit that was reached by telephone has heard the warning. */
export function owes(unit: UnitProgress, clock: CalloutClock): boolean {
  switch (clock) {
    case 'read':
      return unit.readAt === null && unit.answer === null && !unit.calls.some(({ outcome }) => outcome === 'reached')
    case 'answer':
      return unit.answers && unit.answer === null
    case 'report':
      return unit.reports && unit.report === null
  }
}

/** When a clock of a warning runs out; null: it does not run (not lifted yet, lifted, withdrawn). */
export function dueAt(callout: Callout, clock: CalloutClock): EpochMs | null {
  const { clocks, sentAt, liftedAt, withdrawn } = callout
  if (withdrawn !== null) return null
  if (clock === 'report') return liftedAt === null ? null : liftedAt + clocks.reportSeconds * 1000
  const due = sentAt + (clock === 'read' ? clocks.readSeconds : clocks.answerSeconds) * 1000
  // Lifted before it ran out: nobody is late with what is over.
  return liftedAt !== null && liftedAt < due ? null : due
}
