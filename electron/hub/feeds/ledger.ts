import type { EpochMs } from '../../../shared/base/time'

export interface FeedRecord {
  /** When a good message last came; null: never since the hub started. */
  readonly lastAt: EpochMs | null
  readonly accepted: number
  readonly refused: number
}

/** What each feed has brought since the hub started: the foot line of the screens. */
export interface FeedLedger {
  accepted(feed: string, at: EpochMs): void
  refused(feed: string): void
  get(feed: string): FeedRecord
  names(): string[]
}

const NOTHING: FeedRecord = { lastAt: null, accepted: 0, refused: 0 }

export function createFeedLedger(): FeedLedger {
  const records = new Map<string, FeedRecord>()
  const of = (feed: string): FeedRecord => records.get(feed) ?? NOTHING
  return {
    accepted: (feed, at) => void records.set(feed, { ...of(feed), lastAt: at, accepted: of(feed).accepted + 1 }),
    refused: (feed) => void records.set(feed, { ...of(feed), refused: of(feed).refused + 1 }),
    get: of,
    names: () => [...records.keys()],
  }
}
