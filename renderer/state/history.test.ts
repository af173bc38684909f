import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { encodeTrackFrame } from '../../shared/protocol/track-frame'
import { clearHistory, MOMENT_STEP_MS, showMoment, useHistory } from './history'

const T = 1_785_218_580_000 - (1_785_218_580_000 % MOMENT_STEP_MS)
const asked: { time: number; signal: AbortSignal; answer(response: Response): void }[] = []

function frame(time: number): ArrayBuffer {
  const point = { id: 'vessel:1', lon: 120.7, lat: 27.2, at: time - 1000, headingDeg: 1, speedMps: 1, accuracyM: NaN }
  return encodeTrackFrame({ hubTime: time, start: true, named: [{ handle: 0, id: 'vessel:1' }], removed: [], moved: [{ handle: 0, point }] })
}
const settle = () => vi.advanceTimersByTimeAsync(100)

beforeEach(() => {
  vi.useFakeTimers({ now: T + 3_600_000 })
  vi.stubGlobal('window', { location: { origin: 'http://hub', search: '' } })
  vi.stubGlobal('fetch', (url: URL, { signal }: { signal: AbortSignal }) =>
    new Promise((resolve) => asked.push({ time: Number(url.searchParams.get('time')), signal, answer: resolve })),
  )
})
afterEach(() => {
  clearHistory()
  asked.length = 0
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the time slider', () => {
  it('shows a moment when it is there, and what is now again', async () => {
    showMoment(T + 7)
    expect(useHistory.getState()).toMatchObject({ wanted: T, shown: null, loading: true })
    await settle()
    expect(asked.map(({ time }) => time)).toEqual([T])
    asked[0]?.answer(new Response(frame(T)))
    await settle()
    const { shown, groups, loading } = useHistory.getState()
    expect({ shown, loading }).toEqual({ shown: T, loading: false })
    expect(groups.get('vessel')).toMatchObject({ size: 1, ids: ['vessel:1'] })
    showMoment(null)
    expect(useHistory.getState()).toMatchObject({ wanted: null, shown: null })
  })

  it('asks for where it stays only, gives up what it has left, and never shows a late answer', async () => {
    for (let step = 0; step < 5; step++) showMoment(T + step * MOMENT_STEP_MS)
    await settle()
    expect(asked).toHaveLength(1)
    showMoment(T)
    expect(asked[0]?.signal.aborted).toBe(true)
    await settle()
    asked[1]?.answer(new Response(frame(T)))
    asked[0]?.answer(new Response(frame(T + 4 * MOMENT_STEP_MS)))
    await settle()
    expect(useHistory.getState().shown).toBe(T)
  })

  it('meets moments again without asking', async () => {
    showMoment(T)
    await settle()
    asked[0]?.answer(new Response(frame(T)))
    await settle()
    showMoment(null)
    showMoment(T + 100)
    expect(useHistory.getState()).toMatchObject({ shown: T, loading: false })
    await settle()
    expect(asked).toHaveLength(1)
  })

  it('says why a moment could not be had, and keeps what is shown', async () => {
    showMoment(T)
    await settle()
    asked[0]?.answer(new Response(frame(T)))
    await settle()
    showMoment(T + MOMENT_STEP_MS)
    await settle()
    asked[1]?.answer(new Response(JSON.stringify({ error: { code: 'unavailable', message: 'disk full' } }), { status: 503 }))
    await settle()
    expect(useHistory.getState()).toMatchObject({ shown: T, wanted: T + MOMENT_STEP_MS, loading: false, error: { code: 'unavailable', message: 'disk full' } })
    showMoment(T + 2 * MOMENT_STEP_MS)
    await settle()
    asked[2]?.answer(new Response('rubbish'))
    await settle()
    expect(useHistory.getState().error).toMatchObject({ code: 'unavailable', message: 'not a track frame' })
  })
})
