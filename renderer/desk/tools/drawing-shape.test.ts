import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asActorId, asAnnotationId } from '../../../shared/base/ids'
import { GEOMETRY_OF, type Annotation, type AnnotationGeometry, type AnnotationKind } from '../../../shared/domain/annotation/state'
import { changeTool, drawnGeometry, isInView } from './drawing-shape'

const corner = fc.tuple(fc.double({ min: 119, max: 122, noNaN: true }), fc.double({ min: 26, max: 28, noNaN: true }))
const ring = fc.array(corner, { minLength: 3, maxLength: 12 }).map((corners): [number, number][] => [...corners, corners[0] ?? [0, 0]])
const geometry: fc.Arbitrary<AnnotationGeometry> = fc.oneof(
  corner.map((coordinates) => ({ type: 'Point' as const, coordinates })),
  fc.array(corner, { minLength: 2, maxLength: 12 }).map((coordinates) => ({ type: 'LineString' as const, coordinates })),
  fc.array(ring, { minLength: 1, maxLength: 3 }).map((coordinates) => ({ type: 'Polygon' as const, coordinates })),
)
const KIND = Object.fromEntries(Object.entries(GEOMETRY_OF).map(([kind, type]) => [type, kind])) as Record<AnnotationGeometry['type'], AnnotationKind>

function drawn(of: AnnotationGeometry): Annotation {
  return { id: asAnnotationId('a'), version: 1, kind: KIND[of.type], geometry: of, name: '', class: 'note', until: null, by: asActorId('officer:x'), drawnAt: 0, removedAt: null, changed: null }
}

describe('a drawing that is changed', () => {
  it('is the same form, holes included, while no corner was moved', () => {
    fc.assert(
      fc.property(geometry, (of) => {
        const tool = changeTool(drawn(of))
        expect(tool.kind === 'draw' && drawnGeometry(tool)).toEqual(of)
      }),
    )
  })

  it('has the corner that was moved, and is still closed', () => {
    const tool = changeTool(drawn({ type: 'Polygon', coordinates: [[[120, 27], [121, 27], [121, 28], [120, 27]]] }))
    if (tool.kind !== 'draw') throw new Error('no tool')
    const [, ...rest] = tool.points
    expect(drawnGeometry({ ...tool, points: [{ lon: 119, lat: 26 }, ...rest] })).toEqual({ type: 'Polygon', coordinates: [[[119, 26], [121, 27], [121, 28], [119, 26]]] })
    expect(drawnGeometry({ ...tool, points: rest })).toBeNull()
  })

  it('is brought into view only where the map may not show it', () => {
    const camera = { center: { lon: 120.4, lat: 27.3 }, zoom: 12 }
    expect(isInView({ lon: 120.41, lat: 27.31 }, camera)).toBe(true)
    expect(isInView({ lon: 120.6, lat: 27.3 }, camera)).toBe(false)
    expect(isInView({ lon: 120.4, lat: 27.4 }, camera)).toBe(false)
    expect(isInView({ lon: 120.6, lat: 27.4 }, { ...camera, zoom: 9 })).toBe(true)
  })
})
