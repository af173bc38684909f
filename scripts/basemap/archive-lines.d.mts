import type { VectorTile } from '@mapbox/vector-tile'
import type { PMTiles } from 'pmtiles'

export function openArchive(file: string): PMTiles
export function tilesOf(archive: PMTiles, z: number): AsyncIterable<{ readonly x: number; readonly y: number; readonly tile: VectorTile }>
export function linesOf(file: string, name: string): Promise<GeoJSON.Feature[]>
