import { boundsOfRings } from '../../../shared/geo/rings'
import type { MapData, MapObject } from '../types'
import type { Describing, ObjectDetails } from './object-details'

/** A sea grid, a formation or a collision warning; null: it is no longer there. */
export function seaDetails({ layer, id }: MapObject, data: MapData, { t }: Describing): Omit<ObjectDetails, 'object' | 'members' | 'more'> | null {
  const kind = t(`map.layer.${layer}`)
  if (layer === 'sea-grids') {
    const grid = data.seaGrids.find((mark) => mark.id === id)
    if (!grid) return null
    const [west, south, east, north] = boundsOfRings(grid.rings)
    return {
      title: grid.name,
      kind: `${kind} · ${t(`sea.grid.${grid.kind}`)}`,
      at: { lon: (west + east) / 2, lat: (south + north) / 2 },
      facts: [
        { label: t('sea.vessels'), value: grid.vessels === null ? t('sea.unknown') : t('sea.count', { n: grid.vessels }) },
        ...(grid.unit === '' ? [] : [{ label: t('sea.unit'), value: grid.unit }]),
        ...(grid.silenceMinutes === null ? [] : [{ label: t('sea.reportEvery'), value: t('sea.minutes', { n: grid.silenceMinutes }) }]),
      ],
    }
  }
  if (layer === 'formations') {
    const formation = data.formations.find((mark) => mark.id === id)
    if (!formation) return null
    return {
      title: formation.name,
      kind,
      at: formation.centre,
      facts: [
        { label: t('sea.vessels'), value: t('sea.count', { n: formation.vessels }) },
        ...(formation.stragglers === 0 ? [] : [{ label: t('sea.stragglers'), value: t('sea.count', { n: formation.stragglers }) }]),
        { label: t('sea.area'), value: `${(formation.areaM2 / 1e6).toFixed(1)} km²` },
        { label: t('sea.leader'), value: formation.leader },
      ],
    }
  }
  const approach = data.approaches.find((mark) => mark.id === id)
  if (!approach) return null
  const { a, b } = approach
  return { title: approach.label, kind, at: { lon: (a.lon + b.lon) / 2, lat: (a.lat + b.lat) / 2 }, facts: [{ label: t('sea.pair'), value: id.replace('/', ' · ') }] }
}
