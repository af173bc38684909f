/** True on land, for [lon, lat] in degrees. */
export function landOf(coast: unknown): (at: readonly [number, number]) => boolean
