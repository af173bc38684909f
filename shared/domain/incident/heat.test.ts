import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceM } from '../../geo/position'
import { SEVERITIES } from './kind'
import { INCIDENT_CELL_M, incidentCell, incidentGrid, isHeat, SEVERITY_WEIGHT } from './heat'

const place = fc.record({ lon: fc.double({ min: 119, max: 122, noNaN: true }), lat: fc.double({ min: 26, max: 28, noNaN: true }) })
const incident = fc.record({
  at: place,
  severity: fc.constantFrom(...SEVERITIES),
  reportedAt: fc.integer({ min: 0, max: 1000 }),
  status: fc.constantFrom('reported' as const, 'closed' as const, 'false-alarm' as const, 'merged' as const),
  drill: fc.boolean(),
})

describe('the heat of incidents', () => {
  it('counts every one of the period once, in the cell that it lies in', () => {
    fc.assert(
      fc.property(fc.array(incident, { maxLength: 200 }), fc.integer({ min: 0, max: 1000 }), fc.boolean(), (incidents, from, drills) => {
        const grid = incidentGrid(incidents, from, drills)
        const wanted = incidents.filter((one) => one.reportedAt >= from && isHeat(one, drills))
        expect(grid.incidents).toBe(wanted.length)
        expect(grid.lon).toHaveLength(new Set(wanted.map(({ at }) => incidentCell(at).join(' '))).size)
        grid.lon.forEach((lon, i) => {
          const inside = wanted.filter(({ at }) => incidentCell(at)[0] === lon && incidentCell(at)[1] === grid.lat[i])
          expect(grid.count[i]).toBe(inside.length)
          expect(grid.weight[i]).toBe(inside.reduce((sum, { severity }) => sum + SEVERITY_WEIGHT[severity], 0))
        })
      }),
    )
  })

  it('puts nothing farther from its cell\'s middle than half a diagonal', () => {
    fc.assert(
      fc.property(place, (at) => {
        const [lon, lat] = incidentCell(at)
        expect(distanceM(at, { lon, lat })).toBeLessThanOrEqual(INCIDENT_CELL_M * Math.SQRT1_2 * 1.01)
      }),
    )
  })
})
