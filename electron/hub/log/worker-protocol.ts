import type { EncodedRecord } from './encode'
import type { LogHead, LogOpenFailure, StoredResult } from './event-log'

/** What the thread is started with. */
export type WorkerTask =
  | { readonly task: 'serve'; readonly path: string; readonly weaken: Weakening; readonly exercise?: boolean }
  | { readonly task: 'begin-backup' | 'finish-backup'; readonly path: string }

/** Deliberate faults, for tests only: a log opened with any of them keeps no promise. */
export interface Weakening {
  /** NORMAL does not sync at commit: acknowledged batches are lost in a power cut. */
  readonly synchronous?: 'NORMAL'
  /** The "disk" is full after that many pages of 4 KiB. */
  readonly maxPages?: number
}

/** Every question to the thread and its answer. */
export interface WorkerCalls {
  head: { ask: null; answer: LogHead }
  append: { ask: readonly EncodedRecord[]; answer: { firstSeq: number; lastSeq: number } }
  /** Placed bodies joined by commas, in pieces that stay below the longest string of the engine. */
  read: { ask: { since: number; until: number }; answer: string[] }
  readStream: { ask: { stream: string; since: number }; answer: string[] }
  results: { ask: readonly string[]; answer: (StoredResult & { commandId: string })[] }
  /** Deletes at most `limit` results, so that appends find their turn in between. */
  forgetResults: { ask: { before: number; limit: number }; answer: number }
  /** Copies the next rows into the empty log at that path. True when everything that was there at the start is. */
  backup: { ask: string; answer: boolean }
  close: { ask: null; answer: null }
}

export type CallName = keyof WorkerCalls

export interface WorkerRequest<Name extends CallName = CallName> {
  readonly id: number
  readonly name: Name
  readonly ask: WorkerCalls[Name]['ask']
}

export type WorkerFailure =
  | { readonly kind: 'conflict' | 'broken' | 'failed'; readonly message: string }
  | { readonly kind: 'open'; readonly reason: LogOpenFailure; readonly message: string }

/** `id` 0 is the answer to the start. */
export type WorkerReply =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly failure: WorkerFailure }
