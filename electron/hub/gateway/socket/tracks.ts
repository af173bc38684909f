import { encodeTrackFrame } from '../../../../shared/protocol/track-frame'
import type { Bounds } from '../../../../shared/pack/bounds'
import type { Hub } from '../../core/hub'
import type { HubSocket } from './protocol'

/** Shortest time between two frames to one client, milliseconds. */
const FRAME_MS = 200
/** A client that does not acknowledge a frame in this time is asked again with the newest positions. */
const ACK_TIMEOUT_MS = 10_000

interface Subscriber {
  readonly socket: HubSocket
  /** Ids that moved since the client's last frame: however often they moved, only the last place goes out. */
  dirty: Set<string>
  waiting: boolean
}

/**
 * Positions to officers and walls, latest wins ([GW8]): a slow client gets fewer frames, never older ones, and the next
 * only after it has taken the last.
 */
export interface TrackStream {
  add(socket: HubSocket): void
  /** Where the client's map looks: what moves elsewhere reaches it less often. Null: everywhere alike. */
  look(socket: HubSocket, bounds: Bounds | null): void
  stop(): void
}

export function createTrackStream(hub: Hub): TrackStream {
  const subscribers = new Map<string, Subscriber>()

  const removeListener = hub.tracks.onChange((point) => {
    for (const { dirty } of subscribers.values()) dirty.add(point.id)
  })

  function send(subscriber: Subscriber): void {
    const sent = subscriber.dirty
    const points = [...sent].map((id) => hub.tracks.get(id)).filter((point) => point !== undefined)
    subscriber.dirty = new Set()
    subscriber.waiting = true
    // Node's Buffer view over the frame: the browser gets an ArrayBuffer.
    const frame = Buffer.from(encodeTrackFrame(hub.now(), points)) as unknown as ArrayBuffer
    subscriber.socket.timeout(ACK_TIMEOUT_MS).emit('tracks', frame, (error: Error | null) => {
      subscriber.waiting = false
      if (error) for (const id of sent) subscriber.dirty.add(id)
    })
  }

  const timer = setInterval(() => {
    for (const subscriber of subscribers.values()) {
      if (!subscriber.waiting && subscriber.dirty.size > 0) send(subscriber)
    }
  }, FRAME_MS)
  timer.unref()

  return {
    add(socket) {
      const subscriber = { socket, dirty: new Set([...hub.tracks.all()].map((point) => point.id)), waiting: false }
      subscribers.set(socket.id, subscriber)
      socket.once('disconnect', () => subscribers.delete(socket.id))
      if (subscriber.dirty.size > 0) send(subscriber)
    },
    look(_socket, _bounds) {
      // Everything goes out alike until frames are filtered.
    },
    stop() {
      clearInterval(timer)
      removeListener()
      subscribers.clear()
    },
  }
}
