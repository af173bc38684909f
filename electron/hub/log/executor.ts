import type { CommandId } from '../../../shared/base/ids'
import { err, ok } from '../../../shared/base/result'
import type { Result } from '../../../shared/base/result'
import type { EpochMs } from '../../../shared/base/time'
import type { EventEnvelope } from '../../../shared/domain/envelope'
import { decideBatch } from './decide-batch'
import { LogBrokenError } from './event-log'
import type { EventLog } from './event-log'
import { createGroupCommit } from './group-commit'
import type { GroupCommit, GroupCommitOptions } from './group-commit'

/** An event as a decider makes it. The executor adds its place, the time and the command. */
export type DecidedEvent = Omit<EventEnvelope, 'seq' | 'streamVersion' | 'at' | 'commandId'>

export interface Decision<Reply> {
  /** Empty for a refusal, or when there was nothing to do. */
  readonly events: readonly DecidedEvent[]
  /** The answer, refusals included; made of JSON values. It may mention where its events came to stand. */
  reply(placed: readonly EventEnvelope[]): Reply
}

export interface Submission<Command> {
  /** Chosen by the sender; the same for every repetition. */
  readonly commandId: CommandId
  /** Hash of the sender and the content: tells a repetition from a reused id. */
  readonly fingerprint: string
  readonly command: Command
}

export interface Answer<Reply> {
  readonly reply: Reply
  /** True when the command had been executed before and this is the stored answer. */
  readonly repeated: boolean
}

/**
 * `command_id_reused`: the id belongs to another command; nothing was done. `overloaded`: too many commands wait;
 * nothing was done, send it again later.
 */
export type SubmitRefusal = 'command_id_reused' | 'overloaded'

/**
 * How a batch gets a state to work on that can be thrown away. Three ways, by what `evolve` does:
 * - it returns a new world and leaves the old one alone: nothing to give here;
 * - it changes the world: `open` copies what it changes (the maps, not the aggregates in them), once a batch;
 * - the maps are too large to copy: `open` makes `OverlayMap`s, and `settle` merges them into the base.
 */
export interface Drafts<World> {
  open(committed: World): World
  /** Called after the commit only. Default: the draft is the new world. */
  settle?(draft: World, committed: World): World
}

export interface ExecutorOptions<World, Command, Reply> {
  readonly log: EventLog
  /** The log folded up to `seq`, its head. */
  readonly world: World
  readonly seq: number
  /** Time of the log's last event, so that a clock set back does not show in the log. Default 0. */
  readonly lastAt?: EpochMs
  readonly now: () => EpochMs
  /** Pure; may be called twice for one command. A throw is a bug: the command fails alone ([EX7]). */
  readonly decide: (world: World, command: Command, at: EpochMs) => Decision<Reply>
  /** Total; see `Drafts` for what it may change. */
  readonly evolve: (world: World, event: EventEnvelope) => World
  /** Version of the last event of a stream in this world, 0 for a stream that it does not know. */
  readonly versionOf: (world: World, stream: string) => number
  readonly drafts?: Drafts<World>
  /** The events of one commit as one frame, after `world` has changed and before its replies. Must not throw. */
  readonly publish: (events: readonly EventEnvelope[], world: World) => void
  /** The log failed: stop the hub. Called once. */
  readonly onBroken: (error: LogBrokenError) => void
  /** A throw out of `decide`, `evolve` or `publish`: to be logged; the executor goes on. */
  readonly onBug: (error: unknown, commandId: CommandId | null) => void
  /** Most commands in one commit. Default 256. */
  readonly maxBatch?: number
  /** Most commands that wait; more are refused as `overloaded`. Default 10 000. */
  readonly maxWaiting?: number
  /** For the simulation, which plants faults in it. */
  readonly groupCommit?: (options: GroupCommitOptions<Pending<Command, Reply>>) => GroupCommit<Pending<Command, Reply>>
}

export interface Executor<World, Command, Reply> {
  /**
   * Executes a command once, however often it is sent. Rejects with `LogBrokenError` when the log failed (it is then
   * unknown whether the command will be found executed after the restart: send it again), and with
   * `CommandFailedError` when deciding it threw.
   */
  submit(submission: Submission<Command>): Promise<Result<Answer<Reply>, SubmitRefusal>>
  /** The committed state. It never contains what a power cut could take back. */
  readonly world: World
  /** Last committed `seq`. */
  readonly seq: number
  /** Resolves when everything submitted before is committed; its answers are given in the same turn. */
  idle(): Promise<void>
}

/** The command could not be decided because of a bug. Nothing of it was stored. */
export class CommandFailedError extends Error {
  override readonly name = 'CommandFailedError'
}

/** A command under way. */
export interface Pending<Command, Reply> extends Submission<Command> {
  outcome: Result<Answer<Reply>, SubmitRefusal> | CommandFailedError | null
}

