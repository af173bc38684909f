import type { PeopleCount, PeopleQuestion } from '../../../shared/dispatch/reach'
import { distanceM } from '../../../shared/geo/position'
import type { Pack, Place } from '../../../shared/pack/schema'
import { insideRings } from '../routing/geometry'

/**
 * Who is to be reached: the points of the pack's population grid first, then its places. One list for the road engine,
 * which matches it to the roads once.
 */
export interface CoverageDemand {
  /** lon, lat, lon, lat …, degrees: population points, then places. */
  readonly points: Float64Array
  readonly populationCount: number
  /** People per point of `points`; places have none of their own. */
  readonly weights: Float64Array
  readonly places: readonly Place[]
  /** Sum of people; null: the pack has no population. */
  readonly totalPeople: number | null
  /** Per population point: number of the nearest place of its township; -1 where the township has none. */
  readonly nearestPlace: Int32Array
}

export function coverageDemand({ population, places }: Pick<Pack, 'population' | 'places'>): CoverageDemand {
  const all = [...population, ...places]
  const ofTownship = new Map<string, number[]>()
  places.forEach(({ township }, number) => {
    const list = ofTownship.get(township)
    if (list) list.push(number)
    else ofTownship.set(township, [number])
  })
  return {
    points: Float64Array.from(all.flatMap(({ at }) => [at.lon, at.lat])),
    populationCount: population.length,
    weights: Float64Array.from(all, (_, i) => population[i]?.people ?? 0),
    places,
    totalPeople: population.length === 0 ? null : population.reduce((sum, { people }) => sum + people, 0),
    nearestPlace: Int32Array.from(population, ({ at, township }) => {
      let nearest = -1
      let least = Infinity
      for (const number of ofTownship.get(township) ?? []) {
        const metres = distanceM(at, places[number]!.at)
        if (metres >= least) continue
        least = metres
        nearest = number
      }
      return nearest
    }),
  }
}

/** People and places among the points for which `isReached` holds. */
export function countReached(
  { populationCount, weights, places, totalPeople }: CoverageDemand,
  isReached: (point: number) => boolean,
): { people: number | null; places: number } {
  let people = 0
  for (let point = 0; point < populationCount; point++) if (isReached(point)) people += weights[point]!
  let count = 0
  for (let place = 0; place < places.length; place++) if (isReached(populationCount + place)) count++
  return { people: totalPeople === null ? null : people, places: count }
}

/** People of the population grid whose point lies inside. */
export function peopleWithin({ population }: Pick<Pack, 'population'>, { circle, polygon }: PeopleQuestion): PeopleCount {
  if (population.length === 0) return { people: null }
  let people = 0
  for (const point of population) {
    const isIn = circle ? distanceM(circle.at, point.at) <= circle.metres : insideRings(polygon ?? [], point.at.lon, point.at.lat)
    if (isIn) people += point.people
  }
  return { people }
}
