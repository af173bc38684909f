import { err, ok, type Result } from '../../../shared/base/result'
import type { EpochMs } from '../../../shared/base/time'
import type { LoggedEvent } from '../../../shared/domain/event'
import type { Rejection } from '../../../shared/domain/rejection'
import type { World } from '../../../shared/domain/world'
import { createReplayFold } from '../../../shared/replay/fold'
import type { Recording, RecordingHeader } from '../../../shared/replay/format'
import { marksOf, type ReplayMark } from '../../../shared/replay/marks'
import { happenedBy, momentAt, momentsOf, stepFrom, type Playhead, type ReplayAction, type ReplayState } from '../../../shared/replay/playhead'
import { createReplayTracks, type ReplayTracks } from './tracks'

/** How often a replay that runs looks what has happened meanwhile, milliseconds. */
const TICK_MS = 100
/** Screens that run along by themselves are told so often where the playhead is, milliseconds. */
const TELL_MS = 2_000
/** More events in one step than this are a jump: the screens do better with a new state. */
const MOST_EVENTS = 500

/**
 * A recording and the moment at which it is looked at. One playhead for all screens of the hub.
 *
 * Rules (tests are named by them):
 * - [RP3] the clock is the playhead: what is asked for the time gets the moment shown;
 * - [RP4] playing on is told as the events that happen meanwhile; a jump as one new state; in the order in which they
 *   were done;
 * - [RP5] it stops at the end and stays there; a moment outside the recording is refused.
 */
export interface ReplayPlayer {
  readonly header: RecordingHeader
  readonly world: World
  readonly tracks: ReplayTracks
  readonly marks: readonly ReplayMark[]
  /** All of the recording, those that have not happened yet too. */
  readonly events: readonly LoggedEvent[]
  now(): EpochMs
  state(): ReplayState
  /** Events that have happened by now. */
  happened(): number
  control(action: ReplayAction): Result<ReplayState, Rejection>
  /** The next events happened. */
  onEvents(listener: (events: readonly LoggedEvent[]) => void): () => void
  /** The world is another one: everything is to be shown anew. */
  onJump(listener: () => void): () => void
  /** Where the playhead stands, after every change and now and then while it runs. */
  onState(listener: (state: ReplayState) => void): () => void
  stop(): void
}

/** Opens a recording at its beginning, standing. Throws `FoldError` if its events do not follow from one another. */
export function createReplayPlayer({ header, start, events, ways }: Recording, real: () => number = Date.now): ReplayPlayer {
  const moments = momentsOf(events)
  const fold = createReplayFold(start, events)
  const tracks = createReplayTracks(ways)
  const marks = marksOf(events, moments, header.from, header.to)
  const eventListeners = new Set<(events: readonly LoggedEvent[]) => void>()
  const jumpListeners = new Set<() => void>()
  const stateListeners = new Set<(state: ReplayState) => void>()
  const { from, to } = header
  let head: Playhead = { at: from, since: real(), playing: false, speed: 1 }
  let timer: NodeJS.Timeout | null = null
  let toldAt = 0
  // What happened in the very millisecond of the beginning belongs to it.
  fold.seek(happenedBy(moments, from))
  tracks.seek(from)

  const now = () => momentAt(head, real(), to)
  const state = (): ReplayState => ({ at: now(), playing: head.playing, speed: head.speed, from, to, seq: fold.world.seq })

  function tell(): void {
    toldAt = real()
    const told = state()
    for (const listener of stateListeners) listener(told)
  }

  /** Brings world and positions to the playhead. */
  function follow(): void {
    const at = now()
    const due = happenedBy(moments, at)
    const before = fold.at
    fold.seek(due)
    tracks.seek(at)
    if (due < before || due - before > MOST_EVENTS) for (const listener of jumpListeners) listener()
    else if (due > before) {
      const happened = events.slice(before, due)
      for (const listener of eventListeners) listener(happened)
    }
  }

  function tick(): void {
    follow()
    if (now() >= to) {
      set({ playing: false })
      tell()
    } else if (real() - toldAt >= TELL_MS) tell()
  }

  function set(change: Partial<Pick<Playhead, 'at' | 'playing' | 'speed'>>): void {
    head = { ...head, at: now(), since: real(), ...change }
    if (head.playing) timer ??= setInterval(tick, TICK_MS)
    else if (timer) {
      clearInterval(timer)
      timer = null
    }
  }

  function control(action: ReplayAction): Result<ReplayState, Rejection> {
    switch (action.do) {
      case 'play':
        set(now() >= to ? { at: from, playing: true } : { playing: true })
        break
      case 'pause':
        set({ playing: false })
        break
      case 'speed':
        set({ speed: action.speed })
        break
      case 'step':
        set({ at: stepFrom(moments, now(), action.by) ?? (action.by === 1 ? to : from), playing: false })
        break
      case 'seek':
        if (action.at < from || action.at > to) return err({ code: 'invalid', message: 'at: outside the recording', field: 'at' })
        set({ at: action.at })
    }
    // A step beyond the first event would leave the recording.
    if (head.at < from) head = { ...head, at: from }
    follow()
    tell()
    return ok(state())
  }

  const listening = <L>(set: Set<L>) => (listener: L) => {
    set.add(listener)
    return () => void set.delete(listener)
  }
  return {
    header, world: fold.world, tracks, marks, events, now, state, control,
    happened: () => fold.at,
    onEvents: listening(eventListeners),
    onJump: listening(jumpListeners),
    onState: listening(stateListeners),
    stop() {
      set({ playing: false })
    },
  }
}
