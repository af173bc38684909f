import { IconLayer } from '@deck.gl/layers'
import type { IconAtlas } from '../icons'
import { FIRST_LABEL } from '../style'

/** What every layer of marks needs to draw. */
export interface MarkLook {
  readonly atlas: IconAtlas
  /** Enlarges marks (walls); 1 at the desk. */
  readonly scale: number
  readonly visible: boolean
}

export interface MarkSpec<T> {
  readonly id: string
  readonly data: readonly T[]
  readonly at: (mark: T) => { readonly lon: number; readonly lat: number }
  readonly icon: (mark: T) => string
  /** Pixels at scale 1. */
  readonly size: number
  /** Degrees clockwise from north. */
  readonly turn?: (mark: T) => number
  readonly alpha?: (mark: T) => number
  readonly underLabels?: boolean
}

/** A layer of icons from the atlas. Stable ids: deck.gl carries its state over from one frame to the next by them. */
export function markLayer<T>(spec: MarkSpec<T>, { atlas, scale, visible }: MarkLook): IconLayer<T> {
  const { id, data, at, icon, size, turn, alpha, underLabels } = spec
  return new IconLayer<T>({
    id,
    data: data as T[],
    visible,
    pickable: true,
    iconAtlas: atlas.canvas as never,
    iconMapping: atlas.mapping as never,
    getIcon: icon,
    getPosition: (mark) => [at(mark).lon, at(mark).lat],
    getSize: size * scale,
    sizeUnits: 'pixels',
    getAngle: turn ? (mark) => -turn(mark) : 0,
    getColor: alpha ? (mark) => [255, 255, 255, alpha(mark)] : [255, 255, 255, 255],
    parameters: { depthCompare: 'always', depthWriteEnabled: false },
    ...({ beforeId: underLabels ? FIRST_LABEL : undefined } as object),
  })
}
