import { asDispatchId, asIncidentId, asTeamId } from '../../../../shared/base/ids'
import { isActive } from '../../../../shared/domain/dispatch/state'
import type { Rejection } from '../../../../shared/domain/rejection'
import {
  directMessageSchema,
  MAX_THUMBNAIL,
  presenceMessageSchema,
  replayMessageSchema,
  routeMessageSchema,
  scrubMessageSchema,
  viewportMessageSchema,
  watchMessageSchema,
  type Answer,
  type ScreenToHub,
  type TimeAxis,
  type WallPresence,
} from '../../../../shared/protocol/messages'
import type { ReplayState } from '../../../../shared/replay/playhead'
import type { Bounds } from '../../../../shared/pack/bounds'
import type { RouteResult } from '../../../../shared/dispatch/travel'
import type { Hub } from '../../core/hub'
import type { Principal } from '../access/principal'
import type { Buckets } from '../access/token-bucket'
import { submit } from '../commands'
import type { Counters } from '../counters'
import { MAX_REFUSED_A_SECOND, rateOf } from '../limits'
import type { Redactor } from '../redact'
import { validate } from '../validate'

/** One screen as the message handler knows it: no socket, so that it can be tried with a hundred thousand messages. */
export interface Peer {
  readonly principal: Principal
  watch(incidentId: string | null): void
  /** Where its map looks; null: everywhere. */
  look(bounds: Bounds | null): void
  /** It is a screen of a wall. */
  present(presence: WallPresence): void
  /** Its picture of itself. */
  picture(bytes: Uint8Array): void
  /** Moves the time axis of all screens; null: back to now. */
  scrub(axis: TimeAxis | null): void
  /** Wants the pictures of all walls. */
  direct(open: boolean): void
  /** Cuts the screen off. */
  drop(reason: string): void
}

/** Takes one message. Never throws and never rejects, whatever came. */
export type MessageHandler = (peer: Peer, name: unknown, args: readonly unknown[]) => Promise<void>

export interface MessageOptions {
  readonly hub: Hub
  readonly buckets: Buckets
  readonly counters: Counters
  readonly redact: Redactor
  readonly onBug: (error: unknown) => void
}

type Reply = (answer: unknown) => void

/**
 * What screens may say.
 *
 * Rules (tests are named by them):
 * - [GW5] a message without an acknowledgement, of an unknown name or of the wrong shape is refused, counted, and
 *   changes nothing for anybody else;
 * - [GW6] every message is checked against the sender's role, every time;
 * - [GW7] who sends faster than the role's bucket is answered `rate_limited`; who goes on all the same is cut off.
 */
