import type { EpochMs } from '../../shared/base/time'
import type { PhoneState } from '../../shared/protocol/messages'
import { post, type Call } from '../pocket/request'
import type { OutboxItem } from './outbox'

function command(item: OutboxItem, type: string, data: object): Call {
  return post('/api/v1/commands', { commandId: item.key, type, data })
}

/** How an item is said to the hub. `photo` is the content of a photo item. */
export function callFor(item: OutboxItem, photo: Blob | null): Call | null {
  const { work } = item
  switch (work.kind) {
    case 'milestone': {
      const path = `/api/v1/dispatches/${encodeURIComponent(work.dispatchId)}/milestones`
      return post(path, { milestone: work.milestone, at: item.at, ...(work.note === '' ? {} : { note: work.note }) }, item.key)
    }
    case 'delivered':
      return command(item, 'markDelivered', { dispatchId: work.dispatchId, observedAt: item.at })
    case 'reinforcement':
      return command(item, 'requestReinforcement', { dispatchId: work.dispatchId, note: work.note })
    case 'note':
      return command(item, 'addNote', { incidentId: work.incidentId, text: work.text })
    case 'casualties':
      return command(item, 'recordCasualties', { incidentId: work.incidentId, ...work.figures })
    case 'duty':
      return command(item, 'setTeamDuty', { teamId: item.teamId, onDuty: work.onDuty, reason: work.reason })
    case 'photo': {
      if (photo === null) return null
      const path = `/api/v1/incidents/${encodeURIComponent(work.incidentId)}/attachments?at=${item.at}`
      const headers = { 'content-type': photo.type, 'x-file-name': encodeURIComponent(work.name), 'idempotency-key': item.key }
      return { method: 'POST', path, headers, body: photo }
    }
  }
}

export interface Fix {
  readonly lon: number
  readonly lat: number
  readonly at: EpochMs
  readonly accuracyM: number
  readonly headingDeg: number | null
  readonly speedMps: number | null
}

export function positionCall(teamId: string, fix: Fix): Call {
  const { lon, lat, at, accuracyM, headingDeg, speedMps } = fix
  return post(`/api/v1/teams/${encodeURIComponent(teamId)}/position`, {
    lon,
    lat,
    datum: 'WGS84',
    at,
    accuracyM,
    ...(headingDeg === null ? {} : { headingDeg }),
    ...(speedMps === null ? {} : { speedMps }),
  })
}

/** True for something that can be drawn as a phone's state: an old or foreign answer must not break the page. */
export function isPhoneState(value: unknown): value is PhoneState {
  if (typeof value !== 'object' || value === null) return false
  const { hubTime, team, orders } = value as Partial<PhoneState>
  return typeof hubTime === 'number' && typeof team?.profile?.name === 'string' && Array.isArray(orders) && orders.every((order) => Boolean(order?.dispatch?.id && order.incident?.id))
}
