import { HOUR, type EpochMs } from '../base/time'
import { FORCE_MPS, type Typhoon } from '../domain/typhoon/state'
import { distanceM, type LonLat } from '../geo/position'
import { bearingDeg } from '../geo/sphere'
import { countInside, type CircleCount, type Exposed } from '../typhoon/exposure'
import { landingsOf, type LandTest } from '../typhoon/landing'
import { passageOf, type Passage } from '../typhoon/passage'
import { agenciesOf, stormAt, trackOf, type Track } from '../typhoon/track'
import type { CountedKind, ExposurePart, StormPart, TownRow } from './content'

/** What a briefing looks at: whose track of which storm, and at which of its hours. */
export interface StormChoice {
  readonly typhoon: Typhoon
  readonly agency: string
  readonly at: EpochMs
}

/** How far back and ahead of its moment a briefing looks. */
export const BACK_MS = 24 * HOUR
export const AHEAD_MS = 72 * HOUR
/** Steps of the hour-by-hour count. */
export const COUNT_STEP_MS = 3 * HOUR
/** A storm of which nothing was said for so long is over, though nobody has ended it. */
const FORGOTTEN_MS = 7 * 24 * HOUR

/**
 * The storm that is asked for, or else the one that was last spoken of; its moment is kept inside its track: of a storm of
 * the past the last that was observed. Null: none threatens, or the one that is asked for is not known.
 */
export function chooseStorm(
  typhoons: Iterable<Typhoon>,
  wanted: { readonly typhoonId?: string | undefined; readonly agency?: string | undefined; readonly at?: EpochMs | undefined },
  now: EpochMs,
): StormChoice | null {
  const alive = [...typhoons]
    .filter(({ endedAt, advisedAt }) => endedAt === null && now - advisedAt < FORGOTTEN_MS)
    .toSorted((a, b) => b.advisedAt - a.advisedAt || b.id.localeCompare(a.id))
  const typhoon = wanted.typhoonId === undefined ? alive[0] : alive.find(({ id }) => id === wanted.typhoonId)
  if (!typhoon) return null
  const agencies = agenciesOf(typhoon)
  const agency = wanted.agency !== undefined && agencies.includes(wanted.agency) ? wanted.agency : agencies[0]
  if (agency === undefined) return null
  const track = trackOf(typhoon, agency)
  const first = track.fixes[0]?.at
  const last = track.fixes.at(-1)?.at
  if (first === undefined || last === undefined) return null
  const fallback = now > last || now < first ? (track.observedUntil ?? last) : now
  return { typhoon, agency, at: Math.min(Math.max(wanted.at ?? fallback, first), last) }
}

export interface StormInput {
  readonly choice: StormChoice
  readonly centre: LonLat
  readonly isLand: LandTest | null
  readonly exposed: readonly (Exposed & { readonly id: CountedKind })[]
}

/**
 * The storm of a briefing. A generator, because counting tens of thousands of points for every hour takes longer than a hub
 * may keep others waiting: it pauses between the hours.
 */
export function* stormPart({ choice, centre, isLand, exposed }: StormInput): Generator<void, StormPart> {
  const { typhoon, agency, at } = choice
  const track = trackOf(typhoon, agency)
  const storm = stormAt(track, at)
  yield
  const landings = isLand && landingsOf(track, isLand)
  yield
  const others = agenciesOf(typhoon).flatMap((other) => {
    const forecast = other === agency ? undefined : typhoon.forecasts[other]
    return forecast ? [{ agency: other, issuedAt: forecast.issuedAt, fixes: forecast.fixes }] : []
  })
  return {
    id: typhoon.id,
    name: typhoon.name,
    agency,
    at,
    issuedAt: track.issuedAt,
    observedUntil: track.observedUntil,
    fixes: track.fixes,
    others,
    now: storm && {
      centre: storm.centre,
      pressureHpa: storm.pressureHpa,
      windMps: storm.windMps,
      distanceM: Math.round(distanceM(storm.centre, centre)),
      bearingDeg: Math.round(bearingDeg(centre, storm.centre)),
    },
    landings,
    exposure: exposed.length === 0 ? null : yield* exposurePart(track, at, exposed),
  }
}

function* exposurePart(track: Track, at: EpochMs, exposed: StormInput['exposed']): Generator<void, ExposurePart> {
  const last = Math.min(track.fixes.at(-1)?.at ?? at, at + AHEAD_MS)
  const first = Math.max(track.fixes[0]?.at ?? at, at - BACK_MS)
  const steps: { at: EpochMs; circles: CircleCount[] | null }[] = []
  const countAt = (moment: EpochMs): CircleCount[] | null => {
    const storm = stormAt(track, moment)
    // No radii is not the same as nothing inside.
    return storm && storm.circles.length > 0 ? countInside(storm, exposed) : null
  }
  // On whole hours of the storm's own clock, so that two briefings count at the same moments.
  for (let moment = Math.ceil(first / COUNT_STEP_MS) * COUNT_STEP_MS; moment <= last; moment += COUNT_STEP_MS) {
    steps.push({ at: moment, circles: rounded(countAt(moment)) })
    yield
  }
  return {
    kinds: exposed.map(({ id }) => id),
    totals: exposed.map(({ size, weight }) => (weight === null ? size : Math.round(weight.subarray(0, size).reduce((sum, one) => sum + one, 0)))),
    steps,
    now: rounded(countAt(at)),
  }
}

const rounded = (circles: CircleCount[] | null): CircleCount[] | null =>
  circles && circles.map(({ force, counts }) => ({ force, counts: counts.map(Math.round) }))

/** What the storm does to one place. */
export function placeFigures(track: Track, place: LonLat): Pick<TownRow, 'arrives' | 'leavesAt' | 'strongest' | 'circles' | 'closest'> {
  const passage: Passage | null = passageOf(track, place)
  if (!passage) return { arrives: null, leavesAt: null, strongest: null, circles: [], closest: null }
  const reached = passage.circles.filter(({ enters }) => enters !== null).toSorted((a, b) => FORCE_MPS[a.force] - FORCE_MPS[b.force])
  const widest = reached[0]
  const round = (metres: number) => Math.round(metres)
  return {
    arrives: widest?.enters ? { force: widest.force, ...widest.enters } : null,
    leavesAt: widest?.leaves?.at ?? null,
    strongest: reached.at(-1)?.force ?? null,
    circles: passage.circles,
    closest: { at: passage.closest.at, metres: round(passage.closest.metres), errorM: round(passage.closest.errorM) },
  }
}
