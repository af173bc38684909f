import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceM } from '../../../shared/geo/position'
import { asSaid, locate } from './position'

const BOUNDS = [120.05, 26.95, 121, 27.75] as const
const MAZHAN = { lon: 120.446, lat: 27.277 }

describe('a position from outside', () => {
  it.each(['wgs84', 'gcj02', 'bd09'] as const)('in %s comes out in WGS-84, within a metre', (datum) => {
    fc.assert(
      fc.property(fc.double({ min: 120.05, max: 121, noNaN: true }), fc.double({ min: 26.95, max: 27.75, noNaN: true }), (lon, lat) => {
        const located = locate(asSaid({ lon, lat }, datum), BOUNDS, '')
        return located.ok && distanceM(located.value.at, { lon, lat }) < 1
      }),
    )
  })

  it('keeps what was said', () => {
    const said = asSaid(MAZHAN, 'bd09')
    expect(locate(said, BOUNDS, '')).toMatchObject({ ok: true, value: { original: said } })
  })

  it('that is swapped is refused with a hint', () => {
    const located = locate({ lon: 27.277, lat: 120.446, datum: 'wgs84' }, BOUNDS, 'location.')
    expect(located).toMatchObject({ ok: false, error: { field: 'location.lon', message: expect.stringContaining('swapped') as string } })
  })

  it('far outside the jurisdiction is refused, a neighbour is not', () => {
    expect(locate({ lon: 116.4, lat: 39.9, datum: 'wgs84' }, BOUNDS, '')).toMatchObject({ ok: false, error: { message: expect.stringMatching(/1\d\d\d km outside/) as string } })
    expect(locate({ lon: 121.3, lat: 27.9, datum: 'wgs84' }, BOUNDS, '').ok).toBe(true)
    expect(locate({ lon: 0, lat: 0, datum: 'wgs84' }, BOUNDS, '').ok).toBe(false)
    expect(locate({ lon: 120.4, lat: 100, datum: 'wgs84' }, BOUNDS, '')).toMatchObject({ ok: false, error: { field: 'lat' } })
  })
})
