import { create } from 'zustand'
import type { Rejection } from '../../shared/domain/rejection'
import type { Answer } from '../../shared/protocol/messages'
import type { ReplayAction, ReplayState } from '../../shared/replay/playhead'
import { hubNow, setReplayClock } from './clock'

/** What a screen is told when it would change something in a replay; the hub says the same. */
export const REPLAY_READ_ONLY: Rejection = { code: 'replay_read_only', message: 'this is a replay' }

/** Where the playhead of the recording is that the hub plays; null: the hub is no replay. */
export const useReplay = create<{ readonly state: ReplayState | null }>(() => ({ state: null }))

export const isReplay = (): boolean => useReplay.getState().state !== null

type Send = (action: ReplayAction) => Promise<Answer<ReplayState>>
let send: Send | null = null

/** The way to the hub; set by the connection. */
export function setReplaySender(sender: Send | null): void {
  send = sender
}

/** The hub says where its playhead is; null: this hub plays nothing. The screen's clock follows. */
export function receiveReplay(state: ReplayState | null): void {
  setReplayClock(state)
  useReplay.setState({ state })
}

/** The hub cannot be heard: what is on screen stands still. */
export function holdReplay(): void {
  const { state } = useReplay.getState()
  if (state?.playing) receiveReplay({ ...state, at: hubNow(), playing: false })
}

/** Moves the playhead of all screens. Resolves when the hub has done it, or refused. */
export function controlReplay(action: ReplayAction): Promise<Answer<ReplayState>> {
  return send?.(action) ?? Promise.resolve({ ok: false, error: { code: 'unavailable', message: 'no connection to the hub' } })
}
