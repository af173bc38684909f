import type { PointKind } from '../../../shared/pack/points'
import type { MapPalette } from '../palette'

/** How the points of a kind look: near as a plate with a character, far as dots of a colour. */
export const POINT_LOOKS: Readonly<Record<PointKind, { readonly colour: keyof Pick<MapPalette, 'point' | 'point2'> }>> = {
  'guard-code': { colour: 'point' },
  factory: { colour: 'point2' },
  camera: { colour: 'point' },
  sensor: { colour: 'point' },
  'rescue-pole': { colour: 'point' },
  'work-site': { colour: 'point2' },
  harbour: { colour: 'point' },
}

export const pointIcon = (kind: PointKind) => `point-${kind}`