export function createMessageHandler({ hub, buckets, counters, redact, onBug }: MessageOptions): MessageHandler {
  const refusals = new WeakMap<Peer, { second: number; count: number }>()

  const handlers: { readonly [Name in keyof ScreenToHub]: (peer: Peer, body: unknown, reply: Reply) => Promise<void> | void } = {
    async command(peer, body, reply) {
      const answer = await submit(hub, peer.principal, body)
      if (!answer.ok) counters.add(`refused.${answer.error.code}`)
      reply(answer)
    },
    watch(peer, body, reply) {
      const message = validate(watchMessageSchema, body)
      if (!message.ok) return refuse(peer, reply, message.error)
      if (peer.principal.role !== 'officer') return refuse(peer, reply, forbidden(peer, 'watch'))
      const { incidentId } = message.value
      if (incidentId !== null && !hub.world.incidents.has(asIncidentId(incidentId))) {
        return refuse(peer, reply, { code: 'not_found', message: `no incident ${incidentId}`, field: 'incidentId' })
      }
      reply({ ok: true, value: null } satisfies Answer<null>)
      peer.watch(incidentId)
    },
    async route(peer, body, reply) {
      const message = validate(routeMessageSchema, body)
      if (!message.ok) return refuse(peer, reply, message.error)
      const { incidentId, teamId } = message.value
      if (!maySeeRoute(peer.principal, incidentId, teamId)) return refuse(peer, reply, forbidden(peer, 'route'))
      const answer: Answer<RouteResult> = await hub.route(incidentId, teamId)
      if (!answer.ok) counters.add(`refused.${answer.error.code}`)
      reply(answer)
    },
    viewport(peer, body, reply) {
      const message = validate(viewportMessageSchema, body)
      if (!message.ok) return refuse(peer, reply, message.error)
      if (peer.principal.role !== 'officer' && peer.principal.role !== 'wall') return refuse(peer, reply, forbidden(peer, 'viewport'))
      peer.look(message.value.bounds)
      reply({ ok: true, value: null } satisfies Answer<null>)
    },
    presence(peer, body, reply) {
      const message = validate(presenceMessageSchema, body)
      if (!message.ok) return refuse(peer, reply, message.error)
      if (peer.principal.role !== 'wall') return refuse(peer, reply, forbidden(peer, 'presence'))
      peer.present(message.value)
      reply({ ok: true, value: null } satisfies Answer<null>)
    },
    thumbnail(peer, body, reply) {
      if (peer.principal.role !== 'wall') return refuse(peer, reply, forbidden(peer, 'thumbnail'))
      // Binary messages arrive as Node's Buffer.
      if (!(body instanceof Uint8Array) || !isPicture(body)) {
        return refuse(peer, reply, { code: 'unsupported_type', message: 'a thumbnail is a JPEG or WebP picture' })
      }
      if (body.byteLength > MAX_THUMBNAIL) {
        return refuse(peer, reply, { code: 'too_large', message: `a thumbnail has at most ${MAX_THUMBNAIL} bytes` })
      }
      peer.picture(body)
      reply({ ok: true, value: null } satisfies Answer<null>)
    },
    direct(peer, body, reply) {
      const message = validate(directMessageSchema, body)
      if (!message.ok) return refuse(peer, reply, message.error)
      if (peer.principal.role !== 'officer') return refuse(peer, reply, forbidden(peer, 'direct'))
      peer.direct(message.value.open)
      reply({ ok: true, value: null } satisfies Answer<null>)
    },
    scrub(peer, body, reply) {
      const message = validate(scrubMessageSchema, body)
      if (!message.ok) return refuse(peer, reply, message.error)
      if (peer.principal.role !== 'officer') return refuse(peer, reply, forbidden(peer, 'scrub'))
      const { axis } = message.value
      if (axis && !hub.world.typhoons.has(axis.typhoonId)) {
        return refuse(peer, reply, { code: 'not_found', message: `no typhoon ${axis.typhoonId}`, field: 'axis.typhoonId' })
      }
      peer.scrub(axis)
      reply({ ok: true, value: null } satisfies Answer<null>)
    },
    replay(peer, body, reply) {
      const message = validate(replayMessageSchema, body)
      if (!message.ok) return refuse(peer, reply, message.error)
      if (peer.principal.role !== 'officer') return refuse(peer, reply, forbidden(peer, 'replay'))
      if (!hub.replay) return refuse(peer, reply, { code: 'wrong_state', message: 'this hub plays no recording' })
      const done = hub.replay.control(message.value.action)
      if (!done.ok) return refuse(peer, reply, done.error)
      reply(done satisfies Answer<ReplayState>)
    },
    echo(_peer, _body, reply) {
      reply(hub.now())
    },
  }

  function forbidden(peer: Peer, what: string): Rejection {
    return { code: 'forbidden', message: `${peer.principal.role} may not ${what}` }
  }

  /** Officers see every way, walls those to places that they show exactly, a team its own under an order. */
  function maySeeRoute(principal: Principal, incidentId: string, teamId: string): boolean {
    if (principal.role === 'officer') return true
    const incident = hub.world.incidents.get(asIncidentId(incidentId))
    if (!incident) return principal.role === 'wall'
    if (principal.role === 'wall') return !redact.isSensitiveKind(incident.kind)
    if (principal.role !== 'team' || principal.teamId !== asTeamId(teamId)) return false
    return incident.dispatchIds.some((id) => {
      const dispatch = hub.world.dispatches.get(asDispatchId(id))
      return dispatch?.teamId === principal.teamId && isActive(dispatch)
    })
  }

  function refuse(peer: Peer, reply: Reply | null, error: Rejection): void {
    counters.add(`refused.${error.code}`)
    const second = Math.floor(hub.now() / 1000)
    const held = refusals.get(peer)
    const count = held?.second === second ? held.count + 1 : 1
    refusals.set(peer, { second, count })
    reply?.({ ok: false, error })
    if (count > MAX_REFUSED_A_SECOND) {
      counters.add('socket.dropped')
      peer.drop('too many refused messages')
    }
  }

  return async (peer, name, args) => {
    const last = args.at(-1)
    const reply = typeof last === 'function' ? (last as Reply) : null
    try {
      const wait = buckets.take(peer.principal.credentialId, rateOf(peer.principal.role))
      if (wait > 0) return refuse(peer, reply, { code: 'rate_limited', message: `too many messages: wait ${wait} ms` })
      if (typeof name !== 'string' || !Object.hasOwn(handlers, name)) {
        counters.add('socket.unknown')
        return refuse(peer, reply, { code: 'invalid', message: 'no such message' })
      }
      if (!reply) return refuse(peer, null, { code: 'invalid', message: 'a message needs an acknowledgement' })
      await handlers[name as keyof ScreenToHub](peer, args.length > 1 ? args[0] : undefined, reply)
    } catch (error) {
      counters.add('refused.unavailable')
      // A log that cannot be written ends the hub by itself; anything else here is a bug, and one screen's affair.
      onBug(error)
      reply?.({ ok: false, error: { code: 'unavailable', message: 'the hub could not do it' } satisfies Rejection })
    }
  }
}

/** By the first bytes: a JPEG, or WebP in its RIFF. */
function isPicture(bytes: Uint8Array): boolean {
  const jpeg = bytes[0] === 0xff && bytes[1] === 0xd8
  const webp = bytes[0] === 0x52 && bytes[1] === 0x49 && bytes[8] === 0x57 && bytes[9] === 0x45
  return jpeg || webp
}
