import type { EpochMs } from '../../../shared/base/time'
import type {
  ClosuresApplied,
  RoadClosure,
  RoadMeta,
  RouteRequest,
  RouteResult,
  TravelTimesRequest,
  TravelTimesResult,
} from '../../../shared/dispatch/travel'
import type {
  AreasAnswer,
  AreasQuestion,
  CoverageAnswer,
  CoverageQuestion,
  SuggestionAnswer,
  SuggestionQuestion,
} from './areas/questions'

/** What the worker does: argument and answer per call. */
export interface RoadCalls {
  readonly meta: { readonly argument: null; readonly answer: RoadMeta }
  readonly travelTimes: { readonly argument: TravelTimesRequest; readonly answer: TravelTimesResult }
  readonly route: { readonly argument: RouteRequest; readonly answer: RouteResult }
  readonly setClosures: { readonly argument: readonly RoadClosure[]; readonly answer: ClosuresApplied }
  readonly areas: { readonly argument: AreasQuestion; readonly answer: AreasAnswer }
  readonly coverage: { readonly argument: CoverageQuestion; readonly answer: CoverageAnswer }
  readonly suggest: { readonly argument: SuggestionQuestion; readonly answer: SuggestionAnswer }
}
export type RoadCallName = keyof RoadCalls

export type RoadCall = {
  readonly [Name in RoadCallName]: { readonly call: Name; readonly argument: RoadCalls[Name]['argument'] }
}[RoadCallName]

/** `now` is the hub's clock: closures end by it. */
export type RoadRequest = RoadCall & { readonly id: number; readonly now: EpochMs }

export type RoadReply =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string }
  /** Sent once, unasked, when the data are loaded (or why not). */
  | { readonly id: null; readonly ok: true; readonly meta: RoadMeta }
  | { readonly id: null; readonly ok: false; readonly message: string }
