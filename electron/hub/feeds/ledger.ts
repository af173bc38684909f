import type { EpochMs } from '../../../shared/base/time'

export interface FeedRecord {
  /** When a good message last came; null: never since the hub started. */
  readonly lastAt: EpochMs | null
  readonly accepted: number
  readonly refused: number
  /** How many rows its last good message had. */
  readonly lastCount: number
}

/** What each feed has brought since the hub started: the foot line of the screens. */
export interface FeedLedger {
  accepted(feed: string, at: EpochMs, count?: number): void
  refused(feed: string, count?: number): void
  get(feed: string): FeedRecord
  names(): string[]
}

const NOTHING: FeedRecord = { lastAt: null, accepted: 0, refused: 0, lastCount: 0 }

export function createFeedLedger(): FeedLedger {
  const records = new Map<string, FeedRecord>()
  const of = (feed: string): FeedRecord => records.get(feed) ?? NOTHING
  return {
    accepted: (feed, at, count = 1) =>
      void records.set(feed, { ...of(feed), lastAt: at, accepted: of(feed).accepted + count, lastCount: count }),
    refused: (feed, count = 1) => void records.set(feed, { ...of(feed), refused: of(feed).refused + count }),
    get: of,
    names: () => [...records.keys()],
  }
}
