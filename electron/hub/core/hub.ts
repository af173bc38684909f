import type { EpochMs } from '../../../shared/base/time'
import type { Actor, Command } from '../../../shared/domain/command'
import type { EventEnvelope } from '../../../shared/domain/envelope'
import type { LoggedEvent } from '../../../shared/domain/event'
import type { IncidentKinds } from '../../../shared/domain/incident/decide'
import type { Rejection } from '../../../shared/domain/rejection'
import type { World } from '../../../shared/domain/world'
import type { CoverageState, CoverageSuggestion, SuggestionRequest } from '../../../shared/dispatch/coverage'
import type { ReachQuestion, ReachResult } from '../../../shared/dispatch/reach'
import type { Recommendation } from '../../../shared/dispatch/recommend'
import type { RoadMeta, RouteResult } from '../../../shared/dispatch/travel'
import type { Result } from '../../../shared/base/result'
import type { Pack } from '../../../shared/pack/schema'
import type { CommandReply } from '../../../shared/protocol/messages'
import type { ReplayPlayer } from '../replay/player'
import type { SeaKeeper } from '../sea/keeper'
import type { Asked } from './fingerprint'
import type { HeatTable } from '../tracks/heat'
import type { ReadingTable } from '../tracks/readings'
import type { TrackTable } from '../tracks/table'
import type { VesselTable } from '../tracks/vessels'

/** The hub as the gateway and the feeds see it: one way in for commands, and the committed world to read. */
export interface Hub {
  readonly logId: string
  readonly pack: Pack
  readonly kinds: IncidentKinds
  /** Committed state only: nothing in it can be lost any more. */
  readonly world: World
  readonly tracks: TrackTable
  readonly readings: ReadingTable
  readonly heat: HeatTable
  readonly vessels: VesselTable
  /** What is watched at sea; null: the pack has no sea. */
  readonly sea: SeaKeeper | null
  /** True in drills and demonstrations. */
  readonly drill: boolean
  readonly roads: RoadMeta | null
  /** Left out: this is no replay. */
  readonly replay?: ReplayPlayer
  now(): EpochMs
  /**
   * Executes one validated command. Resolves after the commit that holds its answer, refusals too; rejects only with
   * `LogBrokenError`, when the hub is about to stop. `commandId` makes it idempotent, over restarts too: a repetition
   * gets the first answer, other content under the same id is refused. `asked`: what the sender said, where the data
   * were worked out from it and may come out otherwise the next time; a repetition is then told by that.
   */
  execute(command: Command, actor: Actor, asked?: unknown): Promise<CommandReply>
  /**
   * The answer that a command has had already (`command_id_reused`, if another one had its id), or null. For whoever
   * must not work out the data a second time.
   */
  answerTo(asked: Asked, actor: Actor): Promise<CommandReply | null>
  /** Every group commit, in order, after it is durable and before its replies. Returns the remover. */
  onCommitted(listener: (events: readonly LoggedEvent[]) => void): () => void
  /** Events with `seq > since`, in order, at most `limit`. */
  readEvents(since: number, limit: number): Promise<EventEnvelope[]>
  /** All events of one stream, in order. */
  readStream(stream: string): Promise<EventEnvelope[]>
  recommendation(incidentId: string): Promise<Result<{ recommendation: Recommendation; computedInMs: number }, Rejection>>
  /** Calls back when an answer of `recommendation` may have changed (moves are gathered to one call a second). */
  onRecommendationStale(listener: () => void): () => void
  route(incidentId: string, teamId: string): Promise<Result<RouteResult, Rejection>>
  /** Who reaches whom in time now; null until it was worked out for the first time (or without a road engine). */
  coverage(): CoverageState | null
  /** Calls back with every new state of the coverage. Returns the remover. */
  onCoverage(listener: (state: CoverageState) => void): () => void
  /** Areas within travel times of a point. */
  reach(question: ReachQuestion): Promise<Result<ReachResult, Rejection>>
  /** Where to place some more teams. */
  suggestSites(request: SuggestionRequest): Promise<Result<CoverageSuggestion, Rejection>>
}
