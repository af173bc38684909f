import { IconLayer } from '@deck.gl/layers'
import type { LayerProblem } from '../check'
import { collection, pointFeature } from '../geo'
import { MAP_FONT } from '../palette'
import { VesselBuffers } from '../vessel-buffers'
import type { MovingSource } from '../moving-types'
import type { LayerKey, MapData, MapObject } from '../types'
import { geoPart } from './geo-layer'
import type { MapLayer } from './layer'
import { FLAT, UNDER_LABELS, type MarkLook } from './marks'

/** Names of vessels from here on. */
export const NAMED_FROM_ZOOM = 13.5
const MOST_NAMED = 80

const buffers = new WeakMap<MovingSource, VesselBuffers>()
function buffersOf(source: MovingSource): VesselBuffers {
  let known = buffers.get(source)
  if (!known) buffers.set(source, (known = new VesselBuffers()))
  return known
}

function moving(id: string, key: LayerKey, source: MovingSource, look: MarkLook) {
  const { atlas, scale, view } = look
  const data = buffersOf(source).update(source.read(), source.now(), source.staleMs, atlas)
  return new IconLayer({
    id,
    data: data as never,
    opacity: look.isFaded(key) ? 0.5 : 1,
    pickable: true,
    iconAtlas: atlas.canvas as never,
    iconMapping: atlas.mapping as never,
    getSize: (view.zoom < 9 ? 11 : view.zoom < 12 ? 15 : 22) * scale,
    sizeUnits: 'pixels',
    parameters: FLAT,
    ...UNDER_LABELS,
  })
}

/** What is wrong with positions, by switch, as of the last drawing. */
export function movingProblems({ vessels, movers }: MapData): Readonly<Partial<Record<LayerKey, LayerProblem>>> {
  const problems: Partial<Record<LayerKey, LayerProblem>> = {}
  const look = (key: LayerKey, source: MovingSource): void => {
    const { problem } = buffersOf(source)
    if (problem) problems[key] = problem
  }
  if (vessels) look('vessels', vessels)
  for (const { id, source } of movers) look(id, source)
  return problems
}

/** Which of them are in trouble and of which kind: the map says so anew when this changes, not with every count. */
export function movingTrouble(data: MapData): string {
  return Object.entries(movingProblems(data))
    .map(([key, problem]) => `${key} ${problem?.code}`)
    .join()
}

function picked(source: MovingSource | undefined | null, index: number, set?: string): MapObject | null {
  const id = source && buffersOf(source).idAt(index)
  return id ? { layer: 'vessels', id, ...(set === undefined ? {} : { set }) } : null
}

/** Vessels, and other kinds that move, each with its own switch: an arrow where it heads, a dot where nobody knows, hollow and grey when its position is old. */
export const vesselsLayer: MapLayer = {
  id: 'vessels',
  group: 'moving',
  shown: true,
  deck: ({ vessels, movers }, look) => [
    ...(vessels && look.isVisible('vessels') ? [moving('vessels', 'vessels', vessels, look)] : []),
    ...movers.flatMap(({ id, source }) => (look.isVisible(id) ? [moving(`vessels/${id}`, id, source, look)] : [])),
  ],
  picked: ({ part, index }, { vessels, movers }) =>
    part === '' ? picked(vessels, index) : picked(movers.find(({ id }) => id === part)?.source, index, part),
  switches: ({ vessels, movers }) => [
    { key: 'vessels', count: vessels ? vessels.read().size : 0 },
    ...movers.map(({ id, name, source }) => ({ key: id, name, count: source.read().size })),
  ],
  legend: ({ vessels }) =>
    vessels
      ? [
          { kind: 'icon', icon: 'vessel', text: 'map.legend.vessel' },
          { kind: 'icon', icon: 'vessel-stale', text: 'map.legend.vesselStale' },
        ]
      : [],
  geo: [
    geoPart<'vessels'>({
      from: 'vessels',
      source: 'vessel-names',
      underLabels: false,
      byView: true,
      moving: true,
      features: (source, { zoom, isVisible, bounds: [west, south, east, north] }) => {
        const features: GeoJSON.Feature[] = []
        if (!source || zoom < NAMED_FROM_ZOOM || !isVisible('vessels')) return collection(features)
        const { size, lonLat, names, ids } = source.read()
        for (let i = 0; i < size && features.length < MOST_NAMED; i++) {
          const lon = lonLat[i * 2] ?? NaN
          const lat = lonLat[i * 2 + 1] ?? NaN
          const name = names?.[i]
          if (name && lon >= west && lon <= east && lat >= south && lat <= north) features.push(pointFeature({ lon, lat }, { id: ids[i] ?? '', name }))
        }
        return collection(features)
      },
      drawings: ({ palette, scale }) => [
        {
          id: 'vessel-names',
          type: 'symbol',
          minzoom: NAMED_FROM_ZOOM,
          layout: {
            'text-field': ['get', 'name'],
            'text-font': MAP_FONT,
            'text-size': 12 * scale,
            'text-variable-anchor-offset': ['left', [1.1, 0], 'right', [-1.1, 0], 'top', [0, 1.1], 'bottom', [0, -1.1]],
          },
          paint: { 'text-color': palette.textQuiet, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 },
        },
      ],
    }),
  ],
}
