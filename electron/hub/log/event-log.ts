import type { CommandId } from '../../../shared/base/ids'
import type { EpochMs } from '../../../shared/base/time'
import type { EventEnvelope } from '../../../shared/domain/envelope'

/** An event before the log has given it its place. */
export type UnplacedEvent = Omit<EventEnvelope, 'seq'>

/** What one command leaves behind: its events and the answer that a repetition of the command gets. */
export interface CommandRecord {
  readonly commandId: CommandId
  /** Hash of who sent what, so that a reused id with another content is told apart. */
  readonly fingerprint: string
  readonly at: EpochMs
  /** JSON text of the answer, refusals included. */
  readonly result: string
  /** Empty for a refusal. `streamVersion` must follow the stream's last one. */
  readonly events: readonly UnplacedEvent[]
}

export interface StoredResult {
  readonly fingerprint: string
  readonly at: EpochMs
  readonly result: string
}

export interface LogHead {
  /** Random identity of this log: a client that knows another one starts anew. */
  readonly logId: string
  /** Last committed `seq`; 0 for an empty log. */
  readonly seq: number
}

/**
 * The durable, totally ordered record of facts, and of every command's answer. One writer.
 *
 * Rules (tests are named by them):
 * - [EL1] `append` resolves only when the batch would survive a power cut; all of it or nothing.
 * - [EL2] `seq` is gapless from 1; `streamVersion` is gapless per stream: a batch that breaks it is rejected whole
 *   and the log stays usable.
 * - [EL3] a `commandId` is stored once; a second append of it rejects the batch whole.
 * - [EL4] `read` yields committed events only, in `seq` order.
 * - [EL5] after a failed write or sync every later call fails with `LogBrokenError`: the owner must stop.
 * - [EL6] what was stored is returned as it was stored (unicode, numbers, nesting).
 */
export interface EventLog {
  head(): Promise<LogHead>
  /** Appends one group commit: several commands in order. Returns the `seq` of the first event (head+1 if none). */
  append(batch: readonly CommandRecord[]): Promise<{ firstSeq: number; lastSeq: number }>
  /** Events with `seq > since`, at most `limit`, in order. */
  read(since: number, limit: number): Promise<EventEnvelope[]>
  readStream(stream: string, since: number): Promise<EventEnvelope[]>
  result(commandId: CommandId): Promise<StoredResult | null>
  /** The newest snapshot at or below the head, or null. A snapshot is a disposable cache: its loss costs only time. */
  loadSnapshot(kind: string): Promise<{ seq: number; body: string } | null>
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

/** A batch that contradicts the log ([EL2], [EL3]): a bug or a second writer. Nothing of it was stored. */
export class LogConflictError extends Error {
  override readonly name = 'LogConflictError'
}
