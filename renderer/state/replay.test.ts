import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReplayState } from '../../shared/replay/playhead'
import { hubNow } from './clock'
import { sendCommand } from './connection'
import { controlReplay, holdReplay, isReplay, receiveReplay, setReplaySender } from './replay'

const AT = Date.UTC(2026, 6, 28, 6)
const state = (changes: Partial<ReplayState> = {}): ReplayState => ({ at: AT, playing: false, speed: 1, from: AT - 60_000, to: AT + 600_000, seq: 7, ...changes })

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => {
  receiveReplay(null)
  setReplaySender(null)
  vi.useRealTimers()
})

describe('a screen of a replay', () => {
  it('counts in the playhead: standing, running at its speed, and no further than the end', () => {
    receiveReplay(state())
    vi.advanceTimersByTime(60_000)
    expect(hubNow()).toBe(AT)
    receiveReplay(state({ playing: true, speed: 16 }))
    vi.advanceTimersByTime(10_000)
    expect(hubNow()).toBe(AT + 160_000)
    vi.advanceTimersByTime(3_600_000)
    expect(hubNow()).toBe(AT + 600_000)
    receiveReplay(null)
    expect(hubNow()).toBe(Date.now())
  })

  it('stands still when the hub is not heard any more', () => {
    receiveReplay(state({ playing: true, speed: 4 }))
    vi.advanceTimersByTime(1_000)
    holdReplay()
    vi.advanceTimersByTime(9_000)
    expect(hubNow()).toBe(AT + 4_000)
  })

  it('sends no command, and says why', async () => {
    receiveReplay(state())
    expect(isReplay()).toBe(true)
    expect(await sendCommand('answerIncident', { incidentId: 'i1' })).toMatchObject({ ok: false, error: { code: 'replay_read_only' } })
  })

  it('moves the playhead through the connection, and says when there is none', async () => {
    expect(await controlReplay({ do: 'play' })).toMatchObject({ ok: false, error: { code: 'unavailable' } })
    setReplaySender((action) => Promise.resolve({ ok: true, value: state({ playing: action.do === 'play' }) }))
    expect(await controlReplay({ do: 'play' })).toMatchObject({ ok: true, value: { playing: true } })
  })
})
