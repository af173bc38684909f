import { useMemo } from 'react'
import type { Translate } from '../../../shared/i18n/catalogue'
import type { MeasureMark, ShapeMark } from '../../map/drawn-types'
import { useShapeMarks } from '../../map/use-shapes'
import { distanceText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { useDesk, type MapTool } from '../state/desk'
import { areaM2, lengthM } from './measure'

/** `3.42 平方千米`, `5,300 平方米`: square metres. */
export function areaText(m2: number, t: Translate): string {
  return m2 < 100_000 ? t('tools.unit.m2', { n: Math.round(m2).toLocaleString('en-US') }) : t('tools.unit.km2', { n: (m2 / 1e6).toFixed(m2 < 1e8 ? 2 : 0) })
}

/** What was measured, in words; empty: too few points. */
export function measuredText(tool: MapTool & { readonly kind: 'measure' }, t: Translate): string {
  const { points, shape } = tool
  if (shape === 'LineString') return points.length < 2 ? '' : distanceText(lengthM(points), t)
  const first = points[0]
  if (points.length < 3 || !first) return ''
  return t('tools.measure.area', { area: areaText(areaM2(points), t), length: distanceText(lengthM([...points, first]), t) })
}

/** The measured line or area with its figures, for the map. */
export function useMeasureMark(): MeasureMark | null {
  const { t } = useT()
  const tool = useDesk((state) => state.tool)
  return useMemo(() => {
    if (tool.kind !== 'measure' || tool.points.length === 0) return null
    const { points, shape } = tool
    const labels = points.map((_, i) => (shape === 'LineString' && i > 0 ? distanceText(lengthM(points.slice(0, i + 1)), t) : i === points.length - 1 ? measuredText(tool, t) : ''))
    return { points: points.map(({ lon, lat }) => [lon, lat] as const), closed: shape === 'Polygon', labels }
  }, [tool, t])
}

/** What officers have drawn, and what is being drawn here. */
export function useShapes(): readonly ShapeMark[] {
  const tool = useDesk((state) => state.tool)
  // What is being changed is drawn by hand.
  const drawn = useShapeMarks(tool.kind === 'draw' ? tool.change?.id : undefined)
  return useMemo(() => {
    // Lines and areas are drawn by the drawing library until they are kept; a note is one point.
    const at = tool.kind === 'draw' && tool.shape === 'Point' ? tool.points.at(-1) : undefined
    return at ? [...drawn, { id: 'draft', geometry: { type: 'Point', coordinates: [at.lon, at.lat] }, label: '', of: 'draft' }] : drawn
  }, [drawn, tool])
}
