import { asIncidentId } from '../../../shared/base/ids'
import type { DriftInput } from '../../../shared/domain/drift/state'
import type { LonLat } from '../../../shared/geo/position'
import type { Translate } from '../../../shared/i18n/catalogue'
import { stormWind } from '../../../shared/sea/storm-wind'
import { agenciesOf, stormAt, trackOf } from '../../../shared/typhoon/track'
import { hubNow } from '../../state/clock'
import { useConnection } from '../../state/connection'
import { newId } from '../../state/new-id'
import { useSea } from '../../state/sea'
import { useWorld } from '../../state/world'
import { takeIncident } from '../queue/Incidents'
import { wishMap } from '../state/desk'
import { give, refuseHere, useOutgoing } from '../state/outgoing'
import { openDrift } from './store'

/** Where the fate of "man overboard" is told. */
export const OVERBOARD = 'overboard'
/** How far off a position by AIS may be, and how far a fishing vessel goes before it is noticed that somebody is missing. Metres. */
const POSITION_ERROR_M = 300

export interface OverboardVessel {
  readonly mmsi: string
  readonly name: string
  readonly at: LonLat
  /** When it was heard there. */
  readonly heardAt: number
  /** Metres a second; NaN: not known. */
  readonly speedMps: number
}

/** A first estimate of the wind at a place: of the storm whose circles are nearest by, or nothing. */
export function windNow(place: LonLat, now: number): Pick<DriftInput, 'wind' | 'windSource'> {
  for (const typhoon of useWorld.getState().typhoons.values()) {
    const [agency] = agenciesOf(typhoon)
    if (typhoon.endedAt !== null || agency === undefined) continue
    const storm = stormAt(trackOf(typhoon, agency), now)
    const wind = storm && stormWind(storm, place)
    if (wind) return { wind: { mps: Math.round(wind.mps * 10) / 10, fromDeg: Math.round(wind.fromDeg) % 360 }, windSource: 'storm' }
  }
  return { wind: { mps: 0, fromDeg: 0 }, windSource: 'none' }
}

/** One key: an incident at the vessel's position, and where the person may drift. Taken back as a false alarm. */
export async function manOverboard(vessel: OverboardVessel, t: Translate): Promise<void> {
  const { fates } = useOutgoing.getState()
  const busy = fates.get(OVERBOARD)?.kind
  if (busy === 'waiting' || busy === 'sent') return
  const kind = useSea.getState().plan?.settings.overboardKind
  if (kind === undefined) return refuseHere(OVERBOARD, { code: 'unavailable', message: 'the sea of the pack is not loaded yet' })
  const now = hubNow()
  const { at, heardAt, speedMps, name, mmsi } = vessel
  const reply = await give({
    place: OVERBOARD,
    type: 'reportIncident',
    data: {
      source: { feed: 'desk', sourceId: `${useConnection.getState().name ?? ''}:${newId()}`.slice(0, 128), channel: t('app.desk') },
      kind,
      severity: 'red',
      at,
      original: { ...at, datum: 'wgs84' },
      uncertaintyM: POSITION_ERROR_M,
      place: t('sea.overboard.place', { name }).slice(0, 200),
      description: t('sea.overboard.description', { name, mmsi }),
      caller: null,
      people: 1,
      observedAt: now,
    },
  })
  const incidentId = reply.ok ? reply.result.incidentId : undefined
  if (incidentId === undefined) return
  takeIncident(incidentId)
  wishMap(at)
  openDrift(incidentId)
  const sailed = Number.isNaN(speedMps) ? 0 : speedMps * Math.max(0, (now - heardAt) / 1000)
  const drift: DriftInput = { object: 'person', at, since: Math.min(heardAt, now), errorM: Math.round(Math.min(100_000, POSITION_ERROR_M + sailed)), ...windNow(at, now), current: { mps: 0, towardsDeg: 0 } }
  await give({ place: OVERBOARD, type: 'recordDrift', data: { ...drift, incidentId: asIncidentId(incidentId) } })
}
