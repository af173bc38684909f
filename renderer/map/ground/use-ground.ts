import { useSyncExternalStore } from 'react'
import { MINUTE } from '../../../shared/base/time'
import type { BasemapView } from '../../../shared/pack/basemap'
import { useNow } from '../../state/clock'
import { usePack } from '../../state/pack'
import type { Scheme } from '../types'
import { groundOf, schemeOf, useGroundChoice } from './ground-store'
import type { GroundState } from './ground-style'

const NONE: readonly BasemapView[] = []
const SOMEWHERE = { lon: 120.5, lat: 27.5 }

/** Grounds that the pack and the machine offer besides the offline one. */
export function useGrounds(): readonly BasemapView[] {
  // A pack kept by an older version of this screen has none.
  return usePack((state) => state.pack?.manifest.basemaps ?? NONE)
}

/** The ground and the light of this screen's map. `asked` (a scene's ground) goes before the screen's own choice. */
export function useGround(asked: string | undefined, screen: Scheme): { readonly ground: BasemapView | null; readonly scheme: Scheme } {
  const choice = useGroundChoice()
  const grounds = useGrounds()
  const centre = usePack((state) => state.pack?.manifest.centre) ?? SOMEWHERE
  const now = useNow(MINUTE)
  return { ground: groundOf(asked ?? choice.ground, grounds), scheme: schemeOf(choice.light, screen, now, centre) }
}

const listeners = new Set<() => void>()
let told: GroundState | null = null

/** How this screen's ground is, for the list of grounds. */
export function tellGroundState(state: GroundState | null): void {
  told = state
  for (const listener of listeners) listener()
}

export function useGroundState(): GroundState | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => told,
  )
}
