import { describe, expect, it } from 'vitest'
import { closureGeometrySchema } from '../../../shared/domain/closure/state'
import { closureGeometry, parseLine } from './closure-shape'

const point = (lon: number) => ({ lon, lat: 27 })

describe('a drawn closure', () => {
  it('needs two points for a line and three for an area', () => {
    expect(closureGeometry('LineString', [point(120)])).toBeNull()
    expect(closureGeometry('Polygon', [point(120), point(121)])).toBeNull()
  })
  it('is GeoJSON that the hub takes, an area closed', () => {
    const line = closureGeometry('LineString', [point(120), point(121)])
    const area = closureGeometry('Polygon', [point(120), point(121), { lon: 121, lat: 28 }])
    expect(closureGeometrySchema.safeParse(line).success).toBe(true)
    expect(closureGeometrySchema.safeParse(area).success).toBe(true)
    if (area?.type !== 'Polygon') throw new Error('no area')
    expect(area.coordinates[0]).toHaveLength(4)
    expect(area.coordinates[0]?.at(-1)).toEqual(area.coordinates[0]?.[0])
  })
  it('is read from typed lines, and the wrong line is named', () => {
    expect(parseLine('120.1 27.1\n\n120.2 27.2')).toEqual({ ok: true, value: [{ lon: 120.1, lat: 27.1 }, { lon: 120.2, lat: 27.2 }] })
    expect(parseLine('120.1 27.1\n桥头')).toEqual({ ok: false, error: { row: 2, problem: 'two-numbers' } })
  })
})
