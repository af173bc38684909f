import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusterPoints, mercator, thinPoints } from './cluster'
import { groupTeams } from './team-groups'
import type { MapBounds, TeamMark } from './types'

const WORLD: MapBounds = [-180, -85, 180, 85]
const columns = (points: readonly (readonly [number, number])[]) => Float64Array.from(points.flat())
const cluster = (points: readonly (readonly [number, number])[], zoom: number, bounds = WORLD) => {
  const lonLat = columns(points)
  return clusterPoints(lonLat, mercator(lonLat, points.length), points.length, { zoom, radiusPx: 40, bounds })
}

describe('clusters', () => {
  it('bring together what would cover each other, and part it when the map is nearer', () => {
    const points = [[120, 27], [120.001, 27], [120.5, 27]] as const
    const far = cluster(points, 10)
    expect(far.map(({ count }) => count)).toEqual([2, 1])
    expect(far[0]?.rows).toEqual([0, 1])
    expect(far[0]?.bounds).toEqual([120, 27, 120.001, 27])
    expect(cluster(points, 18)).toHaveLength(3)
  })

  it('leave out what is not in view', () => {
    expect(cluster([[120, 27], [110, 27]], 8, [119, 26, 121, 28]).map(({ rows }) => rows)).toEqual([[0]])
  })

  it('lose nobody and put every cluster within its members', () => {
    const point = fc.tuple(fc.double({ min: 119, max: 122, noNaN: true }), fc.double({ min: 26, max: 29, noNaN: true }))
    fc.assert(
      fc.property(fc.array(point, { maxLength: 120 }), fc.integer({ min: 4, max: 17 }), (points, zoom) => {
        const clusters = cluster(points, zoom)
        expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(points.length)
        expect(clusters.flatMap(({ rows }) => rows).toSorted((a, b) => a - b)).toEqual(points.map((_, i) => i))
        for (const { lon, lat, bounds: [west, south, east, north] } of clusters) {
          expect(lon).toBeGreaterThanOrEqual(west - 1e-9)
          expect(lon).toBeLessThanOrEqual(east + 1e-9)
          expect(lat).toBeGreaterThanOrEqual(south - 1e-9)
          expect(lat).toBeLessThanOrEqual(north + 1e-9)
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('dots', () => {
  it('stand for those that nobody could tell apart', () => {
    const lonLat = columns([[120, 27], [120.000001, 27], [120.5, 27]])
    expect([...(thinPoints(mercator(lonLat, 3), 3, 10, 2) ?? [])]).toEqual([0, 2])
    expect(thinPoints(mercator(columns([[120, 27], [121, 27]]), 2), 2, 10, 2)).toBeNull()
  })
})

describe('teams on one spot', () => {
  const team = (id: string, changes: Partial<TeamMark> = {}): TeamMark => ({
    id,
    at: { lon: 120.4, lat: 27.5 },
    headingDeg: null,
    tone: 'available',
    stale: false,
    atBase: true,
    title: id,
    label: 'near',
    place: '灵溪',
    ...changes,
  })

  it('are one mark with the name of their town and who of them can go', () => {
    const teams = [team('a'), team('b', { tone: 'off' }), team('c', { place: '龙港' }), team('far', { at: { lon: 120.9, lat: 27.1 } })]
    const { alone, groups } = groupTeams(teams, 12, 1)
    expect(alone.map(({ id }) => id)).toEqual(['far'])
    expect(groups).toMatchObject([{ place: '灵溪', available: 2 }])
    expect(groups[0]?.members.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(groupTeams(teams, 12.2, 1)).toBe(groupTeams(teams, 12.4, 1))
  })

  it('stay themselves when they move, are named, or are on an order', () => {
    const teams = [team('a'), team('b', { atBase: false }), team('c', { label: 'always' }), team('d', { tone: 'acting' })]
    expect(groupTeams(teams, 12, 1)).toMatchObject({ alone: teams, groups: [] })
  })
})
