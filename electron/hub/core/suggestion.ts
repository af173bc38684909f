import type { TeamId } from '../../../shared/base/ids'
import type { EpochMs } from '../../../shared/base/time'
import type { CandidateSite, CoverageSuggestion, SuggestedSite, SuggestionRequest } from '../../../shared/dispatch/coverage'
import type { Conditions } from '../../../shared/dispatch/travel'
import type { Team } from '../../../shared/domain/team/state'
import { distanceM } from '../../../shared/geo/position'
import type { Pack, PlaceKind } from '../../../shared/pack/schema'
import type { AreaOrigin, SuggestionAnswer, SuggestionPick, SuggestionQuestion } from '../routing/areas/questions'
import type { CoverageDemand } from './coverage-demand'

/** Places where a team with its vehicles can wait: there is room, a roof, and a road. */
const WAITING_PLACES: readonly PlaceKind[] = ['township', 'hospital', 'school', 'transport', 'market', 'reservoir', 'scenic']
/** Of several sites so near each other the first is enough, metres. */
const SAME_SITE_M = 300
const MOST_CANDIDATES = 400
/** A crew that waits in its vehicle is on the move after so many seconds: an assumption. */
const STANDBY_SECONDS = 60
const MOST_PLACES = 5
const MOST_BACKED_UP = 3

interface Present {
  readonly conditions: Conditions
  readonly budgetSeconds: number
  /** Every team: its base is a site. */
  readonly teams: readonly { readonly team: Team }[]
  /** Those that count as cover now. */
  readonly origins: readonly AreaOrigin[]
}

/** What to ask the road engine, and the sites in the order of its candidates. */
export function suggestionQuestion(
  { count, vehicle = 'rescue-vehicle' }: SuggestionRequest,
  pack: Pack,
  { points, weights }: CoverageDemand,
  { conditions, budgetSeconds, teams, origins }: Present,
): { question: SuggestionQuestion; sites: readonly CandidateSite[] } {
  const sites = candidateSites(pack, teams.map(({ team }) => team))
  const candidates = sites.map(({ at }): AreaOrigin => ({ at, vehicles: [vehicle], delaySeconds: STANDBY_SECONDS }))
  return { question: { origins, candidates, count, conditions, budgetSeconds, points, weights }, sites }
}

/** Stations, then bases, piers and places of certain kinds, none beside another. */
export function candidateSites({ stations, piers, places }: Pick<Pack, 'stations' | 'piers' | 'places'>, teams: readonly Team[]): CandidateSite[] {
  type Named = Omit<CandidateSite, 'kind'>
  const of = (kind: CandidateSite['kind'], list: readonly Named[]): CandidateSite[] =>
    list.map(({ id, name, nameEn, township, at }) => ({ kind, id, name, ...(nameEn === undefined ? {} : { nameEn }), township, at }))
  const bases = teams.map(({ id, profile }): Named => {
    const { name, nameEn, township, base } = profile
    return { id, name, ...(nameEn === undefined ? {} : { nameEn }), township, at: base }
  })
  const waiting = places.filter(({ kind }) => WAITING_PLACES.includes(kind))
  const kept: CandidateSite[] = []
  for (const site of [...of('station', stations), ...of('base', bases), ...of('pier', piers), ...of('place', waiting)]) {
    if (kept.length === MOST_CANDIDATES) break
    if (kept.every(({ at }) => distanceM(at, site.at) > SAME_SITE_M)) kept.push(site)
  }
  return kept
}

interface Told {
  readonly demand: CoverageDemand
  readonly sites: readonly CandidateSite[]
  /** Teams in the order of the question's origins. */
  readonly present: readonly TeamId[]
  readonly at: EpochMs
  readonly budgetSeconds: number
  readonly totalPeople: number
}

/** The engine's choice in the words of the screens. */
export function answerOf(answer: SuggestionAnswer, told: Told): CoverageSuggestion {
  const { demand, sites, at, budgetSeconds, totalPeople } = told
  return {
    at,
    computedInMs: Math.round(answer.computedInMs),
    budgetSeconds,
    totalPeople,
    candidates: sites.length,
    before: { people: answer.before.weight, backup: answer.before.backup },
    after: { people: answer.after.weight, backup: answer.after.backup },
    bestPossibleNewPeople: Math.round(Math.min(answer.bound, totalPeople - answer.before.weight)),
    sites: answer.picks.map((pick): SuggestedSite => ({
      site: sites[pick.candidate]!,
      newPeople: weigh(demand, pick.newPoints),
      newPlaces: placesOf(demand, pick.newPoints),
      backupPeople: weigh(demand, pick.backupPoints),
      backsUp: backedUp(demand, pick, told.present),
    })),
  }
}

const weigh = ({ weights }: CoverageDemand, points: Int32Array): number => points.reduce((sum, point) => sum + weights[point]!, 0)

/** Sums by key, the largest first. */
function largest(entries: Iterable<readonly [key: number, people: number]>, most: number): { key: number; people: number }[] {
  const sums = new Map<number, number>()
  for (const [key, people] of entries) sums.set(key, (sums.get(key) ?? 0) + people)
  return [...sums].map(([key, people]) => ({ key, people })).filter(({ people }) => people > 0).sort((a, b) => b.people - a.people || a.key - b.key).slice(0, most)
}

function placesOf({ nearestPlace, populationCount, places, weights }: CoverageDemand, points: Int32Array): SuggestedSite['newPlaces'] {
  const near = [...points].filter((point) => point < populationCount && nearestPlace[point]! >= 0)
  return largest(near.map((point) => [nearestPlace[point]!, weights[point]!] as const), MOST_PLACES).map(({ key, people }) => {
    const { id, name, nameEn } = places[key]!
    return { id, name, ...(nameEn === undefined ? {} : { nameEn }), people }
  })
}

function backedUp({ weights }: CoverageDemand, { backupPoints, backedUp: who }: SuggestionPick, present: readonly TeamId[]): SuggestedSite['backsUp'] {
  const own = [...backupPoints].flatMap((point, i) => (who[i]! >= 0 ? [[who[i]!, weights[point]!] as const] : []))
  return largest(own, MOST_BACKED_UP).map(({ key, people }) => ({ teamId: present[key]!, people }))
}
