import { create } from 'zustand'
import type { Bounds } from '../../shared/pack/bounds'
import { EMPTY_MAP, type LayerStatuses, type MapData, type MapHandle, type Visible } from '../map/types'
import type { Rect } from '../../shared/wall/canvas'

export interface WallMapState {
  readonly data: MapData
  readonly visible: Visible
  readonly statuses: LayerStatuses
  /** Where this screen's map looks; null: it has none now. */
  readonly bounds: Bounds | null
  /** Where the map stands on this screen, pixels. */
  readonly rect: Rect | null
  /** Hub time until which the camera is left to the hand that moved it; 0: nobody did. */
  readonly restingUntil: number
}

/** What this wall's map shows: for the legend, the hub and the picture of this screen. Written by `WallMap` only. */
export const useWallMap = create<WallMapState>(() => ({
  data: EMPTY_MAP,
  visible: {},
  statuses: {},
  bounds: null,
  rect: null,
  restingUntil: 0,
}))

/** The map itself, for its picture. Not state: nothing is drawn by it. */
export const wallMapHandle: { current: MapHandle | null } = { current: null }
