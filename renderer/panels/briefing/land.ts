import { create } from 'zustand'
import fineUrl from '../../../resources/typhoons/land.geojson?url'
import regionUrl from '../../../resources/typhoons/land-region.geojson?url'
import type { PageLand } from './draw/map'

interface LandFile {
  readonly bbox: readonly [number, number, number, number]
  readonly features: readonly { readonly geometry: { readonly coordinates: readonly (readonly (readonly [number, number])[])[] } }[]
}

/** Land of the pages' maps; null until it has been loaded. */
export const usePageLand = create<{ readonly land: PageLand | null }>(() => ({ land: null }))

let asked = false

/** Loads it, once it has worked: until then maps are drawn without a coast. */
export function loadPageLand(): void {
  if (asked) return
  asked = true
  const read = (url: string) => fetch(new URL(url, window.location.href)).then((response) => response.json() as Promise<LandFile>)
  const rings = ({ features }: LandFile) => features.flatMap(({ geometry }) => geometry.coordinates.slice(0, 1))
  Promise.all([read(regionUrl), read(fineUrl)])
    .then(([region, fine]) => usePageLand.setState({ land: { region: rings(region), fine: rings(fine), fineBounds: fine.bbox } }))
    .catch(() => {
      asked = false
    })
}
