import { create } from 'zustand'
import type { LonLat } from '../../../shared/geo/position'
import type { MapCamera, MapObject } from '../../map/types'

export interface DeskView {
  /** Where the desk's map looks now; null: there is no map. */
  readonly camera: () => MapCamera | null
  /** Switches that are on, heat maps left out. */
  readonly layers: readonly string[]
  /** Name of the heat map that is on. */
  readonly heat: string | null
  /** The object whose card is open, and where it is. */
  readonly picked: { readonly object: MapObject; readonly title: string; readonly at: LonLat | null } | null
}

/** What the desk's map shows, for tools that act on it. Written by the map only. */
export const useDeskView = create<DeskView>(() => ({ camera: () => null, layers: [], heat: null, picked: null }))

/** An object whose card shall open, and where the map shall glide for it; a new one for each wish. */
export const useCardWish = create<{ readonly wish: { readonly object: MapObject; readonly at: LonLat } | null }>(() => ({ wish: null }))

export const showOnMap = (object: MapObject, at: LonLat): void => useCardWish.setState({ wish: { object, at } })
