import { create } from 'zustand'
import type { TimeAxis } from '../../shared/protocol/messages'

/** Moves are told to the others at most so often, milliseconds; the last one always. */
const TELL_EVERY_MS = 60

/** The moment of a storm that all desks and walls look at; null: now. */
export const useAxis = create<{ readonly axis: TimeAxis | null }>(() => ({ axis: null }))

let tell: (axis: TimeAxis | null) => void = () => undefined
let waiting: ReturnType<typeof setTimeout> | null = null
let toldAt = 0

/** The way to the hub; set by the connection. */
export function setAxisSender(send: (axis: TimeAxis | null) => void): void {
  tell = send
}

/** Another desk moved it. */
export function receiveAxis(axis: TimeAxis | null): void {
  // Where somebody is dragging here, this hand is the newest word.
  if (waiting === null) useAxis.setState({ axis })
}

/** Moves it here at once, and on all other screens as fast as they can follow. */
export function moveAxis(axis: TimeAxis | null): void {
  useAxis.setState({ axis })
  if (waiting !== null) return
  waiting = setTimeout(
    () => {
      waiting = null
      toldAt = Date.now()
      tell(useAxis.getState().axis)
    },
    Math.max(0, TELL_EVERY_MS - (Date.now() - toldAt)),
  )
}
