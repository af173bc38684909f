import { encodeTrackFrame, type TrackChanges } from '../../../../shared/protocol/track-frame'
import type { Bounds } from '../../../../shared/pack/bounds'
import type { Hub } from '../../core/hub'
import { within } from '../../tracks/table'
import type { HubSocket } from './protocol'

/** Shortest time between two frames to one client, milliseconds. */
const FRAME_MS = 200
/** What moves outside the client's view goes out so often, milliseconds. */
const OUTSIDE_MS = 1_000
/** A client that could not read a frame gets a whole new start, but not more often than this, milliseconds. */
const RESTART_MS = 1_000
/** A client that does not acknowledge a frame in this time is asked again with the newest positions. */
const ACK_TIMEOUT_MS = 10_000

/**
 * Positions to officers and walls, latest wins ([GW8]): a slow client gets fewer frames, never older ones, and the next
 * only after it has taken the last. One that could not read a frame, or missed one, says so and is told everything anew
 * on the same connection. The table's slots are the frame's handles, the same for every client; what each
 * client knows of a slot is the epoch of the object that it was last told.
 */
export interface TrackStream {
  add(socket: HubSocket): void
  /** Where the client's map looks: what moves elsewhere reaches it less often. Null: everywhere alike. */
  look(socket: HubSocket, bounds: Bounds | null): void
  stop(): void
}

/** Slots to be told, each once, in the order of their first change. Grows with the table. */
class DirtySlots {
  list: number[] = []
  #marked = new Uint8Array(1024)

  add(slot: number): void {
    if (slot >= this.#marked.length) {
      const wider = new Uint8Array(Math.max(slot + 1, this.#marked.length * 2))
      wider.set(this.#marked)
      this.#marked = wider
    }
    if (this.#marked[slot] === 1) return
    this.#marked[slot] = 1
    this.list.push(slot)
  }

  /** Empties the list. What the caller does not want now it adds again. */
  take(): number[] {
    const { list } = this
    for (const slot of list) this.#marked[slot] = 0
    this.list = []
    return list
  }
}

interface Subscriber {
  readonly socket: HubSocket
  readonly dirty: DirtySlots
  /** By slot: the epoch that the client knows, undefined: nothing. */
  readonly known: (number | undefined)[]
  /** False: the next frame starts anew. */
  started: boolean
  /** Not before. */
  nextAt: number
  waiting: boolean
  /** When what moves outside its view was last sent. */
  outsideAt: number
}

export function createTrackStream(hub: Hub): TrackStream {
  const subscribers = new Map<string, Subscriber>()
  /** A screen may say where it looks before it is up to date. */
  const looks = new WeakMap<HubSocket, Bounds | null>()

  const removeListener = hub.tracks.onChange((slot) => {
    for (const { dirty } of subscribers.values()) dirty.add(slot)
  })

  /** What the client is told now; what can wait stays marked. */
  function changesFor(subscriber: Subscriber, now: number): TrackChanges {
    const { dirty, known, started } = subscriber
    const bounds = looks.get(subscriber.socket) ?? null
    const everything = !started || bounds === null || now - subscriber.outsideAt >= OUTSIDE_MS
    if (everything) subscriber.outsideAt = now
    const named: { handle: number; id: string; name?: string }[] = []
    const removed: number[] = []
    const moved: { handle: number; point: TrackChanges['moved'][number]['point'] }[] = []
    for (const slot of dirty.take()) {
      const track = hub.tracks.at(slot)
      if (!track) {
        if (known[slot] !== undefined) removed.push(slot)
        known[slot] = undefined
      } else if (everything || within(track.point, bounds)) {
        const { point, epoch } = track
        if (known[slot] !== epoch) named.push({ handle: slot, id: point.id, ...(point.name === undefined ? {} : { name: point.name }) })
        known[slot] = epoch
        moved.push({ handle: slot, point })
      } else dirty.add(slot)
    }
    return { hubTime: hub.now(), start: !started, named, removed, moved }
  }

  function send(subscriber: Subscriber): void {
    const changes = changesFor(subscriber, Date.now())
    if (subscriber.started && changes.moved.length === 0 && changes.removed.length === 0) return
    subscriber.started = true
    subscriber.waiting = true
    // Node's Buffer view over the frame: the browser gets an ArrayBuffer.
    const frame = Buffer.from(encodeTrackFrame(changes)) as unknown as ArrayBuffer
    subscriber.socket.timeout(ACK_TIMEOUT_MS).emit('tracks', frame, (error: Error | null, whole?: boolean) => {
      subscriber.waiting = false
      if (error) for (const { handle } of changes.moved) subscriber.dirty.add(handle)
      else if (whole === false) startOver(subscriber)
    })
  }

  function markAll({ dirty }: Subscriber): void {
    for (let slot = 0; slot < hub.tracks.slots; slot++) if (hub.tracks.at(slot)) dirty.add(slot)
  }

  function startOver(subscriber: Subscriber): void {
    subscriber.started = false
    subscriber.known.length = 0
    subscriber.nextAt = Date.now() + RESTART_MS
    markAll(subscriber)
  }

  const timer = setInterval(() => {
    for (const subscriber of subscribers.values()) {
      const due = subscriber.started ? subscriber.dirty.list.length > 0 : Date.now() >= subscriber.nextAt
      if (!subscriber.waiting && due) send(subscriber)
    }
  }, FRAME_MS)
  timer.unref()

  return {
    add(socket) {
      const subscriber: Subscriber = { socket, dirty: new DirtySlots(), known: [], started: false, nextAt: 0, waiting: false, outsideAt: 0 }
      markAll(subscriber)
      subscribers.set(socket.id, subscriber)
      socket.once('disconnect', () => subscribers.delete(socket.id))
      // Also when nothing moves: the client may still show what this hub does not know.
      send(subscriber)
    },
    look(socket, bounds) {
      looks.set(socket, bounds)
    },
    stop() {
      clearInterval(timer)
      removeListener()
      subscribers.clear()
    },
  }
}
