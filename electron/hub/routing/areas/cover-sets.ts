import type { Conditions } from '../../../../shared/dispatch/travel'
import type { Demand } from './demand'
import { pointTimes, searchFrom } from './multi-source'
import type { AreaOrigin } from './questions'
import type { AreaWorld, Steps } from './world'

/** The points that each origin reaches in time by itself: one search (per vehicle class) each. */
export function* cover(
  world: AreaWorld,
  demand: Demand,
  origins: readonly AreaOrigin[],
  { conditions, budgetSeconds }: { readonly conditions: Conditions; readonly budgetSeconds: number },
): Steps<Int32Array[]> {
  const sets: Int32Array[] = []
  for (const origin of origins) {
    const search = { origins: [origin], conditions, limit: budgetSeconds * 10, withClosures: true }
    const searched = yield* searchFrom(world, search)
    const { seconds } = yield* pointTimes(world, searched, demand, search)
    const reached: number[] = []
    for (let point = 0; point < seconds.length; point++) if (seconds[point]! <= budgetSeconds) reached.push(point)
    sets.push(Int32Array.from(reached))
  }
  return sets
}
