import { create } from 'zustand'
import type { WallPresence } from '../../shared/protocol/messages'

/** Whether somebody at a desk looks at the walls' pictures of themselves. Written by the connection only. */
export const useDirected = create<{ readonly open: boolean }>(() => ({ open: false }))

export interface WallSender {
  present(presence: WallPresence): void
  picture(bytes: ArrayBuffer): void
}

let presence: WallPresence | null = null
let sender: WallSender | null = null

/** The connection of this page, once the hub has welcomed it; null: there is none. It is told at once what is on screen. */
export function setWallSender(to: WallSender | null): void {
  sender = to
  if (to === null) useDirected.setState({ open: false })
  else if (presence !== null) to.present(presence)
}

export function receiveDirect({ open }: { readonly open: boolean }): void {
  useDirected.setState({ open })
}

/** Says which screen of which wall this is and what it shows: now, and again after every reconnection. */
export function present(now: WallPresence): void {
  presence = now
  sender?.present(now)
}

/** Sends a small picture of this screen, if anybody can be told. */
export function sendPicture(bytes: ArrayBuffer): void {
  sender?.picture(bytes)
}
