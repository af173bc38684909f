import type { Layer } from '@deck.gl/core'
import { ScatterplotLayer } from '@deck.gl/layers'
import { READING_STATES } from '../../../shared/pack/points'
import { checkPoints, type GoodPoints } from '../check'
import { clusterPoints, mercator, thinPoints, type Cluster } from '../cluster'
import { collection, pointFeature } from '../geo'
import { PLATE_LETTER, SEVERITY_LETTER } from '../icons'
import { MAP_FONT, rgba } from '../palette'
import type { MapBounds, MapObject, PointsOnMap } from '../types'
import { clusterLayers } from './cluster-marks'
import { geoPart } from './geo-layer'
import type { DeckHit, MapLayer } from './layer'
import { FLAT, markLayers, UNDER_LABELS, type MarkLook } from './marks'
import { POINT_LOOKS, pointIcon } from './point-kinds'
import { readingIcon, readingIconOf } from './reading-marks'

/** Sets larger than this are dots where the map is far: a plate on every road says nothing. */
const BIG = 2_000
const DOTS_BELOW_ZOOM = 12
/** Names of points from here on, and so many at most. */
const NAMED_FROM_ZOOM = 14.5
const MOST_NAMED = 150
const CLUSTER_PX = 46
const BIG_CLUSTER_PX = 80

const NO_READING = 255
const FIRST_GRADE = READING_STATES.indexOf('normal') + 1

/** Not just normal: graded, or the device says that it is out of order. */
const stands = (state: number | undefined) => state !== undefined && state !== NO_READING && state >= FIRST_GRADE

interface Dots {
  readonly zoom: number
  /** Place of each dot among the good points; null: the same. */
  readonly rows: Uint32Array | null
  readonly binary: { readonly length: number; readonly attributes: { readonly getPosition: { readonly value: Float64Array; readonly size: 2 } } }
}
const worlds = new WeakMap<GoodPoints, Float64Array>()
function worldOf(good: GoodPoints): Float64Array {
  let known = worlds.get(good)
  if (!known) worlds.set(good, (known = mercator(good.lonLat, good.size)))
  return known
}

/** A dot of this many pixels hides the others in its square. */
const DOT_PX = 3
const dotted = new WeakMap<GoodPoints, Dots>()
/** What can be told apart at a zoom, in columns; made again for another whole zoom only. */
function dotsOf(good: GoodPoints, zoom: number): Dots {
  const known = dotted.get(good)
  if (known?.zoom === zoom) return known
  const rows = thinPoints(worldOf(good), good.size, zoom, DOT_PX)
  const value = rows ? new Float64Array(rows.length * 2) : good.lonLat
  rows?.forEach((row, i) => {
    value[i * 2] = good.lonLat[row * 2] ?? NaN
    value[i * 2 + 1] = good.lonLat[row * 2 + 1] ?? NaN
  })
  const dots: Dots = { zoom, rows, binary: { length: rows?.length ?? good.size, attributes: { getPosition: { value, size: 2 } } } }
  dotted.set(good, dots)
  return dots
}

const rowOf = (good: GoodPoints, i: number) => good.rows?.[i] ?? i

const clustered = new WeakMap<GoodPoints, { readonly key: string; readonly states: Uint8Array | null; readonly clusters: Cluster[] }>()
function clustersOf({ states }: PointsOnMap, good: GoodPoints, zoom: number, bounds: MapBounds, radiusPx: number): Cluster[] {
  const key = `${zoom} ${radiusPx} ${bounds.join(' ')}`
  const known = clustered.get(good)
  if (known?.key === key && known.states === states) return known.clusters
  const skip = states ? (i: number) => stands(states[rowOf(good, i)]) : undefined
  const clusters = clusterPoints(good.lonLat, worldOf(good), good.size, { zoom, radiusPx, bounds, ...(skip ? { skip } : {}) })
  clustered.set(good, { key, states, clusters })
  return clusters
}

interface Standing {
  readonly id: string
  readonly lon: number
  readonly lat: number
  readonly state: number
}
const standing = new WeakMap<Uint8Array, { readonly good: GoodPoints; readonly marks: Standing[] }>()
/** Points whose reading is graded: each with its own mark at every scale, the gravest on top. */
function standingOf({ set, states }: PointsOnMap, good: GoodPoints): Standing[] {
  if (!states) return []
  const known = standing.get(states)
  if (known?.good === good) return known.marks
  const marks: Standing[] = []
  for (let i = 0; i < good.size; i++) {
    const row = rowOf(good, i)
    const state = states[row]
    if (state !== undefined && stands(state)) marks.push({ id: set.ids[row] ?? '', lon: good.lonLat[i * 2] ?? NaN, lat: good.lonLat[i * 2 + 1] ?? NaN, state })
  }
  marks.sort((a, b) => b.state - a.state)
  standing.set(states, { good, marks })
  return marks
}

