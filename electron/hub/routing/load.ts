import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { buildGraph } from './build'
import { readGraph } from './cache-file'
import { RoadEngine } from './engine'
import type { RoadGraph } from './graph'
import { importGeoJson } from './import/geojson'
import { LandMask, parseLand } from './sea/land-mask'
import { SeaWorld } from './sea/sea-world'
import type { Pier } from './sea/sea-world'

/** Where the engine gets its data: a cache made by `npm run import-roads`, or GeoJSON drawn by hand. */
export interface RoadSources {
  readonly roads: { readonly kind: 'cache' | 'geojson'; readonly path: string }
  /** Land polygons around the coast, and where roads and boats meet; left out inland. */
  readonly sea?: { readonly coastPath: string; readonly piers: readonly Pier[] }
}

/** Reads everything and builds the indexes. Throws with the file's name and the reason. */
export function loadEngine(sources: RoadSources): RoadEngine {
  return new RoadEngine(loadRoads(sources.roads), sources.sea === undefined ? null : loadSea(sources.sea))
}

function loadRoads({ kind, path }: RoadSources['roads']): RoadGraph {
  return kind === 'cache' ? readGraph(path) : buildGraph(importGeoJson(path, readFileSync(path, 'utf8')))
}

function loadSea({ coastPath, piers }: NonNullable<RoadSources['sea']>): SeaWorld {
  return new SeaWorld(new LandMask(parseLand(readFileSync(coastPath, 'utf8'), basename(coastPath))), piers)
}
