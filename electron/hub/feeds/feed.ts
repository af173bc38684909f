import type { Logger } from 'pino'
import type { EpochMs } from '../../../shared/base/time'
import type { VesselParticulars } from '../../../shared/domain/vessel/particulars'
import type { Advisory } from '../../../shared/domain/typhoon/state'
import type { TrackPoint } from '../../../shared/protocol/track-frame'
import type { Collector, CollectorKind, CollectorOf } from '../../../shared/pack/collectors'

/**
 * What a source says, translated and nothing more. `sourceId` is the same for the same statement: the supervisor drops
 * what it has seen.
 */
export type Observation =
  | { readonly kind: 'advisory'; readonly sourceId: string; readonly advisory: Advisory }
  /** `sourceId` null: each is new, the table takes the newest. */
  | { readonly kind: 'position'; readonly sourceId: null; readonly point: TrackPoint }
  | { readonly kind: 'vessel'; readonly sourceId: null; readonly mmsi: string; readonly particulars: Partial<VesselParticulars>; readonly at: EpochMs }

export type EmitOutcome = 'accepted' | 'duplicate' | 'refused'

/** What an adapter may use of the hub. */
export interface FeedIO {
  /** Hands over one observation; waits while the source is faster than it may be. Never rejects. */
  emit(observation: Observation): Promise<EmitOutcome>
  /** The source was heard, whether or not it had anything new. */
  heard(): void
  /** Something of it could not be understood; it goes on. Shown with the source. */
  refused(why: string): void
  now(): EpochMs
  readonly log: Logger
  /** Folder in which files may be put for this source; made if missing. */
  readonly inbox: string
}

/**
 * One kind of source. `run` talks to it until `stop` is aborted and then returns; when it rejects or returns before,
 * the supervisor starts it again. It only translates: restart, back-off, rate, silence and repetition are not its affair.
 */
export interface Feed<K extends CollectorKind = CollectorKind> {
  readonly kind: K
  run(config: CollectorOf<K>, io: FeedIO, stop: AbortSignal): Promise<void>
}

/** A feed whose own kind is forgotten, to be kept in a list with others. */
export type AnyFeed = { readonly kind: CollectorKind; run(config: Collector, io: FeedIO, stop: AbortSignal): Promise<void> }

export function anyFeed<K extends CollectorKind>(feed: Feed<K>): AnyFeed {
  return feed as unknown as AnyFeed
}
