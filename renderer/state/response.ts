import { useMemo } from 'react'
import type { EpochMs } from '../../shared/base/time'
import { latestResponse, responseInForce, type Response } from '../../shared/domain/response/state'
import type { ResponsePlan } from '../../shared/pack/response'
import { suggestLevel, type Suggestion } from '../../shared/response/suggest'
import { agenciesOf, trackOf } from '../../shared/typhoon/track'
import { useNow } from './clock'
import { usePack } from './pack'
import { useTyphoons, useTyphoonView } from './typhoon'
import { useWorld } from './world'

/** The response in force; null: none is. */
export function useResponseInForce(): Response | null {
  const responses = useWorld((world) => world.responses)
  return useMemo(() => responseInForce(responses.values()), [responses])
}

/** The response in force, or the one that ended last. */
export function useLatestResponse(): Response | null {
  const responses = useWorld((world) => world.responses)
  return useMemo(() => latestResponse(responses.values()), [responses])
}

/** The pack's levels and duties; null: it has none, or is not known yet. */
export function useResponsePlan(): ResponsePlan | null {
  return usePack((state) => state.pack?.response ?? null)
}

export interface LevelSuggestion extends Suggestion {
  /** From when on the forecast was looked at: now, or the moment of the time axis. */
  readonly at: EpochMs
  /** Somebody has moved the time axis away from now. */
  readonly moved: boolean
}

/** The level that the forecasts propose; null: no storm is followed, or the pack has no levels. */
export function useLevelSuggestion(): LevelSuggestion | null {
  const plan = useResponsePlan()
  const typhoons = useTyphoons()
  const view = useTyphoonView()
  const townships = usePack((state) => state.pack?.townships)
  const minute = useNow(60_000)
  const moved = view?.moved ?? false
  const at = view?.moved ? view.at : minute
  const viewed = view?.typhoon.id
  const agency = view?.agency
  return useMemo(() => {
    if (!plan || !townships || typhoons.length === 0) return null
    const followed = typhoons.flatMap((typhoon) => {
      const by = typhoon.id === viewed && agency !== undefined ? agency : agenciesOf(typhoon)[0]
      return by === undefined ? [] : [{ typhoonId: typhoon.id, track: trackOf(typhoon, by) }]
    })
    return { ...suggestLevel(plan, followed, townships, at), at, moved }
  }, [plan, townships, typhoons, viewed, agency, at, moved])
}
