import type { z } from 'zod'
import { err, ok, type Result } from '../../../../shared/base/result'
import type { EpochMs } from '../../../../shared/base/time'
import type { callSchema } from '../../../../shared/domain/incident/commands'
import type { Rejection } from '../../../../shared/domain/rejection'
import type { Datum } from '../../../../shared/geo/position'
import type { Bounds } from '../../../../shared/pack/bounds'
import { locate } from '../position'
import type { Alarm } from './schema'

/** A call as the command `reportIncident` takes it. */
export type CallInput = z.input<typeof callSchema>

/** What is known of the feed that sends. */
export interface FeedSettings {
  readonly name: string
  readonly channel: string
  /** Null: the feed is not in the pack, each message must say it. */
  readonly datum: Datum | null
}

/** An alarm in the product's own words. Pure. */
export function alarmToCall(alarm: Alarm, feed: FeedSettings, bounds: Bounds, now: EpochMs): Result<CallInput, Rejection> {
  const prefix = alarm.location ? 'location.' : ''
  const { lon, lat } = alarm.location ?? alarm
  if (lon === undefined || lat === undefined) {
    const field = alarm.lon === undefined && alarm.lat === undefined ? 'location' : lon === undefined ? 'lon' : 'lat'
    return err({ code: 'invalid', message: `${field}: longitude and latitude are needed`, field })
  }
  const datum = alarm.location?.datum ?? alarm.datum ?? feed.datum
  if (datum === null) {
    return err({
      code: 'invalid',
      message: `${prefix}datum: feed ${feed.name} is not in the pack, so each alarm must name its frame`,
      field: `${prefix}datum`,
      allowed: ['WGS84', 'GCJ02', 'BD09'],
    })
  }
  const located = locate({ lon, lat, datum }, bounds, prefix)
  if (!located.ok) return located
  return ok({
    source: { feed: feed.name, sourceId: alarm.sourceId, channel: alarm.channel ?? feed.channel },
    kind: alarm.kind,
    ...(alarm.severity === undefined ? {} : { severity: alarm.severity }),
    at: located.value.at,
    original: located.value.original,
    uncertaintyM: alarm.uncertaintyM ?? null,
    place: alarm.place,
    description: [alarm.title, alarm.note ?? alarm.description].filter((part) => part !== undefined && part !== '').join('\n'),
    caller: alarm.caller ?? null,
    people: alarm.people ?? null,
    observedAt: alarm.occurredAt ?? alarm.observedAt ?? now,
  })
}
