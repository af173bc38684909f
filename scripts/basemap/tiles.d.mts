export interface Layer {
  readonly name: string
  readonly features: readonly GeoJSON.Feature[]
  readonly tolerance?: number
  readonly from?: (properties: Record<string, unknown>) => number
}
export interface CutTile {
  readonly z: number
  readonly x: number
  readonly y: number
  readonly data: Uint8Array
}
export function column(lon: number, z: number): number
export function row(lat: number, z: number): number
export function cutTiles(layers: readonly Layer[], about: { readonly bounds: readonly number[]; readonly maxzoom: number }): CutTile[]
