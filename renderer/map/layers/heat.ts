import { HeatmapLayer } from '@deck.gl/aggregation-layers'
import type { Layer } from '@deck.gl/core'
import { SolidPolygonLayer } from '@deck.gl/layers'
import { checkHeat } from '../check'
import { densityCells, highest, metresPerPixel, stepOf, stopsUpTo, type DensityCell, type HeatScale } from '../heat-scale'
import { hexagonAcrossM, hexagonResolution, sumHexagons, type Hexagon } from '../hexagons'
import { rgba } from '../palette'
import type { HeatOnMap, MapObject } from '../types'
import type { DeckHit, MapLayer } from './layer'
import { FLAT, UNDER_LABELS, type MarkLook } from './marks'

/** How far a point spreads, pixels at scale 1. */
const RADIUS_PX = 34
/** Cells of the source that are larger on screen than this are drawn as what they are. */
const CELLS_FROM_PX = 42
/** deck.gl's kernel, exp(-18 u²) × 3.385 over a disc of radius 1, holds so much: what turns a density into its sums. */
const KERNEL = 0.591
/** Metres that the highest hexagon stands, at zoom 9; half of it a zoom nearer. */
const HEIGHT_M = 30_000

type CalibratedProps = { /** Weights per square metre of the lowest and the highest colour. */ readonly densities: readonly [number, number] }

/**
 * The library scales its colours by the largest sum on screen, so that the same colour means another figure after every
 * move. Here they mean a density, the same at every place, which the legend can say.
 */
class DensityLayer extends HeatmapLayer<unknown, CalibratedProps> {
  static override layerName = 'DensityLayer'

  override _updateWeightmap(): void {
    super._updateWeightmap()
    const { densities, radiusPixels } = this.props
    const perSquareMetre = KERNEL * radiusPixels ** 2 * this.context.viewport.metersPerPixel ** 2 * this.state.weightsScale
    this.state.colorDomain = [densities[0] * perSquareMetre, densities[1] * perSquareMetre]
  }

  /** Millions of points only to find a maximum that nobody needs. */
  override _updateMaxWeightValue(): void {
    // Nothing to do.
  }
}

interface Made {
  readonly key: string
  readonly cells: readonly DensityCell[]
  readonly stops: readonly number[]
  readonly binary: object
}
const made = new WeakMap<HeatOnMap, Made>()

/** Edge of the cells that are counted in: the source's own, or as large as a point spreads. Metres. */
function countedM(heat: HeatOnMap, look: MarkLook): number {
  const [, south, , north] = look.view.bounds
  return cellPx(heat, look) >= CELLS_FROM_PX ? (heat.cellM ?? 0) : Math.max(heat.cellM ?? 0, 1.5 * RADIUS_PX * metresPerPixel(Math.round(look.view.zoom), (south + north) / 2))
}

/** Cells and colour steps for a zoom, worked out once. */
function madeFor(heat: HeatOnMap, look: MarkLook): Made {
  const zoom = Math.round(look.view.zoom)
  const cellM = countedM(heat, look)
  const key = `${zoom} ${cellM === heat.cellM ? 'own' : 'counted'}`
  const known = made.get(heat)
  if (known?.key === key) return known
  const good = checkHeat(heat).value
  const cells = densityCells(good, heat.weight, cellM)
  const weight = good.rows ? Float32Array.from(good.rows, (row) => heat.weight[row] ?? 0) : heat.weight
  const fresh: Made = {
    key,
    cells,
    stops: stopsUpTo(highest(cells.map(({ density }) => density)), look.palette.heat.length),
    binary: known?.binary ?? { length: good.size, attributes: { getPosition: { value: good.lonLat, size: 2 }, getWeight: { value: weight, size: 1 } } },
  }
  made.set(heat, fresh)
  return fresh
}

const ramp = (look: MarkLook, faded: boolean, alpha: (i: number) => number) =>
  look.palette.heat.map((colour, i) => rgba(faded ? look.palette.off : colour, alpha(i)))

function scaleOf(heat: HeatOnMap, look: MarkLook, rest: Pick<HeatScale, 'style' | 'per' | 'cellM' | 'stops'>): void {
  look.onScale({ id: heat.id, name: heat.name, of: heat.of, ...rest })
}

function smooth(heat: HeatOnMap, look: MarkLook, id: string, faded: boolean): Layer {
  const { stops, binary } = madeFor(heat, look)
  const last = stops.at(-1) ?? 1
  scaleOf(heat, look, { style: 'smooth', per: 'km2', cellM: 0, stops })
  return new DensityLayer({
    id,
    data: binary as never,
    radiusPixels: Math.min(100, Math.max(RADIUS_PX * look.scale, 1.8 * cellPx(heat, look))),
    // Finer than this nobody sees: it is blurred anyway.
    weightsTextureSize: 1024,
    colorRange: ramp(look, faded, (i) => 90 + 28 * i) as never,
    densities: [(stops[1] ?? 1) * 0.35e-6, (last + (stops[1] ?? 0)) * 1e-6],
    opacity: 0.85,
    parameters: FLAT,
    ...UNDER_LABELS,
  } as never)
}

