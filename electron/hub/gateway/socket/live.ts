import { MINUTE, type EpochMs } from '../../../../shared/base/time'
import type { LoggedEvent } from '../../../../shared/domain/event'
import { upcast } from '../../../../shared/domain/upcast'
import { PROTOCOL, type Hello, type WorldSnapshot } from '../../../../shared/protocol/messages'
import type { Hub } from '../../core/hub'
import type { Principal } from '../access/principal'
import { MAX_TAIL } from '../limits'
import type { Redactor } from '../redact'
import { worldSnapshot } from '../snapshot'
import { OFFICERS, WALLS, type HubServer, type HubSocket } from './protocol'

/** Events in one frame of a tail. */
const TAIL_PAGE = 500

/**
 * The facts on their way to the screens.
 *
 * Rules (tests are named by them):
 * - [GW1] a group commit is one frame, encoded once for all officers and once, redacted, for all walls;
 * - [GW2] a screen gets every event after what it has exactly once and in order, however often it was cut off: the log
 *   is read until it is caught up, and the live room is joined in the same tick;
 * - [GW3] who has another log, a `since` from the future or too long an absence gets a snapshot;
 * - [GW21] a jump of a replay is a new state for every screen, and whoever comes back to a replay gets one too: the tail
 *   that it has may not have happened any more;
 * - [GW4] a team's phone and a unit's page get no event, ever.
 */
export interface Live {
  /** `seq` of the last event that went out. */
  publishedSeq(): number
  /** Brings a screen up to date and lets it in. Resolves when it is live or gone. */
  admit(socket: HubSocket, principal: Principal, hello: Hello): Promise<void>
  stop(): void
}

export interface LiveOptions {
  readonly hub: Hub
  readonly io: HubServer
  readonly redact: Redactor
}

export function createLive({ hub, io, redact }: LiveOptions): Live {
  let published = hub.world.seq
  let wakers: (() => void)[] = []
  let cached: { seq: number; at: EpochMs; full: WorldSnapshot; redacted: WorldSnapshot | null } | null = null

  const occupied = (room: string): boolean => (io.sockets.adapter.rooms.get(room)?.size ?? 0) > 0

  const removeListener = hub.onCommitted((events) => {
    const last = events.at(-1)
    if (!last) return
    published = last.seq
    io.to(OFFICERS).emit('events', { events })
    if (occupied(WALLS)) {
      // What a wall has already folded cannot be unsaid by an event: it starts again from what it may see.
      if (events.some(changesSensitivity)) io.to(WALLS).emit('snapshot', snapshot('wall'))
      else io.to(WALLS).emit('events', { events: events.map((event) => redact.event(event)) })
    }
    const waiting = wakers
    wakers = []
    for (const wake of waiting) wake()
  })

  const removeJumps = hub.replay?.onJump(() => {
    published = hub.world.seq
    cached = null
    for (const [room, role] of [[OFFICERS, 'officer'], [WALLS, 'wall']] as const) {
      if (occupied(room)) io.to(room).emit('snapshot', snapshot(role))
    }
  })

  function changesSensitivity(event: LoggedEvent): boolean {
    return event.type === 'incident.reclassified'
  }

  function snapshot(role: 'officer' | 'wall'): WorldSnapshot {
    const at = hub.now()
    // On a quiet day too a screen that is loaded now holds no more than one that forgets by the hour.
    if (cached?.seq !== hub.world.seq || at - cached.at >= MINUTE) cached = { seq: hub.world.seq, at, full: worldSnapshot(hub.world, at), redacted: null }
    return role === 'officer' ? cached.full : (cached.redacted ??= redact.snapshot(cached.full))
  }

  function welcome(socket: HubSocket, principal: Principal, mode: 'tail' | 'snapshot'): void {
    const { role, name, teamId, unitId } = principal
    const { logId, drill } = hub
    socket.emit('welcome', { protocol: PROTOCOL, logId, hubTime: hub.now(), seq: published, mode, role, name, teamId, unitId, drill, ...(hub.replay ? { replay: hub.replay.state() } : {}) })
  }

  /**
   * Sends what is missing and joins the room. False if the log did not have what it must have: start anew. Between the
   * last look at `published` and the join there must not be so much as an `await`: a commit that is published in
   * between, even by a microtask, would be lost.
   */
  async function sendTail(socket: HubSocket, since: number, wall: boolean, room: string): Promise<boolean> {
    let cursor = since
    while (cursor < published) {
      const page = await hub.readEvents(cursor, TAIL_PAGE)
      if (!socket.connected) return true
      // What is committed but not yet published will come with its frame.
      const due = page.filter((event) => event.seq <= published).map(upcast)
      const last = due.at(-1)
      if (!last || due[0]?.seq !== cursor + 1) return false
      // It was told what it may not see any more: as when it is there, only a snapshot takes that back.
      if (wall && due.some(changesSensitivity)) return false
      socket.emit('events', { events: wall ? due.map((event) => redact.event(event)) : due })
      cursor = last.seq
    }
    void socket.join(room)
    return true
  }

  return {
    publishedSeq: () => published,
    async admit(socket, principal, hello) {
      if (principal.role === 'team' || principal.role === 'unit') {
        welcome(socket, principal, 'snapshot')
        return
      }
      const wall = principal.role === 'wall'
      const room = wall ? WALLS : OFFICERS
      const { logId, since } = hello
      const gap = since === undefined ? -1 : published - since
      if (!hub.replay && logId === hub.logId && since !== undefined && gap >= 0 && gap <= MAX_TAIL) {
        welcome(socket, principal, 'tail')
        if (await sendTail(socket, since, wall, room)) return
      }
      // The world in memory can be ahead of what went out, by the commit that is being published just now.
      while (hub.world.seq !== published) await new Promise<void>((resolve) => wakers.push(resolve))
      if (!socket.connected) return
      welcome(socket, principal, 'snapshot')
      socket.emit('snapshot', snapshot(wall ? 'wall' : 'officer'))
      void socket.join(room)
    },
    stop() {
      removeListener()
      removeJumps?.()
    },
  }
}
