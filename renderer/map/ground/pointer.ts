import { create } from 'zustand'
import { COORDINATE_FORMATS, type CoordinateFormat } from '../../../shared/geo/coordinates'
import type { LonLat } from '../../../shared/geo/position'
import { keep, kept } from '../../state/keep'

export interface PointerState {
  /** Where the pointer is, degrees WGS-84; null: not over the map. */
  readonly at: LonLat | null
  /** Where the map was last clicked: what is shown and copied once the pointer has left for the readout. */
  readonly clicked: LonLat | null
  readonly format: CoordinateFormat
}

export const usePointer = create<PointerState>(() => ({
  at: null,
  clicked: null,
  format: COORDINATE_FORMATS.find((format) => format === kept('readout.format')) ?? 'decimal',
}))

export function chooseFormat(format: CoordinateFormat): void {
  keep('readout.format', format)
  usePointer.setState({ format })
}