/** How large a cell of the source is on screen; 0 for single points. */
function cellPx({ cellM }: HeatOnMap, { view }: MarkLook): number {
  const [, south, , north] = view.bounds
  return cellM === null ? 0 : cellM / metresPerPixel(view.zoom, (south + north) / 2)
}

/** Squares, each of one colour: where float textures are not to be had, and where the source's cells are near. */
function grid(heat: HeatOnMap, look: MarkLook, id: string, faded: boolean): Layer {
  const { cells, stops } = madeFor(heat, look)
  const cellM = countedM(heat, look)
  const half = cellM / 2 / 111_320
  scaleOf(heat, look, { style: look.floats ? 'cells' : 'grid', per: 'km2', cellM, stops })
  const colours = ramp(look, faded, (i) => 70 + 25 * i)
  return new SolidPolygonLayer<DensityCell>({
    id,
    data: cells as DensityCell[],
    pickable: true,
    getPolygon: ({ lon, lat }) => {
      const wide = half / Math.cos((lat * Math.PI) / 180)
      return [[lon - wide, lat - half], [lon + wide, lat - half], [lon + wide, lat + half], [lon - wide, lat + half]]
    },
    getFillColor: ({ density }) => colours[stepOf(density, stops)] ?? [0, 0, 0, 0],
    updateTriggers: { getFillColor: [faded, look.palette.heat] },
    parameters: FLAT,
    ...UNDER_LABELS,
  })
}

interface Counting {
  readonly resolution: number
  readonly stop: AbortController
  cells: Hexagon[] | null
}
const counting = new WeakMap<HeatOnMap, Counting>()

/** Counted cells; until they are there the ones of the scale before, or none. */
function hexagonsOf(heat: HeatOnMap, resolution: number, again: () => void): { readonly cells: readonly Hexagon[]; readonly resolution: number } {
  const known = counting.get(heat)
  if (known?.resolution === resolution) return { cells: known.cells ?? [], resolution }
  known?.stop.abort()
  const fresh: Counting = { resolution, stop: new AbortController(), cells: null }
  counting.set(heat, fresh)
  void sumHexagons(checkHeat(heat).value, heat.weight, resolution, fresh.stop.signal).then((cells) => {
    if (!cells) return
    fresh.cells = cells
    again()
  })
  return { cells: [], resolution }
}

function hexagons(heat: HeatOnMap, look: MarkLook, id: string, faded: boolean): Layer[] {
  const resolution = hexagonResolution(look.view.zoom)
  const { cells } = hexagonsOf(heat, resolution, look.again)
  if (cells.length === 0) return []
  const most = Math.max(...cells.map(({ sum }) => sum))
  const stops = stopsUpTo(highest(cells.map(({ sum }) => sum)), look.palette.heat.length)
  scaleOf(heat, look, { style: 'hexagons', per: 'cell', cellM: hexagonAcrossM(resolution), stops })
  const colours = ramp(look, faded, () => 215)
  return [
    new SolidPolygonLayer<Hexagon>({
      id: `${id}/${resolution}`,
      data: cells as Hexagon[],
      pickable: true,
      extruded: true,
      getPolygon: ({ ring }) => ring,
      getElevation: ({ sum }) => (HEIGHT_M * sum) / most,
      elevationScale: 2 ** (9 - Math.round(look.view.zoom)),
      getFillColor: ({ sum }) => colours[stepOf(sum, stops)] ?? [0, 0, 0, 0],
      updateTriggers: { getFillColor: [faded, look.palette.heat] },
    }),
  ]
}

function picked({ part, object }: DeckHit): MapObject | null {
  const [set] = part.split('/')
  if (!set || typeof object !== 'object' || object === null) return null
  const { lon, lat, ...counted } = object as Hexagon | DensityCell
  const cell = 'sum' in counted ? { at: { lon, lat }, value: counted.sum, per: 'cell' as const } : { at: { lon, lat }, value: counted.density, per: 'km2' as const }
  return { layer: 'heat', id: `${lon},${lat}`, set, cell }
}

/** Heat maps: incidents of a period weighted by severity, people by grid; smooth, or hexagons as high as their count. */
export const heatLayer: MapLayer = {
  id: 'heat',
  group: 'heat',
  shown: false,
  late: true,
  switches: ({ heats }) => heats.map(({ id, name, size }) => ({ key: `heat:${id}`, name, count: size })),
  deck: ({ heats, heatStyle }, look) =>
    heats.flatMap((heat) => {
      const key = `heat:${heat.id}`
      if (!look.isVisible(key) || checkHeat(heat).value.size === 0) return []
      const faded = look.isFaded(key)
      const id = `heat/${heat.id}`
      if (heatStyle === 'hexagons') return hexagons(heat, look, id, faded)
      return [look.floats && cellPx(heat, look) < CELLS_FROM_PX ? smooth(heat, look, id, faded) : grid(heat, look, `${id}/grid`, faded)]
    }),
  picked,
}
