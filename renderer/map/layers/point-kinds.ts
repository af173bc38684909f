import type { PointKind } from '../../../shared/pack/points'
import type { MapPalette } from '../palette'

/** How the points of a kind look: near as a plate with a character, far as dots of a colour. */
export const POINT_LOOKS: Readonly<Record<PointKind, { readonly glyph: string; readonly colour: keyof Pick<MapPalette, 'point' | 'point2'> }>> = {
  'guard-code': { glyph: '码', colour: 'point' },
  factory: { glyph: '企', colour: 'point2' },
  camera: { glyph: '摄', colour: 'point' },
  sensor: { glyph: '感', colour: 'point' },
  'rescue-pole': { glyph: '杆', colour: 'point' },
  'work-site': { glyph: '工', colour: 'point2' },
  harbour: { glyph: '港', colour: 'point' },
}

export const pointIcon = (kind: PointKind) => `point-${kind}`
