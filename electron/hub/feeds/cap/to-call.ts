import { createHash } from 'node:crypto'
import type { IncidentId } from '../../../../shared/base/ids'
import { err, ok, type Result } from '../../../../shared/base/result'
import type { Rejection } from '../../../../shared/domain/rejection'
import { isOpen, type Incident } from '../../../../shared/domain/incident/state'
import { sourceKey } from '../../../../shared/domain/incident/source-key'
import type { World } from '../../../../shared/domain/world'
import type { Bounds } from '../../../../shared/pack/bounds'
import type { CallInput, FeedSettings } from '../alarm/to-call'
import { locate } from '../position'
import { kindOf } from './kinds'
import type { CapMessage } from './message'

/** How a message is named inside the description: it lets a later one that refers to it find the incident. */
const mark = (reference: string): string => `[CAP ${reference}]`

/** The `sourceId` of a message: its reference, or a hash where that is too long for one. */
function sourceIdOf(reference: string): string {
  return reference.length <= 128 ? reference : `cap-${createHash('sha256').update(reference).digest('hex')}`
}

/**
 * The incident that an update or a cancellation speaks of, and the source id under which it is known. First by the
 * references that opened an incident; then by those that later messages left in its record, as a sender may refer to
 * its last message only.
 */
function referredTo(message: CapMessage, feed: string, world: World): { incident: Incident; sourceId: string } | null {
  for (const reference of message.references) {
    const sourceId = sourceIdOf(reference)
    const id: IncidentId | undefined = world.bySource.get(sourceKey({ feed, sourceId }))
    const incident = id === undefined ? undefined : world.incidents.get(id)
    if (incident) return { incident, sourceId }
  }
  if (message.references.length === 0) return null
  for (const incident of world.incidents.values()) {
    if (!isOpen(incident)) continue
    const call = incident.calls.find(
      (candidate) => candidate.source.feed === feed && message.references.some((reference) => candidate.description.includes(mark(reference))),
    )
    if (call) return { incident, sourceId: call.source.sourceId }
  }
  return null
}

const STATUS_WORD: Readonly<Record<CapMessage['status'], string>> = { Actual: '', Exercise: '【演练 EXERCISE】', Test: '【测试 TEST】' }

/**
 * A CAP message as a call. An update or a cancellation becomes another word of the first message's source, so that it
 * lands on the same incident: whether a cancelled one is closed stays the officer's decision. Positions are WGS-84 by
 * the standard unless the pack says that this feed sends others.
 */
export function capToCall(
  message: CapMessage,
  feed: FeedSettings,
  known: ReadonlySet<string>,
  world: World,
  bounds: Bounds,
): Result<CallInput, Rejection> {
  const earlier = message.type === 'Alert' ? null : referredTo(message, feed.name, world)
  if (message.type === 'Cancel' && !earlier) {
    return err({ code: 'not_found', message: 'alert.references: no alarm of this feed is named there', field: 'alert.references' })
  }
  const kind = kindOf(message.words, known) ?? earlier?.incident.kind ?? null
  if (kind === null || !known.has(kind)) {
    const said = kind ?? message.words.event
    return err({
      code: 'unknown_kind',
      message: `alert.info.event: "${said}" is no known kind; name one in a parameter dinghai:kind`,
      field: 'alert.info.event',
      allowed: [...known],
    })
  }
  const placed = message.place
  if (!placed && !earlier) {
    return err({ code: 'invalid', message: 'alert.info.area: needs a polygon or circle', field: 'alert.info.area' })
  }
  const said = placed ? { ...placed.at, datum: feed.datum ?? ('wgs84' as const) } : { ...(earlier?.incident.at ?? { lon: 0, lat: 0 }), datum: 'wgs84' as const }
  const located = locate(said, bounds, 'alert.info.area.')
  if (!located.ok) return err({ ...located.error, field: 'alert.info.area' })
  const verb = message.type === 'Cancel' ? '【解除 CANCEL】' : message.type === 'Update' ? '【更新 UPDATE】' : ''
  const words = [message.headline || message.words.event, message.description, message.instruction].filter(Boolean).join('\n')
  return ok({
    source: {
      feed: feed.name,
      sourceId: earlier?.sourceId ?? sourceIdOf(message.reference),
      channel: message.status === 'Actual' ? feed.channel : message.status.toLowerCase(),
    },
    kind,
    ...(message.severity === undefined ? {} : { severity: message.severity }),
    ...located.value,
    uncertaintyM: placed?.uncertaintyM ?? null,
    place: (message.areaDesc || earlier?.incident.place || '').slice(0, 200),
    description: `${STATUS_WORD[message.status]}${verb}${words.slice(0, 3400)}\n${mark(message.reference)}`,
    caller: message.contact === '' ? null : { name: message.contact.slice(0, 80), phone: '' },
    people: null,
    observedAt: message.onset !== null && message.onset <= message.sent ? message.onset : message.sent,
  })
}
