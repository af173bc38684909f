import type { LayerSpecification } from 'maplibre-gl'
import type { Translate } from '../../../shared/i18n/catalogue'
import type { MapPalette } from '../palette'
import type { LayerKey, MapBounds, MapData, MapObject } from '../types'

/** A drawing layer without its source: the layer's own is put in. */
type Sourceless<L> = L extends { source: string } ? Omit<L, 'source'> : never
export type GeoDrawing = Sourceless<LayerSpecification> & { readonly id: string }

/** Where the map looks, since it last came to rest. */
export interface ViewNow {
  readonly zoom: number
  readonly bounds: MapBounds
}

/** What names of near things depend on besides their data. */
export interface GeoView extends ViewNow {
  readonly isVisible: (key: LayerKey) => boolean
  /** Enlarges marks; 1 at the desk. */
  readonly scale: number
  /** Enlarges plates with a count. */
  readonly plates: number
  readonly t: Translate
}

export interface GeoLook {
  readonly palette: MapPalette
  /** Enlarges names (walls); 1 at the desk. */
  readonly scale: number
  /** Enlarges lines. */
  readonly lines: number
  /** No text is smaller, whatever its drawing says, pixels (walls); 0 at the desk. */
  readonly least: number
}

/**
 * The part of a layer that the map engine draws from GeoJSON: lines (dashes, joins) and names (collisions). Marks of
 * things that move are deck.gl layers beside these.
 */
export interface GeoPart<Key extends keyof MapData = keyof MapData> {
  /** The part of the data that it draws: new features are made only when this changes. */
  readonly from: Key
  readonly source: string
  readonly features: (data: MapData[Key], view: GeoView) => GeoJSON.FeatureCollection
  /** New features also when the map has come to rest elsewhere: names of what is near. */
  readonly byView?: boolean
  /** Its objects move by themselves (`MovingSource`): new features every few seconds. */
  readonly moving?: boolean
  readonly drawings: (look: GeoLook) => GeoDrawing[]
  /** Under the names of the ground. */
  readonly underLabels: boolean
  /** Ids of drawings that answer to a click; features carry `id`. */
  readonly clickable?: readonly string[]
  /** The switch that a drawing belongs to, where it is not the layer's own. */
  readonly switchOf?: (drawing: string) => LayerKey
  /** What was hit, where it is more than `id` of the layer. */
  readonly picked?: (properties: Readonly<Record<string, unknown>>) => MapObject | null
}

/** Keeps the relation between `from` and `features` in the type while parts of all kinds go in one list. */
export function geoPart<Key extends keyof MapData>(part: GeoPart<Key>): GeoPart {
  return part as unknown as GeoPart
}
