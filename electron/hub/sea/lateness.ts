import { DAY, MINUTE, type EpochMs } from '../../../shared/base/time'
import { FORCE_MPS, type Typhoon, type WindForce } from '../../../shared/domain/typhoon/state'
import type { SeaPort, SeaSettings } from '../../../shared/pack/sea'
import type { TimeAxis } from '../../../shared/protocol/messages'
import type { Bounds } from '../../../shared/pack/bounds'
import { arrivalField, lateForPort, type ArrivalField } from '../../../shared/sea/late'
import type { LateReport, NamedVessel } from '../../../shared/sea/state'
import type { WatchedVessel } from '../../../shared/sea/watch'
import { agenciesOf, trackOf } from '../../../shared/typhoon/track'
import { homebound } from './fleet'

const LISTED = 100
/** A storm of which nothing was said for so long is over for the sea, as it is for the screens. */
const FORGOTTEN_MS = 7 * DAY
/** A field is good for so long: what it says changes only where the storm was just now. */
const FIELD_MS = 10 * MINUTE
/** The circles that vessels are counted against: a storm has the one pair or the other. */
const FORCES: readonly WindForce[] = ['b10', 'b7', 'kt50', 'kt30']

interface Held {
  readonly key: string
  readonly field: ArrivalField | null
}

/** Who cannot be in port before the circles of the storms that there are. */
export interface Lateness {
  /** `outermost`: all that meet the widest circle of any storm. Null: no storm gives circles that are still to come. */
  look(
    typhoons: Iterable<Typhoon>,
    atSea: readonly WatchedVessel[],
    axis: TimeAxis | null,
    now: EpochMs,
    named: (vessel: WatchedVessel) => NamedVessel,
  ): { readonly reports: readonly LateReport[]; readonly outermost: readonly WatchedVessel[] } | null
  /** Whether it was among the outermost at the last look. */
  isLate(mmsi: string): boolean
}

export function createLateness(settings: SeaSettings, ports: readonly SeaPort[]): Lateness {
  const limits = around(ports)
  let fields = new Map<string, Held>()
  let lateNow = new Set<string>()

  function look(...[typhoons, atSea, axis, now, named]: Parameters<Lateness['look']>): ReturnType<Lateness['look']> {
    const kept = new Map<string, Held>()
    const reports: LateReport[] = []
    const outermost = new Map<string, WatchedVessel>()
    const box = boxAround(atSea, limits)
    const fleet = homebound(atSea, ports)
    for (const typhoon of typhoons) {
      if (typhoon.endedAt !== null || now - typhoon.advisedAt > FORGOTTEN_MS) continue
      const here = axis?.typhoonId === typhoon.id ? axis : null
      const agencies = agenciesOf(typhoon)
      const agency = here && agencies.includes(here.agency) ? here.agency : agencies[0]
      if (agency === undefined) continue
      const at = here?.at ?? now
      const track = trackOf(typhoon, agency)
      // Beyond its last fix nobody has said where it is.
      if (at > (track.fixes.at(-1)?.at ?? -Infinity)) continue
      const forces = FORCES.filter((force) => track.fixes.some(({ circles }) => circles.some((circle) => circle.force === force)))
      const widest = forces.toSorted((a, b) => FORCE_MPS[a] - FORCE_MPS[b])[0]
      for (const force of forces) {
        const from = Math.floor(at / FIELD_MS) * FIELD_MS
        const id = `${typhoon.id}/${agency}/${force}`
        const key = `${typhoon.version}/${from}/${box.join('/')}`
        const known = fields.get(id)
        const held = known?.key === key ? known : { key, field: arrivalField(track, force, box, from) }
        kept.set(id, held)
        if (held.field === null) continue
        const { inside, late } = lateForPort(fleet, held.field, at, settings.speed)
        const vessels = late.slice(0, LISTED).flatMap(({ row, travelS, metAt }) => {
          const vessel = atSea[row]
          if (!vessel) return []
          const { way } = vessel
          return [{ ...named(vessel), port: ports[way.port]?.id ?? '', distanceM: Math.round(way.metres), by: way.by, travelS: Math.round(travelS), metAt, inS: Math.max(0, Math.round((metAt - at) / 1000)) }]
        })
        reports.push({ typhoonId: typhoon.id, agency, force, at, inside, late: late.length, vessels })
        if (force === widest) {
          for (const { row } of late) {
            const vessel = atSea[row]
            if (vessel) outermost.set(vessel.mmsi, vessel)
          }
        }
      }
    }
    fields = kept
    lateNow = new Set(outermost.keys())
    return reports.length === 0 ? null : { reports, outermost: [...outermost.values()] }
  }
  return { look, isLate: (mmsi) => lateNow.has(mmsi) }
}

/** Beyond this of the ports, degrees, no field is worked out: one impossible position must not make it as large as the globe. */
const REACH_DEG = 3

const around = (ports: readonly SeaPort[]): Bounds => {
  const lons = ports.map(({ at }) => at.lon)
  const lats = ports.map(({ at }) => at.lat)
  return [Math.min(...lons) - REACH_DEG, Math.min(...lats) - REACH_DEG, Math.max(...lons) + REACH_DEG, Math.max(...lats) + REACH_DEG]
}

/** The box around vessels and ports within `limits`, to whole tenths of a degree so that it seldom changes. */
function boxAround(vessels: readonly WatchedVessel[], limits: Bounds): Bounds {
  let [west, south, east, north] = [limits[0] + REACH_DEG, limits[1] + REACH_DEG, limits[2] - REACH_DEG, limits[3] - REACH_DEG]
  for (const { lon, lat } of vessels) {
    west = Math.min(west, Math.max(lon, limits[0]))
    east = Math.max(east, Math.min(lon, limits[2]))
    south = Math.min(south, Math.max(lat, limits[1]))
    north = Math.max(north, Math.min(lat, limits[3]))
  }
  if (!Number.isFinite(west + south + east + north)) return [0, 0, 0, 0]
  return [Math.floor(west * 10 - 1) / 10, Math.floor(south * 10 - 1) / 10, Math.ceil(east * 10 + 1) / 10, Math.ceil(north * 10 + 1) / 10]
}