/**
 * The one place where commands become facts: takes the commands that arrived during the last flush, decides them one
 * after another on a draft of the world, appends all their events and answers as one commit, and only then swaps the
 * world, publishes and answers. Decisions never run ahead of a flush, so the draft is at most one batch deep.
 *
 * - [EX1] a command is decided on everything decided before it, in its own batch too.
 * - [EX2] before the commit there is no reply, refusals included, no published event and no change of `world`.
 * - [EX3] the events of a commit are published once, as one frame, in order, before its replies.
 * - [EX4] a repeated `commandId` is executed once and gets the same answer, never before that is durable.
 * - [EX5] a `commandId` with another fingerprint is refused and not executed; that, too, is said only after the
 *   original is durable (else a power cut could leave the refused one to be executed).
 * - [EX6] after a failed commit nothing is published, nothing answered, `world` stays as it was; every waiting and
 *   later command rejects with `LogBrokenError`; `onBroken` is called once.
 * - [EX7] a command whose decision or events throw is not stored, is told so, and fails alone.
 * - [EX8] beyond `maxWaiting` commands are refused as `overloaded` and not executed.
 * - [EX9] replies come in the order of execution; the time of events never runs backwards.
 */
export function createExecutor<World, Command, Reply>(
  options: ExecutorOptions<World, Command, Reply>,
): Executor<World, Command, Reply> {
  const { log, now, onBug, maxBatch = 256, maxWaiting = 10_000, groupCommit = createGroupCommit } = options
  type Entry = Pending<Command, Reply>
  let world = options.world
  let seq = options.seq
  let lastAt = options.lastAt ?? 0
  /** Submitted and not yet answered. */
  const open = new Map<CommandId, { entry: Entry; done: Promise<void> }>()

  const commit = groupCommit({ flush, onBroken: options.onBroken, maxBatch })

  async function flush(batch: readonly Entry[]): Promise<void> {
    const stored = await log.results(batch.map((entry) => entry.commandId))
    const fresh: Entry[] = []
    for (const entry of batch) {
      const earlier = stored.get(entry.commandId)
      if (!earlier) fresh.push(entry)
      else entry.outcome = answer<Reply>(earlier.fingerprint === entry.fingerprint, earlier.result, true)
    }
    if (fresh.length === 0) return
    const decided = decideBatch(options, fresh, { world, seq, at: Math.max(lastAt, now()) })
    for (const { entry, error } of decided.failed) {
      onBug(error, entry.commandId)
      entry.outcome = new CommandFailedError(`command ${entry.commandId} failed`, { cause: error })
    }
    if (decided.records.length === 0) return
    const { lastSeq } = await log.append(decided.records)
    if (lastSeq !== seq + decided.events.length) {
      const due = seq + decided.events.length
      throw new LogBrokenError(`the log is at ${lastSeq}, not ${due}: something else writes to it`)
    }
    lastAt = decided.at
    seq = lastSeq
    world = options.drafts?.settle?.(decided.world, world) ?? decided.world
    if (decided.events.length > 0) publish(decided.events)
    for (const { entry, result } of decided.accepted) entry.outcome = answer<Reply>(true, result, false)
  }

  function publish(events: readonly EventEnvelope[]): void {
    try {
      options.publish(events, world)
    } catch (error) {
      onBug(error, null)
    }
  }

  async function repeat(submission: Submission<Command>, original: Entry, done: Promise<void>): SubmitResult<Reply> {
    await done
    const { outcome, fingerprint } = original
    if (fingerprint === submission.fingerprint) {
      const told = settled(outcome)
      return told.ok ? ok({ ...told.value, repeated: true }) : told
    }
    // If that one was executed, the id is its own. If it was refused the id or failed, it says nothing about this one.
    const executed = outcome !== null && !(outcome instanceof CommandFailedError) && outcome.ok
    return executed ? err('command_id_reused') : submit(submission)
  }

  async function submit(submission: Submission<Command>): SubmitResult<Reply> {
    const { commandId } = submission
    const known = open.get(commandId)
    if (known) return repeat(submission, known.entry, known.done)
    if (commit.waiting >= maxWaiting) return err('overloaded')
    const entry: Entry = { ...submission, outcome: null }
    const done = commit.submit(entry)
    open.set(commandId, { entry, done })
    try {
      await done
    } finally {
      open.delete(commandId)
    }
    return settled(entry.outcome)
  }

  return {
    submit,
    get world() {
      return world
    },
    get seq() {
      return seq
    },
    idle: () => commit.idle(),
  }
}

type SubmitResult<Reply> = Promise<Result<Answer<Reply>, SubmitRefusal>>

function answer<Reply>(same: boolean, result: string, repeated: boolean): Result<Answer<Reply>, SubmitRefusal> {
  // Read back from the text also the first time: a repetition cannot differ from it.
  return same ? ok({ reply: JSON.parse(result) as Reply, repeated }) : err('command_id_reused')
}

function settled<Reply>(outcome: Pending<unknown, Reply>['outcome']): Result<Answer<Reply>, SubmitRefusal> {
  if (outcome === null) throw new CommandFailedError('a flush ended without an outcome')
  if (outcome instanceof CommandFailedError) throw outcome
  return outcome
}
