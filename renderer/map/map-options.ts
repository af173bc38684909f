import type { LonLat } from '../../shared/geo/position'
import type { Language, Translate } from '../../shared/i18n/catalogue'
import type { OwnGround } from './ground/ground-style'
import type { HeatScale } from './heat-scale'
import type { LayerStatuses, MapBounds, MapCamera, MapData, MapHandle, MapObject, Scheme, Visible } from './types'

/** What a map is made of, and whom it tells. */
export interface MapOptions {
  readonly container: HTMLElement
  /** Absolute address of the PMTiles archive. */
  readonly basemapUrl: string
  /** The user's own ground, over the offline one; left out or null: that alone. */
  readonly ground?: OwnGround | null
  /** The pointer over the map, degrees WGS-84; null: it left. At most once a frame. */
  readonly onPoint?: (at: LonLat | null) => void
  readonly scheme: Scheme
  /** Enlarges marks and lines. */
  readonly scale: number
  /** Enlarges names. */
  readonly textScale: number
  /** Nothing written is smaller, pixels; 0: it may be as small as its layer says. */
  readonly leastText: number
  readonly camera: MapCamera
  /** Of what is written on marks; another one makes another map. */
  readonly language: Language
  /** Characters of all kinds of incidents. */
  readonly glyphs: readonly string[]
  readonly onPick: (object: MapObject | null, at: LonLat) => void
  readonly onHover: (object: MapObject | null) => void
  /** The map has come to rest, and shows this. */
  readonly onMoved?: (bounds: MapBounds) => void
  /** The ground cannot be had, and why; marks are drawn all the same. Null: it came after all. */
  readonly onFailure: (reason: string | null) => void
  readonly onContextLost: () => void
  /** Age and health of every layer, whenever one changes. */
  readonly onStatuses: (statuses: LayerStatuses) => void
  /** What the colours of the heat maps on screen mean; empty: there are none. */
  readonly onScales: (scales: readonly HeatScale[]) => void
  /** The translator of the language on screen. */
  readonly words: () => Translate
  /** Interaction by mouse, touch and keys; walls have none. */
  readonly interactive: boolean
}

/** A map on its element. */
export interface MapInstance extends MapHandle {
  /** Draws `data`; parts that are the same arrays as before cost nothing. */
  draw(data: MapData, visible: Visible): void
  destroy(): void
}
