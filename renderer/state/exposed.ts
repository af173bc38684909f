import { useMemo } from 'react'
import type { Exposed } from '../../shared/typhoon/exposure'
import { useHeats } from './heat'
import { usePack } from './pack'
import { usePointSet } from './points'
import { useTrackGroup } from './tracks'

/** Kinds of points that a storm is counted over, in the order in which they are told. */
export const EXPOSED_KINDS = ['people', 'vessels', 'guard-code', 'factory', 'shelters', 'hazards'] as const
export type ExposedKind = (typeof EXPOSED_KINDS)[number]

const pairs = (places: readonly { readonly at: { readonly lon: number; readonly lat: number } }[]) =>
  Float64Array.from(places.flatMap(({ at }) => [at.lon, at.lat]))

/** Id of the pack's first point set of a kind, or null. */
function useSetOf(kind: 'guard-code' | 'factory'): string | null {
  return usePack((state) => state.pack?.manifest.pointSets.find((set) => set.kind === kind)?.id ?? null)
}

/** All that is counted inside a storm's circles; vessels as they lie now, which is what the count says of them. */
export function useExposed(): readonly Exposed[] {
  const pack = usePack((state) => state.pack)
  const codes = usePointSet(useSetOf('guard-code')).set
  const factories = usePointSet(useSetOf('factory')).set
  const vessels = useTrackGroup('vessel')
  const grids = useHeats((state) => state.grids)

  const fixed = useMemo((): Exposed[] => {
    const found: Exposed[] = []
    if (codes) found.push({ id: 'guard-code', size: codes.size, lonLat: codes.lonLat, weight: null })
    if (factories) found.push({ id: 'factory', size: factories.size, lonLat: factories.lonLat, weight: null })
    if (pack) {
      found.push({ id: 'shelters', size: pack.shelters.length, lonLat: pairs(pack.shelters), weight: null })
      found.push({ id: 'hazards', size: pack.hazards.length, lonLat: pairs(pack.hazards), weight: null })
    }
    return found
  }, [codes, factories, pack])

  const people = useMemo((): Exposed | null => {
    const grid = [...grids.values()][0]
    if (!grid) return null
    const lonLat = new Float64Array(grid.count.length * 2)
    grid.count.forEach((_, i) => {
      lonLat[i * 2] = grid.lon[i] ?? NaN
      lonLat[i * 2 + 1] = grid.lat[i] ?? NaN
    })
    return { id: 'people', size: grid.count.length, lonLat, weight: Float32Array.from(grid.count) }
  }, [grids])

  return useMemo(() => {
    const moving: Exposed[] = vessels.size > 0 ? [{ id: 'vessels', size: vessels.size, lonLat: vessels.lonLat, weight: null }] : []
    const all = [...(people ? [people] : []), ...moving, ...fixed]
    return all.toSorted((a, b) => EXPOSED_KINDS.indexOf(a.id as ExposedKind) - EXPOSED_KINDS.indexOf(b.id as ExposedKind))
  }, [people, vessels, fixed])
}
