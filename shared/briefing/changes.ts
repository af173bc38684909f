import { MINUTE } from '../base/time'
import type { WindForce } from '../domain/typhoon/state'
import type { Bilingual } from '../pack/schema'
import { AWAY_STATUSES } from '../domain/relocation/state'
import type { BriefingContent, CountedKind } from './content'

/** Figures that two briefings are compared by, in the order in which a change of them is told. */
export const FIGURES = [
  'storm',
  'stormWind',
  'stormPressure',
  'stormDistance',
  'landingAt',
  'level',
  'dutiesConfirmed',
  'dutiesLate',
  'calloutSent',
  'calloutRead',
  'calloutAnswered',
  'calloutUnanswered',
  'toMove',
  'moved',
  'villagesReported',
  'shelterPeople',
  'vesselsAtSea',
  'vesselsLate',
  'recallInPort',
  'riskPeople',
  'riskOpen',
  'incidentsOpen',
  'incidentsReported',
  'dead',
  'missing',
  'injured',
  'rescued',
  'p90Delivered',
  'p90Scene',
  'teamsFree',
  'teamsCommitted',
  'inside',
  'townArrives',
  'townOpen',
  'townMoved',
] as const
export type FigureId = (typeof FIGURES)[number]

/** What each figure is measured in: decides how it is written, and how finely it is compared. */
export type Unit = 'count' | 'persons' | 'm' | 'mps' | 'hpa' | 'ms' | 'time' | 'text'

/** What a figure is about, where there are several of it. */
export type About = { readonly town: Bilingual } | { readonly kind: CountedKind; readonly force: WindForce } | null

type Value = number | Bilingual | null

/** One figure that is not what it was. Null: it was not known, or is not any more. */
export interface Change {
  readonly figure: FigureId
  readonly about: About
  readonly unit: Unit
  readonly before: Value
  readonly after: Value
}

interface Figure {
  readonly figure: FigureId
  readonly about: About
  readonly unit: Unit
  readonly value: Value
}

/** Every figure of a briefing, once. */
export function figuresOf(content: BriefingContent): Figure[] {
  const { storm, incidents, forces, shelters, response, callout, relocation, sea, risk, towns } = content
  const all: Figure[] = []
  const add = (figure: FigureId, unit: Unit, value: Value | undefined, about: About = null) => all.push({ figure, about, unit, value: value ?? null })
  add('storm', 'text', storm?.name)
  add('stormWind', 'mps', storm?.now?.windMps)
  add('stormPressure', 'hpa', storm?.now?.pressureHpa)
  add('stormDistance', 'm', storm?.now?.distanceM)
  add('landingAt', 'time', storm?.landings?.[0]?.at)
  add('level', 'text', response?.level?.name)
  add('dutiesConfirmed', 'count', response?.duties?.confirmed)
  add('dutiesLate', 'count', response?.duties?.late)
  const called = callout && callout.sent > 0 ? callout : null
  add('calloutSent', 'count', called?.sent)
  add('calloutRead', 'count', called?.read)
  add('calloutAnswered', 'count', called?.answered)
  add('calloutUnanswered', 'count', called?.unanswered)
  const total = relocation?.total
  add('toMove', 'persons', total?.people)
  add('moved', 'persons', total && AWAY_STATUSES.reduce((sum, status) => sum + total.by[status], 0))
  add('villagesReported', 'count', total?.reported)
  add('shelterPeople', 'persons', relocation?.shelters?.persons ?? shelters.people)
  add('vesselsAtSea', 'count', sea?.atSea)
  add('vesselsLate', 'count', sea?.late)
  add('recallInPort', 'count', sea?.recall?.inPort)
  add('riskPeople', 'persons', risk?.watched == null ? null : risk.people)
  add('riskOpen', 'count', risk?.alerts.open)
  add('incidentsOpen', 'count', incidents.open)
  add('incidentsReported', 'count', incidents.reported)
  add('dead', 'persons', incidents.casualties.dead)
  add('missing', 'persons', incidents.casualties.missing)
  add('injured', 'persons', incidents.casualties.injured)
  add('rescued', 'persons', incidents.casualties.rescued)
  add('p90Delivered', 'ms', incidents.toDelivered.p90Ms)
  add('p90Scene', 'ms', incidents.toScene.p90Ms)
  add('teamsFree', 'count', forces.free)
  add('teamsCommitted', 'count', forces.committed)
  const exposure = storm?.exposure
  for (const { force, counts } of exposure?.now ?? []) {
    exposure?.kinds.forEach((kind, i) => add('inside', kind === 'people' ? 'persons' : 'count', counts[i], { kind, force }))
  }
  for (const { name, arrives, openIncidents, moved } of towns) {
    add('townArrives', 'time', arrives?.at, { town: name })
    add('townOpen', 'count', openIncidents, { town: name })
    add('townMoved', 'persons', moved?.away, { town: name })
  }
  return all
}

/** What is written alike has not changed: metres to the kilometre, times to the minute, lengths of time to the second. */
export const STEP: Readonly<Record<Unit, number>> = { count: 1, persons: 1, m: 1000, mps: 1, hpa: 1, ms: 1000, time: MINUTE, text: 1 }

function written(value: Value, unit: Unit): string {
  return typeof value === 'number' ? String(Math.round(value / STEP[unit])) : JSON.stringify(value)
}

/**
 * Every figure that is written differently in `after`, in the order of `FIGURES`. A figure that only one of them has is
 * compared with "not known": it is a change, and is told as one.
 */
export function changesBetween(before: BriefingContent, after: BriefingContent): Change[] {
  const keyOf = ({ figure, about }: Figure) => `${figure} ${JSON.stringify(about)}`
  const [old, fresh] = [before, after].map((content) => new Map(figuresOf(content).map((one) => [keyOf(one), one])))
  if (!old || !fresh) return []
  const changes: Change[] = []
  for (const [key, one] of fresh) {
    const was = old.get(key)?.value ?? null
    if (written(was, one.unit) !== written(one.value, one.unit)) changes.push({ figure: one.figure, about: one.about, unit: one.unit, before: was, after: one.value })
  }
  for (const [key, one] of old) {
    if (!fresh.has(key) && one.value !== null) changes.push({ figure: one.figure, about: one.about, unit: one.unit, before: one.value, after: null })
  }
  return changes.toSorted((a, b) => FIGURES.indexOf(a.figure) - FIGURES.indexOf(b.figure))
}
