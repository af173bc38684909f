import { useMemo } from 'react'
import { create } from 'zustand'
import type { LonLat } from '../../../shared/geo/position'
import type { ShapeMark } from '../../map/drawn-types'
import { usePointer } from '../../map/ground/pointer'
import { showOnMap } from '../map/desk-view'

/** The point that was typed last and is marked on this desk's map, until Escape or a click on the ground. */
export const useFoundPoint = create<{ readonly found: { readonly at: LonLat; readonly label: string } | null }>(() => ({ found: null }))

/** The mark's id among the drawings: no drawing's. */
const MARK_ID = 'typed:point'

/** Marks a point, glides there and opens its card: surroundings and all else that acts on what is picked can follow. */
export function showPoint(at: LonLat, label: string): void {
  useFoundPoint.setState({ found: { at, label } })
  // The readout holds it as if it had been clicked: it can be copied.
  usePointer.setState({ clicked: at })
  showOnMap({ layer: 'shapes', id: MARK_ID }, at)
}

export const forgetPoint = (): void => useFoundPoint.setState({ found: null })

const NONE: readonly ShapeMark[] = []

/** The mark of the typed point. */
export function useFoundMark(): readonly ShapeMark[] {
  const found = useFoundPoint((state) => state.found)
  return useMemo(
    () => (found ? [{ id: MARK_ID, geometry: { type: 'Point', coordinates: [found.at.lon, found.at.lat] }, label: found.label, of: 'note', selected: true }] : NONE),
    [found],
  )
}
