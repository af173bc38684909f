import pino from 'pino'
import type { RoadService, TravelTime } from '../../../shared/dispatch/travel'
import type { PackManifest, Pack } from '../../../shared/pack/schema'
import { DEFAULT_WALL } from '../../../shared/wall/default-scenes'
import { distanceM } from '../../../shared/geo/position'
import { asTeamId } from '../../../shared/base/ids'
import type { IncidentKind } from '../../../shared/domain/incident/kind'
import type { TeamProfile } from '../../../shared/domain/team/profile'

/** Roads for tests: everything is a straight road driven at 10 m/s; counts what it is told. */
export function straightRoads(): RoadService & { readonly closuresSet: number } {
  let closuresSet = 0
  return {
    meta: () => Promise.resolve({ source: 'test', schematic: true, junctions: 0, edges: 0, bounds: [120, 27, 121, 28] }),
    travelTimes: ({ target, origins }) =>
      Promise.resolve({
        graphVersion: closuresSet,
        computedInMs: 0,
        times: origins.map(({ id, at }): TravelTime => {
          const metres = distanceM(at, target)
          return { id, kind: 'road', seconds: metres / 10, metres, walkSeconds: 0, walkMetres: 0, snapM: 0 }
        }),
      }),
    route: ({ from, to }) => {
      const metres = distanceM(from, to)
      const geometry = [from, to].map(({ lon, lat }) => [lon, lat] as const)
      const leg = { mode: 'road' as const, geometry, seconds: metres / 10, metres, via: [] }
      return Promise.resolve({ kind: 'road', geometry, seconds: metres / 10, metres, walkSeconds: 0, walkMetres: 0, snapM: 0, legs: [leg], graphVersion: closuresSet })
    },
    setClosures: () => Promise.resolve({ graphVersion: ++closuresSet, affectedEdges: 0, appliedInMs: 0 }),
    close: () => Promise.resolve(),
    get closuresSet() {
      return closuresSet
    },
  }
}

/** A pack with nothing but kinds and teams. */
export function smallPack(kinds: Iterable<IncidentKind>, teams: Readonly<Record<string, TeamProfile>>, dispatch: Partial<PackManifest['dispatch']> = {}): Pack {
  return {
    folder: '/nowhere',
    manifest: {
      name: { zh: '试', en: 'Test' },
      organisation: { zh: '试', en: 'Test' },
      deskPhone: '0577-0000-0000',
      zone: 'Asia/Shanghai',
      bounds: [120, 27, 121, 28],
      centre: { lon: 120.5, lat: 27.4 },
      zoom: 10,
      demonstration: true,
      dispatch: {
        ackTimeoutSeconds: 30,
        maxRealerts: 2,
        escalation: 'officer',
        deliveredTargetSeconds: 30,
        onSceneTargetSeconds: 900,
        positionStaleSeconds: 120,
        ...dispatch,
      },
      roads: { file: 'roads.geojson', kind: 'schematic' },
      feeds: [],
      collectors: [],
      pointSets: [],
      heats: [],
      basemaps: [],
    },
    kinds: [...kinds],
    teams: Object.entries(teams).map(([id, profile]) => ({ id: asTeamId(id), profile })),
    stations: [],
    shelters: [],
    hazards: [],
    townships: [],
    places: [],
    piers: [],
    departments: [],
    contacts: [],
    households: [],
    sea: null,
    population: [],
    pointSets: [],
    callout: null,
    risk: null,
    wall: DEFAULT_WALL,
    response: null,
  }
}

export const silent = pino({ level: 'silent' })
