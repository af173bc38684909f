import type { Hub } from '../../core/hub'
import { OFFICERS, WALLS, type HubServer, type HubSocket } from './protocol'

/** Shortest time between two states to the screens, milliseconds: a state is some hundred kilobytes. */
const STATE_MS = 2_000

/** Who is within reach, to officers and walls ([GW18]): the newest state at first, then every new one, latest wins. */
export interface CoverageStream {
  add(socket: HubSocket): void
  stop(): void
}

export function createCoverageStream(hub: Hub, io: HubServer): CoverageStream {
  let waiting: NodeJS.Timeout | null = null
  let isDue = false

  function send(): void {
    const state = hub.coverage()
    isDue = false
    if (state) io.to([OFFICERS, WALLS]).emit('coverage', state)
    waiting = setTimeout(() => {
      waiting = null
      if (isDue) send()
    }, STATE_MS).unref()
  }

  const removeListener = hub.onCoverage(() => {
    if (waiting) isDue = true
    else send()
  })

  return {
    add(socket) {
      const state = hub.coverage()
      if (state) socket.emit('coverage', state)
    },
    stop() {
      removeListener()
      if (waiting) clearTimeout(waiting)
    },
  }
}
