import type { SuggestionAnswer, SuggestionPick } from './questions'
import type { Steps } from './world'

export interface Covering {
  /** Per point: what it counts (people). */
  readonly weights: Float64Array
  /** Points of those who cover already. */
  readonly held: readonly Int32Array[]
  /** Points that each candidate would cover. */
  readonly offered: readonly Int32Array[]
  /** Most candidates to pick. */
  readonly count: number
}

/**
 * Maximal covering location with backup: the candidates that newly cover the most weight (R. Church and C. ReVelle,
 * Papers of the Regional Science Association 32, 1974) and, among equals, cover the most weight a second time (K. Hogan
 * and C. ReVelle, Management Science 32, 1986).
 *
 * Greedy, then single swaps while any helps. Newly covered weight is a monotone submodular function, so the greedy
 * choice alone is at least 1 - 1/e = 63 % of the best possible (G. Nemhauser, L. Wolsey and M. Fisher, Mathematical
 * Programming 14, 1978); swaps never lower it. No such guarantee holds for the backup, which comes second. `bound` is
 * what the best choice could reach at most, from the gains left at the end (by submodularity) and from that guarantee.
 */
export function* chooseSites(covering: Covering): Steps<Omit<SuggestionAnswer, 'graphVersion' | 'computedInMs'>> {
  const { weights, held, offered, count } = covering
  const tally = new Tally(weights)
  for (const points of held) tally.add(points)
  const before = tally.totals()
  const chosen = yield* greedy(tally, offered, [...offered.keys()], count)
  const greedyWeight = tally.totals().weight - before.weight
  yield* swap(tally, offered, chosen)
  const bound = upperBound(tally, offered, chosen, before.weight, greedyWeight, count)
  const after = tally.totals()
  for (const candidate of chosen) tally.remove(offered[candidate]!)
  // The order in which they help most, each counted after those before it.
  const order = yield* greedy(tally, offered, chosen, count)
  return { picks: explain(covering, order), before, after, bound }
}

/** How often each point is covered. */
class Tally {
  readonly weights: Float64Array
  readonly times: Uint16Array
  /** More than any weight: the first aim, in a number that also holds the second. */
  readonly #first: number

  constructor(weights: Float64Array) {
    this.weights = weights
    this.times = new Uint16Array(weights.length)
    this.#first = weights.reduce((sum, weight) => sum + weight, 0) + 1
  }

  add(points: Int32Array): void {
    for (const point of points) this.times[point]!++
  }

  remove(points: Int32Array): void {
    for (const point of points) this.times[point]!--
  }

  /** What covering these points too is worth: newly covered weight first, then weight covered a second time. */
  gain(points: Int32Array): number {
    let fresh = 0
    let second = 0
    for (const point of points) {
      const times = this.times[point]!
      if (times === 0) fresh += this.weights[point]!
      else if (times === 1) second += this.weights[point]!
    }
    return fresh * this.#first + second
  }

  /** Newly covered weight alone. */
  freshGain(points: Int32Array): number {
    let fresh = 0
    for (const point of points) if (this.times[point] === 0) fresh += this.weights[point]!
    return fresh
  }

  totals(): { weight: number; backup: number } {
    let weight = 0
    let backup = 0
    this.times.forEach((times, point) => {
      if (times > 0) weight += this.weights[point]!
      if (times > 1) backup += this.weights[point]!
    })
    return { weight, backup }
  }
}

/** Takes the best of `from` again and again; leaves them in the tally. Stops when nothing helps any more. */
function* greedy(tally: Tally, offered: readonly Int32Array[], from: readonly number[], count: number): Steps<number[]> {
  const chosen: number[] = []
  const left = new Set(from)
  while (chosen.length < count) {
    let best = -1
    let most = 0
    for (const candidate of left) {
      const gain = tally.gain(offered[candidate]!)
      if (gain <= most) continue
      most = gain
      best = candidate
    }
    if (best < 0) break
    left.delete(best)
    chosen.push(best)
    tally.add(offered[best]!)
    yield
  }
  return chosen
}

/** Replaces one of the chosen by another candidate while that helps. */
function* swap(tally: Tally, offered: readonly Int32Array[], chosen: number[]): Steps<void> {
  const isChosen = new Set(chosen)
  let quiet = 0
  for (let i = 0; quiet < chosen.length; i = (i + 1) % chosen.length) {
    const out = chosen[i]!
    tally.remove(offered[out]!)
    let best = out
    let most = tally.gain(offered[out]!)
    for (const candidate of offered.keys()) {
      if (isChosen.has(candidate)) continue
      const gain = tally.gain(offered[candidate]!)
      if (gain <= most) continue
      most = gain
      best = candidate
    }
    tally.add(offered[best]!)
    quiet = best === out ? quiet + 1 : 0
    if (best !== out) {
      chosen[i] = best
      isChosen.delete(out)
      isChosen.add(best)
    }
    yield
  }
}

function upperBound(
  tally: Tally,
  offered: readonly Int32Array[],
  chosen: readonly number[],
  before: number,
  greedyWeight: number,
  count: number,
): number {
  const reached = tally.totals().weight - before
  const isChosen = new Set(chosen)
  const gains = offered
    .flatMap((points, candidate) => (isChosen.has(candidate) ? [] : [tally.freshGain(points)]))
    .sort((a, b) => b - a)
  const left = gains.slice(0, count).reduce((sum, gain) => sum + gain, 0)
  return Math.min(reached + left, greedyWeight / (1 - 1 / Math.E))
}

/** What each pick adds to those who were there and the picks before it. */
function explain({ weights, held, offered }: Covering, order: readonly number[]): SuggestionPick[] {
  const times = new Uint16Array(weights.length)
  /** Who covers a point first: a number of `held`, or -1 - number of a pick. */
  const first = new Int32Array(weights.length)
  const take = (points: Int32Array, who: number): void => {
    for (const point of points) if (times[point]!++ === 0) first[point] = who
  }
  held.forEach((points, who) => take(points, who))
  return order.map((candidate, number) => {
    const points = offered[candidate]!
    const newPoints = points.filter((point) => times[point] === 0)
    const backupPoints = points.filter((point) => times[point] === 1)
    const backedUp = backupPoints.map((point) => first[point]!)
    take(points, -1 - number)
    return { candidate, newPoints, backupPoints, backedUp }
  })
}
