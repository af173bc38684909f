import { useMemo } from 'react'
import { HOUR, type EpochMs } from '../../shared/base/time'
import type { Typhoon } from '../../shared/domain/typhoon/state'
import { agenciesOf, trackOf, type Track } from '../../shared/typhoon/track'
import { useAxis } from './axis'
import { useNow } from './clock'
import { useWorld } from './world'

/** What a screen shows of storms at this moment. */
export interface TyphoonView {
  readonly typhoon: Typhoon
  readonly agency: string
  readonly track: Track
  readonly agencies: readonly string[]
  /** The moment that is looked at, within the track. */
  readonly at: EpochMs
  /** True: somebody has moved the time axis away from now. */
  readonly moved: boolean
  readonly first: EpochMs
  readonly last: EpochMs
}

/** A storm of which nothing was said for so long is over for the screens, though nobody has ended it. */
const FORGOTTEN_MS = 7 * 24 * HOUR

/** Storms that have not ended, the one that was last spoken of first. */
export function useTyphoons(): Typhoon[] {
  const typhoons = useWorld((world) => world.typhoons)
  const now = useNow(60_000)
  return useMemo(
    () =>
      [...typhoons.values()]
        .filter(({ endedAt, advisedAt }) => endedAt === null && now - advisedAt < FORGOTTEN_MS)
        .toSorted((a, b) => b.advisedAt - a.advisedAt || b.id.localeCompare(a.id)),
    [typhoons, now],
  )
}

/** Storms that an officer has put aside and that the hub still sends: they can be taken up again. */
export function useEndedTyphoons(): Typhoon[] {
  const typhoons = useWorld((world) => world.typhoons)
  return useMemo(() => [...typhoons.values()].filter(({ endedAt }) => endedAt !== null), [typhoons])
}

/** The storm that the time axis is on, or else the newest. Null: there is none. */
export function useTyphoonView(): TyphoonView | null {
  const typhoons = useTyphoons()
  const axis = useAxis((state) => state.axis)
  const now = useNow(10_000)
  return useMemo(() => typhoonView(typhoons, axis, now), [typhoons, axis, now])
}

/** Pure part of `useTyphoonView`. */
export function typhoonView(
  typhoons: readonly Typhoon[],
  axis: { readonly typhoonId: Typhoon['id']; readonly agency: string; readonly at: EpochMs } | null,
  now: EpochMs,
): TyphoonView | null {
  const typhoon = typhoons.find(({ id }) => id === axis?.typhoonId) ?? typhoons[0]
  if (!typhoon) return null
  const agencies = agenciesOf(typhoon)
  const here = axis?.typhoonId === typhoon.id ? axis : null
  const agency = here && agencies.includes(here.agency) ? here.agency : agencies[0]
  if (agency === undefined) return null
  const track = trackOf(typhoon, agency)
  const first = track.fixes[0]?.at
  const last = track.fixes.at(-1)?.at
  if (first === undefined || last === undefined) return null
  // Of a storm of the past the last that was observed is looked at, not the end of its forecast.
  const at = Math.min(Math.max(here?.at ?? (now > last ? (track.observedUntil ?? last) : now), first), last)
  return { typhoon, agency, track, agencies, at, moved: here !== null, first, last }
}