function layersOf(points: PointsOnMap, look: MarkLook): Layer[] {
  const { id: key, kind } = points.set
  const { states } = points
  const good = checkPoints(points.set).value
  if (!look.isVisible(key) || good.size === 0) return []
  const { palette, scale, plates, view } = look
  const faded = look.isFaded(key)
  const colour = palette[POINT_LOOKS[kind].colour]
  const id = `points/${key}`
  const marks = standingOf(points, good)
  const alarms = markLayers<Standing>(
    { id: `${id}/graded`, key, data: marks, at: (mark) => mark, icon: ({ state }) => readingIcon(state), size: 24, letter: SEVERITY_LETTER, underLabels: true },
    look,
  )
  if (points.gradedOnly) return alarms
  if (good.size > BIG && view.zoom < DOTS_BELOW_ZOOM) {
    const dots = new ScatterplotLayer({
      id: `${id}/dots`,
      data: dotsOf(good, Math.round(view.zoom)).binary as never,
      pickable: true,
      opacity: faded ? 0.35 : 0.7,
      stroked: false,
      radiusUnits: 'pixels',
      getRadius: (view.zoom < 9 ? 1.6 : 2.2) * scale,
      getFillColor: rgba(faded ? palette.off : colour),
      parameters: FLAT,
      ...UNDER_LABELS,
    })
    return [dots, ...alarms]
  }
  // Steps of half a zoom: in between the plates stay where they are.
  const zoom = Math.floor(view.zoom * 2) / 2
  const icon = states ? (i: number) => readingIcon(states[rowOf(good, i)] ?? NO_READING) : () => pointIcon(kind)
  const clusters = clustersOf(points, good, zoom, view.bounds, (good.size > BIG ? BIG_CLUSTER_PX : CLUSTER_PX) * plates)
  return [...clusterLayers({ id, key, clusters, colour, icon, size: 20, letter: PLATE_LETTER }, look), ...alarms]
}

function picked({ part, index, object }: DeckHit, sets: readonly PointsOnMap[]): MapObject | null {
  const [key, kind] = part.split('/')
  const set = sets.find((points) => points.set.id === key)?.set
  if (!set) return null
  const good = checkPoints(set).value
  const idOf = (i: number) => set.ids[rowOf(good, i)] ?? ''
  const one = (id: string): MapObject => ({ layer: 'points', id, set: set.id })
  if (kind === 'dots') return one(idOf(dotted.get(good)?.rows?.[index] ?? index))
  if (kind === 'graded') return one((object as Standing).id)
  const { count, bounds, rows } = object as Cluster
  if (count === 1) return one(idOf(rows[0] ?? 0))
  return { layer: 'points', id: '', set: set.id, cluster: { count, bounds, ids: rows.map(idOf) } }
}

const READING_LEGEND = (['normal', 'fault', 'none'] as const).map((state) => ({ kind: 'icon', icon: readingIconOf(state), text: `map.legend.reading.${state}` }) as const)

/** The pack's point sets: guard codes, factories, cameras, sensors … Each set has its own switch. */
export const pointsLayer: MapLayer = {
  id: 'points',
  group: 'points',
  shown: false,
  late: true,
  deck: ({ points }, look) => points.flatMap((set) => layersOf(set, look)),
  picked: (hit, { points }) => picked(hit, points),
  switches: ({ points }) => points.map(({ set, name }) => ({ key: set.id, name, count: set.size })),
  legend: ({ points }, isOn) => {
    const on = points.filter(({ set }) => isOn(set.id) && set.size > 0)
    return [
      ...[...new Set(on.filter(({ states }) => !states).map(({ set }) => set.kind))].map((kind) => ({ kind: 'icon', icon: pointIcon(kind), text: `map.point.${kind}` }) as const),
      ...(on.some(({ states }) => states) ? READING_LEGEND : []),
    ]
  },
  geo: [
    geoPart<'points'>({
      from: 'points',
      source: 'point-names',
      underLabels: false,
      byView: true,
      features: (sets, { zoom, isVisible, bounds: [west, south, east, north] }) => {
        if (zoom < NAMED_FROM_ZOOM) return collection([])
        const features: GeoJSON.Feature[] = []
        for (const { set } of sets.filter((points) => isVisible(points.set.id))) {
          const good = checkPoints(set).value
          for (let i = 0; i < good.size && features.length < MOST_NAMED; i++) {
            const lon = good.lonLat[i * 2] ?? NaN
            const lat = good.lonLat[i * 2 + 1] ?? NaN
            if (lon < west || lon > east || lat < south || lat > north) continue
            const row = rowOf(good, i)
            features.push(pointFeature({ lon, lat }, { id: set.ids[row] ?? '', name: set.names[row] ?? '', set: set.id }))
          }
        }
        return collection(features)
      },
      drawings: ({ palette, scale }) => [
        {
          id: 'point-names',
          type: 'symbol',
          minzoom: NAMED_FROM_ZOOM,
          layout: {
            'text-field': ['get', 'name'],
            'text-font': MAP_FONT,
            'text-size': 12 * scale,
            'text-variable-anchor-offset': ['left', [1.1, 0], 'right', [-1.1, 0], 'top', [0, 1.1], 'bottom', [0, -1.1]],
            'text-max-width': 12,
          },
          paint: { 'text-color': palette.textQuiet, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 },
        },
      ],
    }),
  ],
}
