import type { Logger } from 'pino'
import type { Hub } from '../../core/hub'
import { watchRoom, type HubServer, type HubSocket } from './protocol'

/** Recommendations for the officers who look at an incident: at once, and again whenever the answer may have changed. */
export interface Recommendations {
  watch(socket: HubSocket, incidentId: string | null): void
  stop(): void
}

export function createRecommendations(hub: Hub, io: HubServer, log: Logger): Recommendations {
  /** Incidents that are being computed; true: something changed meanwhile, so once more. */
  const running = new Map<string, boolean>()

  const watched = (incidentId: string): boolean => io.sockets.adapter.rooms.has(watchRoom(incidentId))

  async function send(incidentId: string): Promise<void> {
    if (running.has(incidentId)) {
      running.set(incidentId, true)
      return
    }
    do {
      running.set(incidentId, false)
      try {
        const answer = await hub.recommendation(incidentId)
        if (answer.ok) io.to(watchRoom(incidentId)).emit('recommendation', answer.value)
      } catch (error) {
        log.error({ err: error, incidentId }, 'no recommendation')
      }
    } while (running.get(incidentId) === true && watched(incidentId))
    running.delete(incidentId)
  }

  const removeListener = hub.onRecommendationStale(() => {
    for (const room of io.sockets.adapter.rooms.keys()) {
      if (room.startsWith(watchRoom(''))) void send(room.slice(watchRoom('').length))
    }
  })

  return {
    watch(socket, incidentId) {
      for (const room of socket.rooms) if (room.startsWith(watchRoom(''))) void socket.leave(room)
      if (incidentId === null) return
      void socket.join(watchRoom(incidentId))
      void send(incidentId)
    },
    stop: removeListener,
  }
}
