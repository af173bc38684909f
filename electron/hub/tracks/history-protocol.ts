import type { EpochMs } from '../../../shared/base/time'

/** One kept position. Heading and speed are NaN where not known. */
export interface Fix {
  readonly id: string
  readonly name: string | null
  readonly at: EpochMs
  /** Degrees WGS-84. */
  readonly lon: number
  readonly lat: number
  readonly headingDeg: number
  readonly speedMps: number
}

/** The way of one object, oldest first. All columns have the same length. */
export interface Trail {
  readonly id: string
  readonly name: string | null
  readonly at: readonly EpochMs[]
  readonly lon: readonly number[]
  readonly lat: readonly number[]
  /** Null: not known. */
  readonly headingDeg: readonly (number | null)[]
  readonly speedMps: readonly (number | null)[]
}

export interface HistoryTask {
  readonly path: string
  readonly retentionMs: number
  /** The file is not to grow beyond this: the oldest goes earlier then. Bytes. */
  readonly maxBytes: number
}

export interface HistoryCalls {
  readonly write: { ask: readonly Fix[]; answer: null }
  readonly trail: { ask: { id: string; from: EpochMs; to: EpochMs; most: number }; answer: Trail | null }
  /** Every object's last position at a moment, if it is not older than `since`: a track frame that stands for itself. */
  readonly at: { ask: { time: EpochMs; since: EpochMs }; answer: ArrayBuffer }
  readonly span: { ask: null; answer: { readonly from: EpochMs; readonly to: EpochMs } | null }
  /** Removes what is past its time. */
  readonly prune: { ask: EpochMs; answer: { readonly removed: number } }
  readonly close: { ask: null; answer: null }
}
export type HistoryCall = keyof HistoryCalls

export interface HistoryQuestion {
  readonly id: number
  readonly call: HistoryCall
  readonly ask: unknown
}
export type HistoryReply =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string }
