import type { WallId } from '../../../../shared/base/ids'
import type { EpochMs } from '../../../../shared/base/time'
import type { WallPresence, WallScreen } from '../../../../shared/protocol/messages'
import { directorsRoom, OFFICERS, WALLS, type HubServer, type HubSocket } from './protocol'

/** Changes within this time reach the desks as one message, milliseconds. */
const SETTLE_MS = 100

/**
 * Which screens of which walls are connected, and what they look like.
 *
 * Rules (tests are named by them):
 * - [GW14] a wall that nobody knew is registered by its first screen; what it shows after that is the director's affair;
 * - [GW15] pictures of walls are asked for and sent only while an officer directs, and are never kept on disk.
 */
export interface WallScreens {
  /** An officer's desk: is told who is there. */
  greet(socket: HubSocket): void
  present(socket: HubSocket, presence: WallPresence): void
  picture(socket: HubSocket, bytes: Uint8Array): void
  direct(socket: HubSocket, open: boolean): void
  stop(): void
}

export interface WallScreensOptions {
  readonly io: HubServer
  now(): EpochMs
  /** Called when a screen names a wall; the hub registers it if it is new. */
  onWall(wallId: WallId): void
}

export function createWallScreens({ io, now, onWall }: WallScreensOptions): WallScreens {
  const screens = new Map<string, WallScreen>()
  const pictures = new Map<string, Uint8Array>()
  let settling: NodeJS.Timeout | null = null

  const list = (): WallScreen[] => [...screens.values()]
  const directing = (): boolean => (io.sockets.adapter.rooms.get(directorsRoom)?.size ?? 0) > 0
  const tell = (): void => {
    settling ??= setTimeout(() => {
      settling = null
      io.to(OFFICERS).emit('walls', list())
    }, SETTLE_MS).unref()
  }
  const asMessage = (screenId: string, bytes: Uint8Array) => ({ screenId, picture: bytes as unknown as ArrayBuffer })

  /** Tells the walls when the first begins to look, or the last has gone. */
  function changed(before: boolean): void {
    if (before === directing()) return
    io.to(WALLS).emit('direct', { open: directing() })
    if (before) pictures.clear()
  }

  function leave(screenId: string): void {
    pictures.delete(screenId)
    if (screens.delete(screenId)) tell()
  }

  return {
    greet(socket) {
      socket.emit('walls', list())
    },
    present(socket, presence) {
      const held = screens.get(socket.id)
      if (!held) {
        socket.once('disconnect', () => leave(socket.id))
        socket.emit('direct', { open: directing() })
      }
      if (held?.wall !== presence.wall) onWall(presence.wall)
      screens.set(socket.id, { ...presence, screenId: socket.id, since: held?.since ?? now(), heardAt: now() })
      tell()
    },
    picture(socket, bytes) {
      if (!screens.has(socket.id) || !directing()) return
      pictures.set(socket.id, bytes)
      io.to(directorsRoom).emit('thumbnail', asMessage(socket.id, bytes))
    },
    direct(socket, open) {
      const before = directing()
      if (open && !socket.rooms.has(directorsRoom)) {
        void socket.join(directorsRoom)
        for (const [screenId, bytes] of pictures) socket.emit('thumbnail', asMessage(screenId, bytes))
        // Its rooms are left only after this: look again when they are.
        socket.once('disconnecting', () => setImmediate(() => changed(true)))
      } else if (!open) void socket.leave(directorsRoom)
      changed(before)
    },
    stop() {
      if (settling) clearTimeout(settling)
    },
  }
}
