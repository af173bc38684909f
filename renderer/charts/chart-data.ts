import { HOUR, MINUTE, type EpochMs } from '../../shared/base/time'
import { SEVERITIES } from '../../shared/domain/incident/kind'
import type { IncidentKind } from '../../shared/domain/incident/kind'
import type { Dispatch } from '../../shared/domain/dispatch/state'
import type { Incident } from '../../shared/domain/incident/state'
import { incidentClocks, quantile, type ClockTargets } from '../../shared/domain/select'
import type { QualificationCode } from '../../shared/domain/team/profile'
import { distanceM, type LonLat } from '../../shared/geo/position'
import type { ReadingState } from '../../shared/pack/points'

/** What a colour means; each has its word or its shape beside it. */
export type ChartTone = 'act' | 'ok' | 'off' | 'red' | 'orange' | 'yellow' | 'blue'

export interface ChartSeries {
  readonly name: string
  readonly tone: ChartTone
  readonly values: readonly number[]
}

/** A chart as figures: what is drawn, what a screen reader hears and what tests read. */
export interface ChartData {
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
  /** `across`: bars grow to the right, names stand before them. */
  readonly direction: 'up' | 'across'
  /** Of the values: 起, 分钟, 人. */
  readonly unit: string
  /** A target to be drawn as a line, in the unit. */
  readonly target?: { readonly value: number; readonly name: string }
  /** Tones of the single bars, where each has its own. */
  readonly tones?: readonly ChartTone[]
  /** How many samples the figures come from; null: they are counts. */
  readonly samples: number | null
  /** Time of the newest reading in it; left out: facts of the log. */
  readonly at?: EpochMs | null
}

type Counted = Pick<Incident, 'reportedAt' | 'status' | 'kind' | 'place' | 'at' | 'drill'>

const counts = (incident: Counted, since: EpochMs, drill: boolean) => incident.status !== 'merged' && incident.drill === drill && incident.reportedAt >= since

/** Reported incidents in each of the last `hours` full hours and the one that runs, oldest first. */
export function byHour(incidents: Iterable<Counted>, now: EpochMs, hours: number, drill: boolean): { readonly at: EpochMs; readonly count: number }[] {
  const first = Math.floor(now / HOUR) * HOUR - (hours - 1) * HOUR
  const bins = Array.from({ length: hours }, (_, i) => ({ at: first + i * HOUR, count: 0 }))
  for (const incident of incidents) {
    const bin = counts(incident, first, drill) ? bins[Math.floor((incident.reportedAt - first) / HOUR)] : undefined
    if (bin) bin.count++
  }
  return bins
}

/** The most frequent first, at most `limit`; the others are the last one, under `rest`. */
export function ranked(names: Iterable<string>, limit: number, rest: string): { readonly name: string; readonly count: number }[] {
  const found = new Map<string, number>()
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1)
  const all = [...found].map(([name, count]) => ({ name, count })).toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'zh'))
  if (all.length <= limit) return all
  const others = all.slice(limit - 1).reduce((sum, { count }) => sum + count, 0)
  return [...all.slice(0, limit - 1), { name: rest, count: others }]
}

/** Names of kinds of today's incidents; those that a wall must not name are one kind of their own. */
export function kindNames(incidents: Iterable<Counted>, since: EpochMs, drill: boolean, nameOf: (kind: string) => Pick<IncidentKind, 'sensitive'> & { readonly text: string }, sensitive: string): string[] {
  return [...incidents].filter((incident) => counts(incident, since, drill)).map(({ kind }) => (nameOf(kind).sensitive ? sensitive : nameOf(kind).text))
}

/** Townships of today's incidents: as the place says, else the nearest one. */
export function townshipNames(incidents: Iterable<Counted>, since: EpochMs, drill: boolean, townships: readonly { readonly name: string; readonly text: string; readonly at: LonLat }[], none: string): string[] {
  return [...incidents]
    .filter((incident) => counts(incident, since, drill))
    .map(({ place, at }) => {
      const named = townships.find(({ name }) => place.startsWith(name))
      if (named) return named.text
      let nearest = none
      let least = Infinity
      for (const township of townships) {
        const metres = distanceM(at, township.at)
        if (metres < least) {
          least = metres
          nearest = township.text
        }
      }
      return nearest
    })
}

export interface Spread {
  readonly p50: number
  readonly p90: number
  readonly worst: number
  readonly n: number
}

/** Median, 90th percentile and worst of raw samples; null for none. */
export function spread(samples: readonly number[]): Spread | null {
  const p50 = quantile(samples, 0.5)
  const p90 = quantile(samples, 0.9)
  if (p50 === null || p90 === null) return null
  return { p50, p90, worst: Math.max(...samples), n: samples.length }
}

/** Raw samples of one clock of all incidents since `since`, milliseconds: only clocks that a team has stopped. */
export function clockSamples(of: 'delivered' | 'scene', incidents: Iterable<Incident>, dispatches: ReadonlyMap<Dispatch['id'], Dispatch>, targets: ClockTargets, since: EpochMs, drill: boolean): number[] {
  const samples: number[] = []
  for (const incident of incidents) {
    if (!counts(incident, since, drill)) continue
    const orders = incident.dispatchIds.flatMap((id) => dispatches.get(id) ?? [])
    const { alarmToDelivered, orderToScene } = incidentClocks(incident, orders, targets)
    const clock = of === 'delivered' ? alarmToDelivered : orderToScene
    const stopped = orders.some((order) => (of === 'delivered' ? order.deliveredAt : order.arrivedAt) !== null)
    if (clock && clock.stopAt !== null && stopped) samples.push(Math.max(0, clock.stopAt - clock.startAt))
  }
  return samples
}

/** Seconds with one decimal, or minutes with one: whichever the target is told in. */
export const inUnit = (ms: number, unit: 'second' | 'minute'): number => Math.ceil((ms / (unit === 'second' ? 1_000 : MINUTE)) * 10) / 10

export interface QualificationRow {
  readonly qualification: QualificationCode
  readonly available: number
  readonly committed: number
  readonly total: number
}

export const STATE_TONES: Readonly<Record<ReadingState, ChartTone>> = {
  red: 'red',
  orange: 'orange',
  yellow: 'yellow',
  blue: 'blue',
  normal: 'ok',
  fault: 'off',
}

export const STATES_IN_ORDER: readonly ReadingState[] = [...SEVERITIES, 'normal', 'fault']
