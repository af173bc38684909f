import { IconLayer } from '@deck.gl/layers'
import type { HeatScale } from '../heat-scale'
import type { IconAtlas } from '../icons'
import { markPx } from '../least-text'
import type { MapPalette } from '../palette'
import { FIRST_LABEL } from '../style'
import type { LayerKey } from '../types'
import type { ViewNow } from './geo-layer'

/** What every layer of marks needs to draw. */
export interface MarkLook {
  readonly atlas: IconAtlas
  readonly palette: MapPalette
  /** Enlarges marks (walls); 1 at the desk. */
  readonly scale: number
  /** Enlarges plates with a count, and with them the distance from which on marks are counted. */
  readonly plates: number
  /** No text or mark's character is smaller, pixels (walls); 0 at the desk. */
  readonly least: number
  /** Where the map has come to rest. */
  readonly view: ViewNow
  readonly isVisible: (key: LayerKey) => boolean
  /** Its data are past their limit: grey, at half strength. */
  readonly isFaded: (key: LayerKey) => boolean
  /** This machine can draw into float textures. */
  readonly floats: boolean
  /** Says what the colours of a heat map mean now. */
  readonly onScale: (scale: HeatScale) => void
  /** Draws again: something worked out beside the drawing is ready. */
  readonly again: () => void
}

export interface MarkSpec<T> {
  readonly id: string
  /** Whose switch and age it follows. */
  readonly key: LayerKey
  readonly data: readonly T[]
  readonly at: (mark: T) => { readonly lon: number; readonly lat: number }
  readonly icon: (mark: T) => string
  /** Pixels at scale 1; more where its character would be too small for the wall. */
  readonly size: number
  /** Size of the smallest character on its pictures, in their box of 100; left out: they have none. */
  readonly letter?: number
  /** Degrees clockwise from north. */
  readonly turn?: (mark: T) => number
  readonly alpha?: (mark: T) => number
  readonly underLabels?: boolean
  /** Under the names of incidents, which nothing may cover. */
  readonly underIncidents?: boolean
}

/** Marks lie on each other in the order of their layers, not of their depth. */
export const FLAT = { depthCompare: 'always', depthWriteEnabled: false } as const

/** Puts a deck.gl layer under the names of the ground. */
export const UNDER_LABELS = { beforeId: FIRST_LABEL } as object

/** Puts a deck.gl layer under the names of incidents (`layers/incidents.ts`). */
export const INCIDENT_NAMES = 'incident-labels'
export const UNDER_INCIDENTS = { beforeId: INCIDENT_NAMES } as object

/**
 * A layer of icons from the atlas, none where there is nothing to draw: an empty layer costs as much of every frame as a
 * small one. Stable ids: deck.gl carries its state over from one frame to the next by them.
 */
export function markLayers<T>(spec: MarkSpec<T>, look: MarkLook): IconLayer<T>[] {
  return spec.data.length === 0 || !look.isVisible(spec.key) ? [] : [markLayer(spec, look)]
}

function markLayer<T>(spec: MarkSpec<T>, look: MarkLook): IconLayer<T> {
  const { id, key, data, at, icon, size, letter, turn, alpha, underLabels, underIncidents } = spec
  const { atlas, scale, least } = look
  return new IconLayer<T>({
    id,
    data: data as T[],
    opacity: look.isFaded(key) ? 0.5 : 1,
    pickable: true,
    iconAtlas: atlas.canvas as never,
    iconMapping: atlas.mapping as never,
    getIcon: icon,
    getPosition: (mark) => [at(mark).lon, at(mark).lat],
    getSize: markPx(size * scale, letter, least),
    sizeUnits: 'pixels',
    getAngle: turn ? (mark) => -turn(mark) : 0,
    getColor: alpha ? (mark) => [255, 255, 255, alpha(mark)] : [255, 255, 255, 255],
    parameters: FLAT,
    ...(underLabels ? UNDER_LABELS : underIncidents ? UNDER_INCIDENTS : {}),
  })
}
