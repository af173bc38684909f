import type { EpochMs } from '../../../shared/base/time'
import type {
  ClosuresApplied,
  Conditions,
  RoadClosure,
  RoadMeta,
  RouteRequest,
  RouteResult,
  TravelOrigin,
  TravelTime,
  TravelTimesRequest,
  TravelTimesResult,
  VehicleClass,
} from '../../../shared/dispatch/travel'
import type { LonLat } from '../../../shared/geo/position'
import { AreaEngine } from './areas/area-engine'
import { onward } from './areas/forward-field'
import type { Onward } from './areas/forward-field'
import { answerOf, boatAnswer, estimate, UNREACHABLE } from './answers'
import type { Answer } from './answers'
import { ClosureSet } from './closures'
import type { RoadGraph } from './graph'
import { bestWay, departures, settle } from './origin'
import type { Departure } from './origin'
import { buildProfile, profileKey } from './profile'
import type { Profile } from './profile'
import { buildReach } from './reach'
import type { Reach, ReachSources } from './reach'
import { boatRoute, emptyRoute, estimatedRoute, roadRoute } from './routes'
import { RoadIndex } from './road-index'
import { Recent } from './recent'
import type { SeaField } from './sea/sea-field'
import type { SeaSeedInfo, SeaWorld } from './sea/sea-world'

/** All boats' ways to one target. */
interface SeaReach {
  readonly field: SeaField
  readonly landings: readonly SeaSeedInfo[]
}

/** Memory that kept searches may take, bytes. */
const FIELD_MEMORY = 96 * 2 ** 20
const SNAPS_KEPT = 20_000
/** Closures that cost less than this are not worth a word. */
const NOTABLE_SECONDS = 60

/**
 * Travel times and routes on one road graph, with boats where a sea is given. Synchronous and single-threaded: it lives
 * in the worker. Time comes in as an argument, so that closures end on the caller's clock.
 */
export class RoadEngine {
  readonly graph: RoadGraph
  /** What is within reach. */
  readonly areas: AreaEngine
  readonly #sources: ReachSources
  readonly #sea: SeaWorld | null
  readonly #closures: ClosureSet
  readonly #profiles = new Map<string, Profile>()
  readonly #reaches: Recent<Reach | null>
  readonly #seaReaches = new Recent<SeaReach | null>(16)
  readonly #snaps = new Recent<Departure[] | null>(SNAPS_KEPT)

  constructor(graph: RoadGraph, sea: SeaWorld | null) {
    this.graph = graph
    this.#sea = sea
    this.#sources = { graph, index: new RoadIndex(graph), sea }
    this.#closures = new ClosureSet(graph, this.#sources.index)
    const bytesEach = Math.max(1, graph.edgeTail.length * 16)
    this.#reaches = new Recent(Math.max(8, Math.min(256, Math.floor(FIELD_MEMORY / bytesEach))))
    let forwards: Onward | null = null
    this.areas = new AreaEngine(
      {
        ...this.#sources,
        closures: this.#closures,
        // Made when first asked for: dispatch never needs it.
        get onward() {
          return (forwards ??= onward(graph))
        },
        profile: (vehicle, conditions) => this.#profile(vehicle, conditions),
        departures: (profile, at) => this.#departures(profile, at),
      },
      (now) => this.#changeClosures(() => this.#closures.expire(now)),
    )
  }

  get meta(): RoadMeta {
    const { source, schematic, bounds, nodeLon, edgeTail } = this.graph
    return { source, schematic, junctions: nodeLon.length, edges: edgeTail.length, bounds }
  }

  get graphVersion(): number {
    return this.#closures.version
  }

  /** Replaces all closures. Those already past `until` at `now` (epoch ms) are left out. */
  setClosures(closures: readonly RoadClosure[], now: EpochMs): ClosuresApplied {
    const started = performance.now()
    this.#changeClosures(() => this.#closures.replace(closures, now))
    return {
      graphVersion: this.#closures.version,
      affectedEdges: this.#closures.affectedEdges,
      appliedInMs: performance.now() - started,
    }
  }

  #changeClosures(change: () => void): void {
    const before = this.#closures.version
    change()
    if (this.#closures.version !== before) this.#sea?.setClosures(this.#closures.closures)
  }

