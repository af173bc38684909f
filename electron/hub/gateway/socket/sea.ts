import type { Hub } from '../../core/hub'
import { OFFICERS, WALLS, type HubServer, type HubSocket } from './protocol'

/** What was worked out of the vessels' positions, to officers and walls: the newest at first, then every new one. */
export interface SeaStream {
  add(socket: HubSocket): void
  stop(): void
}

export function createSeaStream(hub: Hub, io: HubServer): SeaStream {
  const remove = hub.sea?.onChange((state) => void io.to([OFFICERS, WALLS]).emit('sea', state))
  return {
    add(socket) {
      const state = hub.sea?.state()
      if (state) socket.emit('sea', state)
    },
    stop: () => remove?.(),
  }
}
