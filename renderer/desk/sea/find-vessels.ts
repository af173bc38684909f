import type { TrackColumns } from '../../state/track-group'

export interface FoundVessel {
  readonly mmsi: string
  readonly name: string
  readonly lon: number
  readonly lat: number
}

/** Vessels whose name or MMSI holds what was typed, those that end with it first: a crew says the last digits. */
export function findVessels({ size, ids, names, lonLat }: Pick<TrackColumns, 'size' | 'ids' | 'names' | 'lonLat'>, typed: string, most: number): FoundVessel[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return []
  const ending: FoundVessel[] = []
  const holding: FoundVessel[] = []
  for (let row = 0; row < size && ending.length < most; row++) {
    const mmsi = (ids[row] ?? '').slice('vessel:'.length)
    const name = names[row] ?? mmsi
    const key = name.toLowerCase()
    if (!mmsi.includes(wanted) && !key.includes(wanted)) continue
    const found = { mmsi, name, lon: lonLat[row * 2] ?? NaN, lat: lonLat[row * 2 + 1] ?? NaN }
    if (mmsi.endsWith(wanted) || key.endsWith(wanted)) ending.push(found)
    else if (holding.length < most) holding.push(found)
  }
  return [...ending, ...holding].slice(0, most)
}
