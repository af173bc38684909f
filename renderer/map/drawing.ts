import type { Map as MapLibreMap } from 'maplibre-gl'
import { TerraDraw, TerraDrawLineStringMode, TerraDrawModeUndoRedo, TerraDrawPolygonMode, TerraDrawSelectMode, type GeoJSONStoreFeatures } from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'
import type { LonLat } from '../../shared/geo/position'

export type DrawnShape = 'LineString' | 'Polygon'

export interface DrawingOptions {
  readonly shape: DrawnShape
  /** Drawn before: its corners can be moved. */
  readonly points: readonly LonLat[]
  readonly colour: string
  /** Every corner that was set so far, after each click and each move of a corner. */
  readonly onPoints: (points: readonly LonLat[]) => void
}

/** A shape that is being drawn by hand. */
export interface Drawing {
  /** Takes the last corner back; false: there is nothing left to take back, or the shape is closed. */
  undo(): boolean
  /** Removes it from the map. */
  stop(): void
}

const MODES = { LineString: 'linestring', Polygon: 'polygon' } as const
/** Decimals of a degree that are kept: a decimetre. */
const PRECISION = 6

/** The corners that were clicked: a line that follows the pointer has one more, a ring ends where it starts. */
function cornersOf({ geometry, properties }: GeoJSONStoreFeatures, finished: boolean): LonLat[] {
  const all = (geometry.type === 'Polygon' ? geometry.coordinates[0] : geometry.type === 'LineString' ? geometry.coordinates : []) as readonly number[][]
  const set = Number(properties['committedCoordinateCount'] ?? all.length)
  const own = finished ? all.slice(0, geometry.type === 'Polygon' ? -1 : all.length) : all.slice(0, set)
  return own.map(([lon = 0, lat = 0]) => ({ lon, lat }))
}

/**
 * Draws on a map whose style has been loaded. When the shape is closed (a click on its last corner) its corners can be
 * moved and new ones pulled out of its edges.
 */
export function startDrawing(map: MapLibreMap, { shape, points, colour, onPoints }: DrawingOptions): Drawing {
  const mode = MODES[shape]
  const paint = colour as `#${string}`
  const line = { lineStringColor: paint, lineStringWidth: 3, closingPointColor: paint, coordinatePointColor: paint }
  const area = { fillColor: paint, fillOpacity: 0.15, outlineColor: paint, outlineWidth: 3, closingPointColor: paint, coordinatePointColor: paint }
  const corners = { selectionPointColor: paint, midPointColor: paint, selectedLineStringColor: paint, selectedLineStringWidth: 3, selectedPolygonColor: paint, selectedPolygonFillOpacity: 0.15, selectedPolygonOutlineColor: paint, selectedPolygonOutlineWidth: 3 }
  const flags = { feature: { draggable: false, coordinates: { draggable: true, midpoints: true, deletable: true } } }
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: 'drawing', coordinatePrecision: PRECISION }),
    modes: [
      new TerraDrawPolygonMode({ keyEvents: null, showCoordinatePoints: true, styles: area }),
      new TerraDrawLineStringMode({ keyEvents: null, showCoordinatePoints: true, styles: line }),
      new TerraDrawSelectMode({ keyEvents: null, allowManualDeselection: false, flags: { polygon: flags, linestring: flags }, styles: corners }),
    ],
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
  })
  let finished = false
  const tell = () => {
    const [feature] = draw.getSnapshot().filter(({ properties }) => properties['mode'] === mode)
    onPoints(feature ? cornersOf(feature, finished) : [])
  }
  const edit = (id: string | number) => {
    finished = true
    draw.setMode('select')
    draw.selectFeature(id)
    tell()
  }
  draw.start()
  draw.on('change', (_ids, _type, context) => {
    // Colours of points change too: only the shape is told.
    if (context && 'target' in context && context.target === 'properties') return
    tell()
  })
  draw.on('finish', (id, { action }) => {
    if (action === 'draw') setTimeout(() => edit(id))
  })
  if (points.length >= (shape === 'Polygon' ? 3 : 2)) {
    const ring = points.map(({ lon, lat }) => [round(lon), round(lat)])
    const id = draw.getFeatureId()
    const geometry = shape === 'Polygon' ? { type: shape, coordinates: [[...ring, ring[0] ?? []]] } : { type: shape, coordinates: ring }
    const [added] = draw.addFeatures([{ id, type: 'Feature', geometry: geometry as never, properties: { mode } }])
    if (added?.valid) edit(id)
    else draw.setMode(mode)
  } else draw.setMode(mode)
  return {
    undo: () => !finished && draw.undo(),
    stop: () => draw.stop(),
  }
}

const round = (degrees: number): number => Number(degrees.toFixed(PRECISION))
