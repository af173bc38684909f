import type { EpochMs } from '../base/time'
import { AWAY_STATUSES } from '../domain/relocation/state'
import type { IncidentKind } from '../domain/incident/kind'
import type { Incident } from '../domain/incident/state'
import type { World } from '../domain/world'
import type { LonLat } from '../geo/position'
import type { Pack } from '../pack/schema'
import type { Tally } from '../relocation/tally'
import type { Exposed } from '../typhoon/exposure'
import type { LandTest } from '../typhoon/landing'
import { trackOf } from '../typhoon/track'
import { changesBetween } from './changes'
import type { BriefingContent, CountedKind, Known, ShelterPart, TownRow } from './content'
import { forcePart, incidentPart } from './incident-part'
import { placeFigures, stormPart, type StormChoice } from './storm-part'

/** What the other parts say of the moment; null: the part is not available here. */
export type Parts = Pick<BriefingContent, 'response' | 'callout' | 'relocation' | 'sea' | 'risk'>

export const NO_PARTS: Parts = { response: null, callout: null, relocation: null, sea: null, risk: null }

/** All that a briefing is made of. The same input gives the same content, to the last character of its JSON. */
export interface FreezeInput {
  readonly world: Pick<World, 'seq' | 'incidents' | 'teams' | 'dispatches'>
  readonly pack: Pick<Pack, 'manifest' | 'shelters' | 'hazards' | 'townships'>
  readonly kinds: ReadonlyMap<string, IncidentKind>
  readonly now: EpochMs
  readonly drill: boolean
  readonly storm: StormChoice | null
  readonly isLand: LandTest | null
  readonly exposed: readonly (Exposed & { readonly id: CountedKind })[]
  /** Persons in shelters by their id, as last reported. */
  readonly occupancy: ReadonlyMap<string, { readonly people: number; readonly at: EpochMs }>
  /** A place as a room full of people may read it. */
  readonly placeOf: (incident: Incident) => string
  readonly townshipOf: (at: LonLat) => string
  readonly parts: Parts
  readonly previous: { readonly id: string; readonly number: string; readonly content: BriefingContent } | null
}

/**
 * Freezes the situation in steps: what the log says at once, then the long counting with pauses in which a hub can serve
 * others. What changes meanwhile is not in it.
 */
export function* freezeSteps(input: FreezeInput): Generator<void, BriefingContent> {
  const { world, pack, kinds, now, drill, parts, previous } = input
  const { manifest } = pack
  const facts = {
    v: 1 as const,
    seq: world.seq,
    at: now,
    zone: manifest.zone,
    organisation: manifest.organisation,
    jurisdiction: { name: manifest.name, bounds: manifest.bounds },
    demonstration: manifest.demonstration,
    drill,
    incidents: incidentPart(world, { kinds, targets: manifest.dispatch, placeOf: input.placeOf }, now),
    forces: forcePart(world, now),
    shelters: shelterPart(pack, input.occupancy),
    ...parts,
  }
  const open = openByTown(input)
  yield
  const storm = input.storm && (yield* stormPart({ choice: input.storm, centre: manifest.centre, isLand: input.isLand, exposed: input.exposed }))
  // The whole track: a place that is inside already when a window begins would seem to be reached just then.
  const track = input.storm && trackOf(input.storm.typhoon, input.storm.agency)
  const towns: TownRow[] = []
  for (const township of pack.townships) {
    const { id, name, nameEn, at } = township
    const here = pack.shelters.filter((shelter) => shelter.township === name)
    const nothing = { arrives: null, leavesAt: null, strongest: null, circles: [], closest: null }
    towns.push({
      id,
      name: { zh: name, en: nameEn ?? name },
      at,
      ...(track ? placeFigures(track, at) : nothing),
      openIncidents: open.get(name) ?? 0,
      shelterCapacity: here.reduce((sum, { capacity }) => sum + capacity, 0),
      shelterPeople: sumKnown(here.map((shelter) => input.occupancy.get(shelter.id)?.people ?? null)),
      threatened: pack.hazards.reduce((sum, hazard) => sum + (hazard.township === name ? hazard.threatened : 0), 0),
      ...townParts(parts, id, name),
    })
    yield
  }
  const content: BriefingContent = {
    ...facts,
    storm,
    towns,
    previous: previous && { id: previous.id, number: previous.number, at: previous.content.at },
    changes: [],
  }
  return { ...content, changes: previous ? changesBetween(previous.content, content) : [] }
}

/** The same without pauses. */
export function freeze(input: FreezeInput): BriefingContent {
  const steps = freezeSteps(input)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Null where nobody knows any of them. */
function sumKnown(values: readonly Known[]): Known {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

function shelterPart(pack: FreezeInput['pack'], occupancy: FreezeInput['occupancy']): ShelterPart {
  const reports = pack.shelters.flatMap(({ id }) => occupancy.get(id) ?? [])
  return {
    shelters: pack.shelters.length,
    capacity: pack.shelters.reduce((sum, { capacity }) => sum + capacity, 0),
    people: reports.length === 0 ? null : reports.reduce((sum, { people }) => sum + people, 0),
    reporting: reports.length,
    oldestAt: reports.length === 0 ? null : Math.min(...reports.map(({ at }) => at)),
  }
}

function openByTown({ world, townshipOf }: FreezeInput): Map<string, number> {
  const count = new Map<string, number>()
  for (const incident of world.incidents.values()) {
    if (incident.status === 'closed' || incident.status === 'false-alarm' || incident.status === 'merged') continue
    const town = townshipOf(incident.at)
    count.set(town, (count.get(town) ?? 0) + 1)
  }
  return count
}

/** One town's figures of the other parts, which name towns by their id, their unit (`town:ID`) or their name. */
function townParts({ response, callout, relocation, sea, risk }: Parts, id: string, name: string): Pick<TownRow, 'duties' | 'callout' | 'moved' | 'vessels' | 'alerts'> {
  const isHere = ({ town }: { readonly town: string }) => town === id || town === `town:${id}` || town === name
  const duties = response?.byTown.find(isHere)?.duties ?? null
  const called = callout?.byTown.find(isHere)
  const moving = relocation?.relocation ? relocation.byTown.find(isHere) : undefined
  const vessels = sea?.positionsAt == null ? undefined : sea.byTown.find(isHere)
  return {
    duties: duties && { total: duties.total, confirmed: duties.confirmed, late: duties.late },
    callout: called && called.sent > 0 ? { sent: called.sent, read: called.read, asked: called.asked, answered: called.answered } : null,
    moved: moving ? { people: moving.people, away: movedOf(moving) } : null,
    vessels: vessels ? { atSea: vessels.atSea, late: vessels.late } : null,
    alerts: risk?.watched == null ? null : (risk.byTown.find(isHere)?.open ?? 0),
  }
}

/** Persons of a tally who are out of danger: on their way, in a shelter, or with relatives. */
export function movedOf({ by }: Pick<Tally, 'by'>): number {
  return AWAY_STATUSES.reduce((sum, status) => sum + by[status], 0)
}
