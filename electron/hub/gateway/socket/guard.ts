import { MAX_BUFFERED } from '../limits'
import type { HubSocket } from './protocol'

interface Engine {
  readonly writeBuffer?: readonly { readonly data?: unknown; readonly options?: { readonly wsPreEncodedFrame?: readonly Uint8Array[] } }[]
  readonly transport?: { readonly socket?: { readonly bufferedAmount?: number } }
}

/** Bytes that wait to be sent to a client: in the engine's queue and in the socket under it. */
export function bufferedBytes(socket: HubSocket): number {
  const engine = socket.conn as unknown as Engine
  let bytes = engine.transport?.socket?.bufferedAmount ?? 0
  for (const { data } of engine.writeBuffer ?? []) {
    bytes += typeof data === 'string' ? data.length : data instanceof Uint8Array ? data.byteLength : 0
  }
  return bytes
}

/**
 * Cuts off who does not read ([GW10]): a client whose queue has grown beyond the limit gets nothing newer through it
 * anyway, holds the hub's memory, and does better to start again from a snapshot. Returns how many were cut off.
 */
export function dropSlow(sockets: Iterable<HubSocket>, limit = MAX_BUFFERED): number {
  let dropped = 0
  for (const socket of sockets) {
    if (bufferedBytes(socket) <= limit) continue
    socket.disconnect(true)
    dropped += 1
  }
  return dropped
}
