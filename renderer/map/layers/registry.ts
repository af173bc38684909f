import type { LayerKey, MapData, MapLayerId, Visible } from '../types'
import { adminLayer } from './admin'
import { lostAreasLayer, stationAreasLayer, teamAreasLayer } from './areas'
import { closuresLayer } from './closures'
import { driftLayer } from './drift'
import { formationsLayer } from './formations'
import { hazardsLayer } from './hazards'
import { heatLayer } from './heat'
import { importedLayer } from './imported'
import { incidentsLayer } from './incidents'
import type { LayerSwitch, MapLayer } from './layer'
import { measureLayer } from './measure'
import { placesLayer } from './places'
import { pointsLayer } from './points'
import { riskAreasLayer } from './risk-areas'
import { roadsLayer } from './roads'
import { routesLayer } from './routes'
import { seaGridsLayer } from './sea-grids'
import { seaWarningsLayer } from './sea-warnings'
import { shapesLayer } from './shapes'
import { sheltersLayer } from './shelters'
import { silentVesselsLayer } from './silent-vessels'
import { stationsLayer } from './stations'
import { surroundingsLayer } from './surroundings'
import { teamsLayer } from './teams'
import { trailsLayer } from './trails'
import { typhoonLayer } from './typhoon'
import { vesselsLayer } from './vessels'

/** Every layer. A new one is one file in this folder, its name in `MAP_LAYERS` and a line here. */
const BY_ID: Readonly<Record<MapLayerId, MapLayer>> = {
  admin: adminLayer,
  places: placesLayer,
  roads: roadsLayer,
  heat: heatLayer,
  'station-areas': stationAreasLayer,
  'team-areas': teamAreasLayer,
  'lost-areas': lostAreasLayer,
  'risk-areas': riskAreasLayer,
  'sea-grids': seaGridsLayer,
  formations: formationsLayer,
  typhoon: typhoonLayer,
  surroundings: surroundingsLayer,
  points: pointsLayer,
  hazards: hazardsLayer,
  shelters: sheltersLayer,
  stations: stationsLayer,
  closures: closuresLayer,
  shapes: shapesLayer,
  imported: importedLayer,
  trails: trailsLayer,
  drift: driftLayer,
  'silent-vessels': silentVesselsLayer,
  vessels: vesselsLayer,
  'sea-warnings': seaWarningsLayer,
  routes: routesLayer,
  teams: teamsLayer,
  incidents: incidentsLayer,
  measure: measureLayer,
}

/** From the ground up: names lie over lines, marks over names, in this order. */
export const LAYERS: readonly MapLayer[] = Object.values(BY_ID)

export function layerOf(id: MapLayerId): MapLayer {
  return BY_ID[id]
}

const isLayerId = (key: LayerKey): key is MapLayerId => key in BY_ID

/** Whether a switch is on: as it was set, or else as its layer has it. Sets and heat maps are off until asked for. */
export function isVisible(visible: Visible, key: LayerKey): boolean {
  return visible[key] ?? (isLayerId(key) && BY_ID[key].shown)
}

/** Exactly these switches on, all others off: what a scene of the wall shows. `keys` are layer names, set names and `heat:NAME`. */
export function onlyVisible(keys: Iterable<LayerKey>): Visible {
  const wanted = new Set(keys)
  return { ...Object.fromEntries(Object.keys(BY_ID).map((id) => [id, wanted.has(id)])), ...Object.fromEntries([...wanted].map((key) => [key, true])) }
}

export interface LayerRow extends LayerSwitch {
  readonly layer: MapLayer
}

/** All switches of what `data` holds. */
export function layerRows(data: MapData): LayerRow[] {
  return LAYERS.flatMap((layer) => layer.switches(data).map((row) => ({ ...row, layer })))
}
