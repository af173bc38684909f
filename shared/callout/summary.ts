import type { CalloutId, UnitId } from '../base/ids'
import type { EpochMs } from '../base/time'
import { DAY } from '../base/time'
import type { Severity } from '../domain/incident/kind'
import { dueAt, owes, type Callout, type UnitProgress } from '../domain/callout/state'
import { quantile } from '../domain/select'
import type { World } from '../domain/world'
import { unitsOf, type UnitSources } from '../pack/units'

/** Of raw samples, seconds; never of averages. */
export interface Percentiles {
  readonly n: number
  readonly p50: number
  readonly p90: number
  readonly worst: number
}

/** What became of the addressing of some units. Counts are of (warning, unit) pairs. */
export interface CalloutCounts {
  readonly sent: number
  readonly read: number
  /** Reached by telephone. */
  readonly reached: number
  /** Neither read nor reached by telephone, and the time for it is over. */
  readonly unread: number
  /** Must answer. */
  readonly asked: number
  readonly answered: number
  /** Answered, but after the clock had run out. */
  readonly answeredLate: number
  /** Must answer, has not, and the time for it is over. */
  readonly unanswered: number
  /** Must report on what has been lifted. */
  readonly toReport: number
  readonly reported: number
  readonly unreported: number
  /** To be telephoned now. */
  readonly tasks: number
  /** From sending to reading; null: nobody has read. */
  readonly readSeconds: Percentiles | null
  /** From sending to the first answer. */
  readonly answerSeconds: Percentiles | null
}

export interface CalloutSummary extends CalloutCounts {
  readonly at: EpochMs
  /** Warnings counted: those in force, and those lifted within the last day. Withdrawn ones are not. */
  readonly warnings: readonly { readonly id: CalloutId; readonly kind: { readonly zh: string; readonly en: string }; readonly colour: Severity; readonly text: string; readonly sentAt: EpochMs; readonly liftedAt: EpochMs | null; readonly drill: boolean }[]
  /** By town, with its villages; in the pack's order. */
  readonly byTown: readonly (CalloutCounts & { readonly town: UnitId; readonly name: string })[]
}

/** What was lifted longer ago than this is not in the summary. Milliseconds. */
const RECENT = DAY

/** How far the call-outs are, over all and by town. Percentiles come from the single units' times. */
export function summariseCallout(world: Pick<World, 'callouts'>, pack: UnitSources, now: EpochMs): CalloutSummary {
  const callouts = [...world.callouts.values()]
    .filter(({ withdrawn, liftedAt }) => withdrawn === null && (liftedAt === null || now - liftedAt < RECENT))
    .toSorted((a, b) => a.sentAt - b.sentAt)
  const all = callouts.flatMap((callout) => callout.units.map((unit) => ({ callout, unit })))
  const names = new Map(unitsOf(pack).filter(({ kind }) => kind === 'town').map(({ id, name }) => [id, name]))
  // A town that has left the pack since is still counted.
  for (const { unit } of all) if (unit.parent === null && !names.has(unit.unitId)) names.set(unit.unitId, unit.name)
  return {
    at: now,
    ...count(all, now),
    warnings: callouts.map(({ id, kindName, colour, text, sentAt, liftedAt, drill }) => ({ id, kind: kindName, colour, text, sentAt, liftedAt, drill })),
    byTown: [...names].map(([town, name]) => ({ town, name, ...count(all.filter(({ unit }) => (unit.parent ?? unit.unitId) === town), now) })),
  }
}

interface Pair {
  readonly callout: Callout
  readonly unit: UnitProgress
}

function count(pairs: readonly Pair[], now: EpochMs): CalloutCounts {
  const n = (test: (pair: Pair) => boolean): number => pairs.filter(test).length
  const late = (callout: Callout, clock: 'read' | 'answer' | 'report'): boolean => {
    const due = dueAt(callout, clock)
    return due !== null && now >= due
  }
  return {
    sent: pairs.length,
    read: n(({ unit }) => unit.readAt !== null),
    reached: n(({ unit }) => unit.calls.some(({ outcome }) => outcome === 'reached')),
    unread: n(({ callout, unit }) => owes(unit, 'read') && late(callout, 'read')),
    asked: n(({ unit }) => unit.answers),
    answered: n(({ unit }) => unit.answer !== null),
    answeredLate: n(({ callout, unit }) => unit.answer !== null && unit.answer.firstAt > (dueAt(callout, 'answer') ?? Infinity)),
    unanswered: n(({ callout, unit }) => owes(unit, 'answer') && late(callout, 'answer')),
    toReport: n(({ callout, unit }) => callout.liftedAt !== null && unit.reports),
    reported: n(({ unit }) => unit.report !== null),
    unreported: n(({ callout, unit }) => owes(unit, 'report') && late(callout, 'report')),
    tasks: n(({ unit }) => unit.task !== null),
    readSeconds: percentiles(pairs.flatMap(({ callout, unit }) => (unit.readAt === null ? [] : [(unit.readAt - callout.sentAt) / 1000]))),
    answerSeconds: percentiles(pairs.flatMap(({ callout, unit }) => (unit.answer === null ? [] : [(unit.answer.firstAt - callout.sentAt) / 1000]))),
  }
}

function percentiles(samples: readonly number[]): Percentiles | null {
  const p50 = quantile(samples, 0.5)
  const p90 = quantile(samples, 0.9)
  return p50 === null || p90 === null ? null : { n: samples.length, p50, p90, worst: Math.max(...samples) }
}
