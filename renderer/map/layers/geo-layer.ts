import type { LayerSpecification } from 'maplibre-gl'
import type { MapPalette } from '../palette'
import type { MapData, MapLayerId } from '../types'

/** A drawing layer without its source: the layer's own is put in. */
type Sourceless<L> = L extends { source: string } ? Omit<L, 'source'> : never
export type GeoDrawing = Sourceless<LayerSpecification> & { readonly id: string }

export interface GeoLook {
  readonly palette: MapPalette
  /** Enlarges names (walls); 1 at the desk. */
  readonly scale: number
  /** Enlarges lines. */
  readonly lines: number
}

/**
 * A layer that the map engine draws from GeoJSON: lines (dashes, joins) and names (collisions). Marks of things that
 * move are deck.gl layers beside these.
 */
export interface GeoLayer<Key extends keyof MapData = keyof MapData> {
  /** Which switch shows it. */
  readonly layer: MapLayerId
  /** The part of the data that it draws: new features are made only when this changes. */
  readonly from: Key
  readonly source: string
  readonly features: (data: MapData[Key]) => GeoJSON.FeatureCollection
  readonly drawings: (look: GeoLook) => GeoDrawing[]
  /** Under the names of the ground. */
  readonly underLabels: boolean
  /** Ids of drawings that answer to a click; features carry `id`. */
  readonly clickable?: readonly string[]
}

/** Keeps the relation between `from` and `features` in the type while layers of all kinds go in one list. */
export function geoLayer<Key extends keyof MapData>(layer: GeoLayer<Key>): GeoLayer {
  return layer as unknown as GeoLayer
}
