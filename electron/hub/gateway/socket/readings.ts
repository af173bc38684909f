import type { HeatGrid, Reading } from '../../../../shared/protocol/messages'
import type { Hub } from '../../core/hub'
import { forWalls } from '../../tracks/heat'
import { OFFICERS, WALLS, type HubServer, type HubSocket } from './protocol'

/** Shortest time between two messages of readings to one client, milliseconds. */
const READINGS_MS = 1_000
/** A client that does not acknowledge in this time is sent the newest again. */
const ACK_TIMEOUT_MS = 10_000

/**
 * What fixed objects measure, and where people are, to officers and walls. Rules (tests are named by them):
 * - [GW16] readings: all of them at first, then what changed, at most once a second and only after the last was taken;
 * - [GW17] a wall is never sent a cell of a heat grid in which single people could be told.
 */
export interface ReadingStream {
  add(socket: HubSocket): void
  stop(): void
}

interface Subscriber {
  readonly socket: HubSocket
  /** By object and metric: however often it changed, only the last value goes out. */
  dirty: Map<string, Reading>
  waiting: boolean
}

const keyOf = ({ id, metric }: Reading): string => `${id} ${metric}`

export function createReadingStream(hub: Hub, io: HubServer): ReadingStream {
  const subscribers = new Map<string, Subscriber>()
  const removers = [
    hub.readings.onChange((reading) => {
      for (const { dirty } of subscribers.values()) dirty.set(keyOf(reading), reading)
    }),
    hub.heat.onChange((grid) => {
      io.to(OFFICERS).emit('heat', grid)
      io.to(WALLS).emit('heat', forWalls(grid))
    }),
  ]

  function send(subscriber: Subscriber): void {
    const sent = subscriber.dirty
    subscriber.dirty = new Map()
    subscriber.waiting = true
    subscriber.socket.timeout(ACK_TIMEOUT_MS).emit('readings', [...sent.values()], (error: Error | null) => {
      subscriber.waiting = false
      if (!error) return
      for (const [key, reading] of sent) if (!subscriber.dirty.has(key)) subscriber.dirty.set(key, reading)
    })
  }

  const timer = setInterval(() => {
    for (const subscriber of subscribers.values()) if (!subscriber.waiting && subscriber.dirty.size > 0) send(subscriber)
  }, READINGS_MS)
  timer.unref()

  return {
    add(socket) {
      const subscriber: Subscriber = { socket, dirty: new Map([...hub.readings.all()].map((reading) => [keyOf(reading), reading])), waiting: false }
      subscribers.set(socket.id, subscriber)
      socket.once('disconnect', () => subscribers.delete(socket.id))
      if (subscriber.dirty.size > 0) send(subscriber)
      const shown = (grid: HeatGrid): HeatGrid => (socket.data.principal.role === 'officer' ? grid : forWalls(grid))
      for (const grid of hub.heat.all()) socket.emit('heat', shown(grid))
    },
    stop() {
      clearInterval(timer)
      for (const remove of removers) remove()
      subscribers.clear()
    },
  }
}
