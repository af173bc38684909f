import type { EpochMs } from '../../../shared/base/time'
import type { BriefingContent, CountedKind } from '../../../shared/briefing/content'
import { freezeSteps, type FreezeInput, type Parts } from '../../../shared/briefing/freeze'
import { chooseStorm } from '../../../shared/briefing/storm-part'
import { summariseCallout } from '../../../shared/callout/summary'
import { distanceM, type LonLat } from '../../../shared/geo/position'
import { trackGroupOf } from '../../../shared/protocol/track-frame'
import { summariseRelocation } from '../../../shared/relocation/summary'
import { summariseResponse } from '../../../shared/response/summary'
import { summariseRisk } from '../../../shared/risk/summary'
import { summariseSea } from '../../../shared/sea/summary'
import type { PointKind } from '../../../shared/pack/points'
import type { Exposed } from '../../../shared/typhoon/exposure'
import type { Hub } from '../core/hub'
import { landOf } from './land'
import { maskNumbers } from '../gateway/redact'

/** The hub works on a briefing for so long before others get their turn, milliseconds. */
const SLICE_MS = 8

export interface Wanted {
  readonly typhoonId?: string | undefined
  readonly agency?: string | undefined
  /** The moment of the storm; left out: now, or the last that was observed. */
  readonly at?: number | undefined
}

/**
 * Composes the situation of this moment from the committed world. What the log says is read at once; the counting goes on
 * in slices, so that an alarm that comes meanwhile does not wait for it (and is not in it).
 */
export async function composeBriefing(hub: Hub, wanted: Wanted, previous: FreezeInput['previous']): Promise<BriefingContent> {
  const steps = freezeSteps(inputOf(hub, wanted, previous))
  let since = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - since < SLICE_MS) continue
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
}

function inputOf(hub: Hub, wanted: Wanted, previous: FreezeInput['previous']): FreezeInput {
  const { pack, kinds, world, drill } = hub
  const now = hub.now()
  const townshipOf = (at: LonLat): string =>
    pack.townships.toSorted((a, b) => distanceM(a.at, at) - distanceM(b.at, at))[0]?.name ?? pack.manifest.name.zh
  return {
    world,
    pack,
    kinds,
    now,
    drill,
    storm: chooseStorm(world.typhoons.values(), wanted, now),
    isLand: landOf(),
    exposed: exposedOf(hub),
    occupancy: occupancyOf(hub),
    townshipOf,
    // A briefing ends up on walls and paper: of sensitive kinds it says no more than the township.
    placeOf: (incident) => ((kinds.get(incident.kind)?.sensitive ?? true) ? townshipOf(incident.at) : maskNumbers(incident.place)),
    parts: partsOf(hub, now),
    previous,
  }
}

function partsOf({ world, pack, sea }: Hub, now: EpochMs): Parts {
  return {
    response: summariseResponse(world, pack, now),
    callout: summariseCallout(world, pack, now),
    relocation: summariseRelocation(world, pack, now),
    sea: summariseSea(world, sea?.state() ?? null, now),
    risk: summariseRisk(world, pack, now),
  }
}

function exposedOf({ pack, tracks, heat }: Hub): (Exposed & { readonly id: CountedKind })[] {
  const found: (Exposed & { readonly id: CountedKind })[] = []
  const [grid] = heat.all()
  if (grid) {
    found.push({ id: 'people', size: grid.count.length, lonLat: pairs(grid.lon, grid.lat), weight: Float32Array.from(grid.count) })
  } else if (pack.population.length > 0) {
    // Without people by telephone those who live there are counted.
    const { lon, lat } = columns(pack.population)
    found.push({ id: 'people', size: pack.population.length, lonLat: pairs(lon, lat), weight: Float32Array.from(pack.population, ({ people }) => people) })
  }
  const vessels = [...tracks.all()].filter(({ id }) => trackGroupOf(id) === 'vessel')
  if (vessels.length > 0) {
    found.push({ id: 'vessels', size: vessels.length, lonLat: pairs(vessels.map(({ lon }) => lon), vessels.map(({ lat }) => lat)), weight: null })
  }
  for (const kind of ['guard-code', 'factory', 'work-site'] as const satisfies readonly PointKind[]) {
    const set = pack.pointSets.find((one) => one.kind === kind)
    if (set) found.push({ id: kind, size: set.ids.length, lonLat: pairs(set.lon, set.lat), weight: null })
  }
  for (const [id, points] of [['shelters', pack.shelters], ['hazards', pack.hazards]] as const) {
    if (points.length === 0) continue
    const { lon, lat } = columns(points)
    found.push({ id, size: points.length, lonLat: pairs(lon, lat), weight: null })
  }
  return found
}

const columns = (points: readonly { readonly at: LonLat }[]) => ({ lon: points.map(({ at }) => at.lon), lat: points.map(({ at }) => at.lat) })

function pairs(lon: readonly number[], lat: readonly number[]): Float64Array {
  const lonLat = new Float64Array(lon.length * 2)
  lon.forEach((value, i) => {
    lonLat[i * 2] = value
    lonLat[i * 2 + 1] = lat[i] ?? NaN
  })
  return lonLat
}

const SHELTER = 'shelter:'

function occupancyOf({ readings }: Hub): FreezeInput['occupancy'] {
  const found = new Map<string, { people: number; at: number }>()
  for (const { id, metric, value, at } of readings.all()) {
    if (metric === 'occupancy' && id.startsWith(SHELTER)) found.set(id.slice(SHELTER.length), { people: Math.round(value), at })
  }
  return found
}
