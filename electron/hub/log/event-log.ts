import type { CommandId } from '../../../shared/base/ids'
import type { EpochMs } from '../../../shared/base/time'
import type { EventEnvelope } from '../../../shared/domain/envelope'

/** An event before the log has given it its place. `data` holds JSON values only (no NaN, no undefined, no Date). */
export type UnplacedEvent = Omit<EventEnvelope, 'seq'>

/** What one command leaves behind: its events and the answer that a repetition of the command gets. */
export interface CommandRecord {
  readonly commandId: CommandId
  /** Hash of who sent what, so that a reused id with another content is told apart. */
  readonly fingerprint: string
  readonly at: EpochMs
  /** JSON text of the answer, refusals included. */
  readonly result: string
  /** Empty for a refusal. `streamVersion` must follow the stream's last one; `commandId` is the record's own. */
  readonly events: readonly UnplacedEvent[]
}

export interface StoredResult {
  readonly fingerprint: string
  readonly at: EpochMs
  readonly result: string
}

export interface LogHead {
  /** Random identity of this log: a client that knows another one starts anew. A restored backup is another log. */
  readonly logId: string
  /** Last committed `seq`; 0 for an empty log. */
  readonly seq: number
}

export interface Snapshot {
  readonly seq: number
  readonly body: string
}

/** Longest event as JSON text, in UTF-16 units. Requests from outside are limited far below it. */
export const MAX_EVENT_LENGTH = 1024 * 1024

/** What the name of a kind of snapshot must look like; put the version of the body's shape into it (`world-3`). */
export const SNAPSHOT_KIND = /^[a-z0-9-]{1,32}$/

/**
 * The durable, totally ordered record of facts, and of every command's answer. One writer.
 *
 * Rules (tests are named by them):
 * - [EL1] `append` resolves only when the batch would survive a power cut; all of it or nothing. Appends commit in the
 *   order in which they were called.
 * - [EL2] `seq` is gapless from 1; `streamVersion` is gapless per stream: a batch that breaks it is rejected whole
 *   and the log stays usable.
 * - [EL3] a `commandId` is stored once; a second append of it rejects the batch whole. An event carries the id of the
 *   command that it is stored with.
 * - [EL4] `read` yields committed events only, in `seq` order.
 * - [EL5] after a failed write or sync every later call fails with `LogBrokenError`: the owner must stop.
 * - [EL6] what was stored is returned as it was stored (unicode, numbers, nesting).
 * - [EL7] an event that is longer than `MAX_EVENT_LENGTH` or is not JSON rejects the batch whole and the log stays
 *   usable.
 * - [EL8] a snapshot that is damaged, above the head or of another log is as good as none.
 */
export interface EventLog {
  head(): Promise<LogHead>
  /** Appends one group commit: several commands in order. Returns the `seq` of the first event (head+1 if none). */
  append(batch: readonly CommandRecord[]): Promise<{ firstSeq: number; lastSeq: number }>
  /** Events with `seq > since`, at most `limit`, in order. For a whole log use `replay`, which reads ahead. */
  read(since: number, limit: number): Promise<EventEnvelope[]>
  readStream(stream: string, since: number): Promise<EventEnvelope[]>
  result(commandId: CommandId): Promise<StoredResult | null>
  /** The stored answers of those of the commands that have one: one question for a whole batch. */
  results(commandIds: readonly CommandId[]): Promise<Map<CommandId, StoredResult>>
  /** The snapshot saved last, or null ([EL8]). A snapshot is a disposable cache: its loss costs only time. */
  loadSnapshot(kind: string): Promise<Snapshot | null>
  /** Replaces the snapshot of that kind. Rejects a `seq` above the head: that is not a snapshot of this log. */
  saveSnapshot(kind: string, seq: number, body: string): Promise<void>
  /** Deletes command results older than `before` (they only serve repetition). Returns how many. */
  forgetResults(before: EpochMs): Promise<number>
  /** Flushes and closes; later calls reject. */
  close(): Promise<void>
}

/** The log cannot be trusted to write any more (disk full, failed sync, corrupt file): stop the hub and say why. */
export class LogBrokenError extends Error {
  override readonly name = 'LogBrokenError'
}

/** A batch that contradicts the log ([EL2], [EL3], [EL7]): a bug or a second writer. Nothing of it was stored. */
export class LogConflictError extends Error {
  override readonly name = 'LogConflictError'
}

/** The log was closed by its owner before this call. */
export class LogClosedError extends Error {
  override readonly name = 'LogClosedError'
}

/**
 * Why a log could not be opened: another hub has it; the file is damaged; it is some other file; a newer version of the
 * product wrote it; it is of an exercise and should be real, or the other way round; the system refuses (folder missing,
 * no permission).
 */
export type LogOpenFailure = 'other-kind' | 'in-use' | 'damaged' | 'not-a-log' | 'newer' | 'unreachable'

/** The log could not be opened. The message names the file and what to do; the file was left as it was. */
export class LogOpenError extends Error {
  override readonly name = 'LogOpenError'
  readonly reason: LogOpenFailure

  constructor(reason: LogOpenFailure, message: string) {
    super(message)
    this.reason = reason
  }
}

/** Refuses what would never be loaded again ([EL8]). Throws `RangeError`. */
export function assertSnapshot(kind: string, seq: number, head: number): void {
  if (!SNAPSHOT_KIND.test(kind)) throw new RangeError(`snapshot kind "${kind}" does not match ${SNAPSHOT_KIND.source}`)
  if (!Number.isSafeInteger(seq) || seq < 0 || seq > head) {
    throw new RangeError(`snapshot "${kind}" at seq ${seq}: the log's head is ${head}`)
  }
}
