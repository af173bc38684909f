import { useMemo } from 'react'
import { create } from 'zustand'
import type { SurroundingsMark } from '../../map/drawn-types'
import { useT } from '../../ui/i18n'
import { useAround } from './around-store'

const useFound = create<{ readonly lonLat: Float64Array }>(() => ({ lonLat: new Float64Array(0) }))

/** What the list shows is ringed on the map. */
export function rememberFound(points: readonly (readonly [number, number])[]): void {
  useFound.setState({ lonLat: Float64Array.from(points.flat()) })
}

/** What 周边 has found, for the map. */
export function useAroundMark(): SurroundingsMark | null {
  const { t } = useT()
  const { at, area, unit, km, minutes, estimated } = useAround()
  const found = useFound((state) => state.lonLat)
  const label = unit === 'km' ? t('tools.around.withinKm', { n: km }) : t('tools.around.withinMinutes', { n: minutes })
  return useMemo(() => (at && area ? { at, outline: area, estimated, label, found } : null), [at, area, estimated, label, found])
}
