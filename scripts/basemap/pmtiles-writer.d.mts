import type { CutTile } from './tiles.mjs'

export function writePmtiles(
  tiles: readonly CutTile[],
  about: { readonly bounds: readonly [number, number, number, number]; readonly centre: readonly [number, number, number]; readonly metadata: object; readonly type?: number },
): Buffer
