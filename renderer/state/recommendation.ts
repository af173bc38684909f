import { create } from 'zustand'
import type { Recommendation } from '../../shared/dispatch/recommend'
import type { Rejection } from '../../shared/domain/rejection'

export interface RecommendationState {
  /** The incident that is watched, or null. */
  readonly incidentId: string | null
  /** The newest answer for it; null until the first one. */
  readonly recommendation: Recommendation | null
  readonly computedInMs: number | null
  readonly error: Rejection | null
}

export const useRecommendation = create<RecommendationState>(() => ({
  incidentId: null,
  recommendation: null,
  computedInMs: null,
  error: null,
}))

export function startWatching(incidentId: string | null): void {
  if (useRecommendation.getState().incidentId === incidentId) return
  useRecommendation.setState({ incidentId, recommendation: null, computedInMs: null, error: null })
}

export function receiveRecommendation(message: {
  readonly recommendation: Recommendation
  readonly computedInMs: number
}): void {
  // The answer to an incident that is no longer watched may still be on its way.
  if (message.recommendation.incidentId !== useRecommendation.getState().incidentId) return
  useRecommendation.setState({ ...message, error: null })
}

export function watchRefused(incidentId: string | null, error: Rejection): void {
  if (useRecommendation.getState().incidentId === incidentId) useRecommendation.setState({ error })
}
