import { create } from 'zustand'
import landUrl from '../../resources/typhoons/land.geojson?url'
import { landTest, type LandTest } from '../../shared/typhoon/landing'

/** Where land is, for the estimate of a landing; null until it has been loaded. */
export const useLand = create<{ readonly isLand: LandTest | null }>(() => ({ isLand: null }))

interface LandFile {
  readonly bbox: readonly [number, number, number, number]
  readonly features: readonly { readonly geometry: { readonly coordinates: readonly (readonly (readonly [number, number])[])[] } }[]
}

let asked = false

/** Loads it, once it has worked; `Landings` says so while there is none. */
export function loadLand(): void {
  if (asked) return
  asked = true
  fetch(new URL(landUrl, window.location.href))
    .then((response) => response.json() as Promise<LandFile>)
    .then(({ bbox, features }) => {
      useLand.setState({ isLand: landTest({ bounds: bbox, rings: features.flatMap(({ geometry }) => geometry.coordinates) }) })
    })
    .catch(() => {
      asked = false
    })
}