  /** Time of every origin to the target; one search per vehicle class. */
  travelTimes(request: TravelTimesRequest, now: EpochMs): TravelTimesResult {
    const started = performance.now()
    this.#changeClosures(() => this.#closures.expire(now))
    const groups = new Map<string, { origins: TravelOrigin[]; places: number[] }>()
    request.origins.forEach((origin, place) => {
      const key = `${origin.vehicle}/${origin.viaPier === true ? 'pier' : ''}`
      const group = groups.get(key) ?? { origins: [], places: [] }
      group.origins.push(origin)
      group.places.push(place)
      groups.set(key, group)
    })
    const times = new Array<TravelTime>(request.origins.length)
    for (const { origins, places } of groups.values()) {
      const answers = this.#answers(request.target, origins, request.conditions, true)
      const free = this.#closures.isEmpty ? null : this.#answers(request.target, origins, request.conditions, false)
      origins.forEach((origin, i) => (times[places[i]!] = travelTime(origin.id, answers[i]!, free?.[i] ?? null)))
    }
    return { times, graphVersion: this.#closures.version, computedInMs: performance.now() - started }
  }

  #answers(target: LonLat, origins: readonly TravelOrigin[], conditions: Conditions, withClosures: boolean): Answer[] {
    const first = origins[0]!
    if (first.vehicle === 'boat') return this.#boatAnswers(target, origins, conditions, withClosures)
    const profile = this.#profile(first.vehicle, conditions)
    const reach = this.#reach(profile, target, first.viaPier === true, withClosures)
    const from = origins.map((origin) => this.#departures(profile, origin.at))
    if (reach !== null) settle(reach.field, from.map((departure) => departure ?? []))
    return origins.map((origin, i) => {
      const departure = from[i]!
      if (reach === null || departure === null) return estimate(origin, target, conditions)
      const best = bestWay(reach.field, departure)
      return best === null ? { ...UNREACHABLE, snapM: departure[0]?.snapM ?? null } : answerOf(reach, best)
    })
  }

  /** Boats afloat go by water; a boat ashore comes on its trailer: by road to the target or to a pier. */
  #boatAnswers(target: LonLat, origins: readonly TravelOrigin[], conditions: Conditions, withClosures: boolean): Answer[] {
    const sea = this.#sea
    if (sea === null || !sea.mask.covers(target.lon, target.lat)) {
      return origins.map((origin) => estimate(origin, target, conditions))
    }
    const reach = this.#seaReach(target, conditions, withClosures)
    return origins.map((origin) => {
      const cell = sea.boardingCell(origin.at)
      if (cell < 0) return this.#answers(target, [{ ...origin, vehicle: 'rescue-vehicle', viaPier: true }], conditions, withClosures)[0]!
      return boatAnswer(sea, reach, origin.at, cell, conditions)
    })
  }

  /** The way of one vehicle as geometry. */
  route(request: RouteRequest, now: EpochMs): RouteResult {
    this.#changeClosures(() => this.#closures.expire(now))
    const version = this.#closures.version
    const origin: TravelOrigin = { id: '', at: request.from, vehicle: request.vehicle, viaPier: request.viaPier === true }
    const { to: target, conditions } = request
    const sea = this.#sea
    if (request.vehicle === 'boat') {
      if (sea === null || !sea.mask.covers(target.lon, target.lat)) return estimatedRoute(origin, target, conditions, version)
      const cell = sea.boardingCell(request.from)
      if (cell < 0) return this.route({ ...request, vehicle: 'rescue-vehicle', viaPier: true }, now)
      return boatRoute(sea, this.#seaReach(target, conditions, true), request.from, target, cell, conditions, version)
    }
    const profile = this.#profile(request.vehicle, conditions)
    const reach = this.#reach(profile, target, origin.viaPier === true, true)
    const from = this.#departures(profile, request.from)
    if (reach === null || from === null) return estimatedRoute(origin, target, conditions, version)
    settle(reach.field, [from])
    const best = bestWay(reach.field, from)
    if (best === null) return { ...emptyRoute(version), snapM: from[0]?.snapM ?? null }
    return roadRoute(reach, best, sea, request.from, target, version)
  }

  /** Prepares the costs of a vehicle ahead of the first question. */
  warm(vehicle: VehicleClass, conditions: Conditions): void {
    this.#profile(vehicle, conditions)
  }

  #profile(vehicle: VehicleClass, conditions: Conditions): Profile {
    const key = profileKey(vehicle, conditions)
    let profile = this.#profiles.get(key)
    if (profile === undefined) {
      profile = buildProfile(this.graph, vehicle, conditions)
      this.#profiles.set(key, profile)
    }
    return profile
  }

  #departures(profile: Profile, at: LonLat): Departure[] | null {
    const key = `${String(at.lon)}/${String(at.lat)}/${profile.key}`
    return this.#snaps.get(key, () => departures(this.#sources, profile, at))
  }

  #reach(profile: Profile, target: LonLat, viaPier: boolean, withClosures: boolean): Reach | null {
    const version = withClosures && !this.#closures.isEmpty ? String(this.#closures.version) : 'free'
    const byBoat = viaPier && this.#sea !== null ? this.#seaReach(target, profile.conditions, withClosures) : null
    const key = `${targetKey(target)}/${profile.key}/${byBoat === null ? '' : 'pier'}/${version}`
    return this.#reaches.get(key, () =>
      buildReach(this.#sources, profile, version === 'free' ? null : this.#closures, target, byBoat),
    )
  }

  /** Null if no water is near enough to land from. */
  #seaReach(target: LonLat, conditions: Conditions, withClosures: boolean): SeaReach | null {
    const sea = this.#sea
    if (sea === null) return null
    const version = withClosures ? String(this.#closures.version) : 'free'
    const key = `${targetKey(target)}/${conditions.night ? 'night' : 'day'}/${conditions.storm}/${version}`
    return this.#seaReaches.get(key, () => {
      const landings = sea.seeds(target, conditions)
      return landings.length === 0 ? null : { landings, field: sea.field(landings, conditions, withClosures) }
    })
  }
}

const targetKey = ({ lon, lat }: LonLat): string => `${lon.toFixed(6)}/${lat.toFixed(6)}`

function travelTime(id: string, answer: Answer, free: Answer | null): TravelTime {
  const without = free?.seconds ?? null
  const isNotable = without !== null && (answer.seconds === null || answer.seconds - without > NOTABLE_SECONDS)
  return {
    id,
    kind: answer.kind,
    seconds: round(answer.seconds),
    metres: round(answer.metres),
    walkSeconds: Math.round(answer.walkSeconds),
    walkMetres: Math.round(answer.walkMetres),
    snapM: round(answer.snapM),
    ...(isNotable ? { withoutClosuresSeconds: Math.round(without) } : {}),
  }
}

const round = (value: number | null): number | null => (value === null ? null : Math.round(value))
