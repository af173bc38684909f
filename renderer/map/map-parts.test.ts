import { describe, expect, it } from 'vitest'
import { asTeamId } from '../../shared/base/ids'
import type { RouteResult } from '../../shared/dispatch/travel'
import { distanceM } from '../../shared/geo/position'
import { evolveTeam } from '../../shared/domain/team/evolve'
import { registered } from '../state/testing'
import { markPicked } from './deck-layers'
import { translator } from '../../shared/i18n/translator'
import { boundsOf, circleRing } from './geo'
import { GEO_PARTS } from './geo-layers'
import { closurePoint } from './layers/closures'
import type { GeoView } from './layers/geo-layer'
import { isVisible, LAYERS, onlyVisible } from './layers/registry'
import { rgba, PALETTES } from './palette'
import { routeMarks } from './route-marks'
import { teamMark } from './team-marks'
import { EMPTY_MAP, MAP_LAYERS } from './types'

const NOW = 1_000_000
const created = registered(1, 't1')
if (created.type !== 'team.registered') throw new Error('not a team')
const team = evolveTeam(undefined, created)
const track = { id: 'team:t1', lon: 120.5, lat: 27.5, headingDeg: 80, speedMps: 12, accuracyM: 5, at: NOW - 5_000 }

describe('geometry of the map', () => {
  it('draws circles of the radius that it says', () => {
    const centre = { lon: 120.4, lat: 27.3 }
    for (const [lon, lat] of circleRing(centre, 8_000))
      expect(Math.abs(distanceM(centre, { lon, lat }) - 8_000)).toBeLessThan(20)
    expect(circleRing(centre, 100)[0]).toEqual(circleRing(centre, 100).at(-1))
  })

  it('finds the box of points', () => {
    expect(boundsOf([{ lon: 120, lat: 27 }, [121, 26.5]])).toEqual([120, 26.5, 121, 27])
    expect(boundsOf([])).toBeNull()
  })

  it('puts the mark of a closure on its line, or in its area', () => {
    const at = closurePoint({
      id: 'c',
      label: '',
      geometry: {
        type: 'LineString',
        coordinates: [
          [1, 1],
          [2, 2],
          [3, 1],
        ],
      },
    })
    expect(at).toEqual([2, 2])
    const area = [
      [
        [0, 0],
        [4, 0],
        [4, 2],
        [0, 2],
        [0, 0],
      ],
    ] as const
    expect(closurePoint({ id: 'c', label: '', geometry: { type: 'Polygon', coordinates: area } })).toEqual([2, 1])
  })

  it('reads colours as deck.gl wants them', () => {
    expect(rgba('#ff8001', 9)).toEqual([255, 128, 1, 9])
  })
})

describe('marks', () => {
  it('show a team at its phone, heading only while it moves', () => {
    expect(teamMark(team, track, NOW, 120_000)).toMatchObject({
      at: { lon: 120.5, lat: 27.5 },
      headingDeg: 80,
      stale: false,
      atBase: false,
      tone: 'available',
    })
    expect(teamMark(team, { ...track, speedMps: 0.3 }, NOW, 120_000).headingDeg).toBeNull()
    expect(teamMark(team, { ...track, headingDeg: NaN }, NOW, 120_000).headingDeg).toBeNull()
  })

  it('do not take an old position for the present', () => {
    expect(teamMark(team, track, NOW + 200_000, 120_000)).toMatchObject({ stale: true, headingDeg: null })
  })

  it('show a team without a phone at its base', () => {
    expect(teamMark(team, null, NOW, 120_000)).toMatchObject({ at: team.profile.base, atBase: true, stale: false })
  })

  it('are grey off duty and cyan on an order', () => {
    expect(teamMark({ ...team, onDuty: false }, null, NOW, 1).tone).toBe('off')
    const assignment = { dispatchId: 'd' as never, incidentId: 'i' as never, by: 'o' as never, at: 1 }
    expect(teamMark({ ...team, id: asTeamId('t1'), assignment }, null, NOW, 1).tone).toBe('acting')
  })

  it('dash what is walked or estimated, and draw nothing for no way', () => {
    const base = { seconds: 1, metres: 1, walkSeconds: 0, walkMetres: 0, snapM: 1, graphVersion: 1 }
    const leg = (mode: 'road' | 'walk') => ({
      mode,
      geometry: [
        [1, 1],
        [2, 2],
      ] as const,
      seconds: 1,
      metres: 1,
      via: [],
    })
    const route: RouteResult = {
      ...base,
      kind: 'road',
      geometry: [
        [1, 1],
        [3, 3],
      ],
      legs: [leg('road'), leg('walk')],
    }
    expect(routeMarks('r', route, 'second').map(({ id, estimated }) => [id, estimated])).toEqual([
      ['r-0', false],
      ['r-1', true],
    ])
    expect(
      routeMarks(
        'r',
        {
          ...base,
          kind: 'estimated',
          geometry: [
            [1, 1],
            [2, 2],
          ],
          legs: [],
        },
        'recommended',
      )[0]?.estimated,
    ).toBe(true)
    expect(routeMarks('r', { ...base, kind: 'unreachable', geometry: [], legs: [] }, 'recommended')).toEqual([])
  })

  it('are named by layer and id when picked; the ground and unknown drawings are nothing', () => {
    expect(markPicked({ layer: { id: 'teams' }, index: 0, object: { id: 't1' } }, EMPTY_MAP)).toEqual({ layer: 'teams', id: 't1' })
    expect(markPicked({ layer: { id: 'terrain' }, index: 0, object: { id: 'i1' } }, EMPTY_MAP)).toBeNull()
    expect(markPicked({ layer: { id: 'teams' }, index: -1, object: { id: 't1' } }, EMPTY_MAP)).toBeNull()
    expect(markPicked(null, EMPTY_MAP)).toBeNull()
  })
})

describe('layers', () => {
  const look = { palette: PALETTES.dark, scale: 1, lines: 1, least: 0 }
  const view: GeoView = { zoom: 15, bounds: [-180, -85, 180, 85], scale: 1, plates: 1, isVisible: () => true, t: translator('zh') }
  it('have sources and drawings of their own, and make features of nothing', () => {
    const sources = GEO_PARTS.map(({ part }) => part.source)
    const drawings = GEO_PARTS.flatMap(({ part }) => part.drawings(look).map(({ id }) => id))
    expect(new Set(sources).size).toBe(sources.length)
    expect(new Set(drawings).size).toBe(drawings.length)
    for (const { part } of GEO_PARTS) expect(part.features(EMPTY_MAP[part.from], view).features).toEqual([])
    for (const { part } of GEO_PARTS) for (const id of part.clickable ?? []) expect(drawings).toContain(id)
  })

  it('are all in the registry under their own name, from the ground up', () => {
    expect(LAYERS.map(({ id }) => id)).toEqual([...MAP_LAYERS])
  })

  it('are on as their layer has it until they are switched; a scene shows what it names and no more', () => {
    expect([isVisible({}, 'teams'), isVisible({}, 'hazards'), isVisible({}, 'guard-codes'), isVisible({}, 'heat:incidents')]).toEqual([true, false, false, false])
    const scene = onlyVisible(['incidents', 'guard-codes'])
    expect([isVisible(scene, 'incidents'), isVisible(scene, 'teams'), isVisible(scene, 'guard-codes'), isVisible(scene, 'factories')]).toEqual([true, false, true, false])
  })
})
