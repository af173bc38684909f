import type { LoggedEvent } from '../domain/event'
import { applyEvent, emptyWorld, type World } from '../domain/world'

/** So many worlds are kept for going back, besides the first: a seek folds at most one stretch between two of them. */
const CHECKPOINTS = 32
/** Stretches are not shorter than this, events: folding so few is quicker than copying a world. */
const SHORTEST = 1_000

/** An event that does not follow from those before it. */
export class FoldError extends Error {
  override readonly name = 'FoldError'
  /** Index of the event among those of the recording. */
  readonly index: number
  constructor(index: number, message: string) {
    super(message)
    this.index = index
  }
}

/**
 * The world of a recording at any of its moments: the fold of the log up to there, and nothing else.
 *
 * Rules (tests are named by them):
 * - [RP1] after `seek(n)` the world is the fold of the start and the first `n` events, from wherever it came;
 * - [RP2] going anywhere folds at most one stretch, whatever the length of the recording.
 */
export interface ReplayFold {
  /** Always the same object: who holds it sees the moment. */
  readonly world: World
  /** Events folded in. */
  readonly at: number
  /** Goes to where `count` events have happened. */
  seek(count: number): void
}

/** Folds the whole recording once, which shows that it can be folded. Throws `FoldError` where it cannot. */
export function createReplayFold(start: World, events: readonly LoggedEvent[], shortest = SHORTEST): ReplayFold {
  const stretch = Math.max(shortest, Math.ceil(events.length / CHECKPOINTS))
  const world = copyOf(start)
  const kept: World[] = [start]
  let at = 0

  function forward(to: number): void {
    for (; at < to; at += 1) {
      const event = events[at]
      if (!event) return
      applyEvent(world, event)
    }
  }

  for (let index = 0; index < events.length; index += 1) {
    try {
      forward(index + 1)
    } catch (error) {
      throw new FoldError(index, (error instanceof Error ? error.message : String(error)).slice(0, 160))
    }
    if (at % stretch === 0) kept.push(copyOf(world))
  }

  const fold = {
    world,
    get at() {
      return at
    },
    seek(count: number) {
      const to = Math.max(0, Math.min(events.length, count))
      const place = Math.min(kept.length - 1, Math.floor(to / stretch))
      const near = kept[place]
      if (near && (to < at || place * stretch > at)) {
        refill(world, near)
        at = place * stretch
      }
      forward(to)
    },
  }
  fold.seek(0)
  return fold
}

const TABLES = Object.keys(emptyWorld()).filter((key) => key !== 'seq') as Exclude<keyof World, 'seq'>[]

/** The values are immutable: a copy of the tables is a moment. */
function copyOf(world: World): World {
  const copy = emptyWorld()
  refill(copy, world)
  return copy
}

function refill(world: World, from: World): void {
  for (const table of TABLES) {
    // All worlds here come from `emptyWorld` or `worldFrom`, whose tables are Maps.
    const into = world[table] as unknown as Map<unknown, unknown>
    into.clear()
    for (const [key, value] of from[table] as unknown as Map<unknown, unknown>) into.set(key, value)
  }
  world.seq = from.seq
}
