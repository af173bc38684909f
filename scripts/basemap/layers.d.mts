export interface Drawn<G extends GeoJSON.Geometry> {
  readonly type: 'Feature'
  readonly properties: Record<string, unknown>
  readonly geometry: G
}
interface Areas {
  readonly features: readonly { readonly properties: Record<string, unknown>; readonly geometry: { readonly type: string; readonly coordinates: unknown } }[]
}
export function landLayers(
  collection: Areas,
  bounds: readonly number[],
): { readonly land: Drawn<GeoJSON.Polygon>[]; readonly lakes: Drawn<GeoJSON.Polygon>[]; readonly coast: Drawn<GeoJSON.LineString>[] }
export function hasShape(ring: readonly (readonly number[])[]): boolean
export function waterLayer(geometries: readonly { readonly type: string; readonly coordinates: unknown }[], bounds: readonly number[]): { readonly water: Drawn<GeoJSON.Polygon>[]; readonly refused: number }
export function adminLayer(collections: readonly Areas[]): Drawn<GeoJSON.LineString>[]
export const PLACE_LEVELS: readonly number[]
export function placeLayer(table: string, bounds: readonly number[]): Drawn<GeoJSON.Point>[]
