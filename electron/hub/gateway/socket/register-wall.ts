import { createHash } from 'node:crypto'
import { asActorId, asCommandId, type WallId } from '../../../../shared/base/ids'
import type { Hub } from '../../core/hub'

/** Makes a wall known that connects for the first time: it starts with the pack's first playlist. */
export async function registerWall(hub: Hub, wallId: WallId): Promise<void> {
  if (hub.world.walls.has(wallId)) return
  const playlistId = hub.pack.wall.playlists[0]?.id ?? ''
  // The same for every screen of the wall: those that come together register it once.
  const commandId = asCommandId(`wall:${createHash('sha256').update(`${hub.logId}/${wallId}`).digest('hex').slice(0, 32)}`)
  const reply = await hub.execute(
    { commandId, type: 'registerWall', data: { wallId, show: { kind: 'playlist', playlistId } } },
    { id: asActorId('hub:walls'), role: 'hub', teamId: null },
  )
  if (!reply.ok) throw new Error(`wall ${wallId} could not be registered: ${reply.error.message}`)
}
