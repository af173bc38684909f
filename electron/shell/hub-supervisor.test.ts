import { PassThrough } from 'node:stream'
import { describe, expect, test, vi } from 'vitest'
import { endingText, planRestart } from './hub-restart'
import { superviseHub, type HubNews, type RunningHub } from './hub-supervisor'

const log = { path: '', write: () => undefined, tail: () => ['last words'] }

/** Hubs that a test ends by hand. */
function fakeHubs() {
  const started: { port: number; links: boolean; exit(code: number | null): void; say(line: object): void; ended: boolean; killed: boolean }[] = []
  const launch = (port: number, links: boolean): RunningHub => {
    const stdout = new PassThrough()
    const listeners: ((code: number | null) => void)[] = []
    const hub = {
      port, links, ended: false, killed: false,
      exit: (code: number | null) => listeners.forEach((listener) => listener(code)),
      say: (line: object) => void stdout.write(`${JSON.stringify(line)}\n`),
    }
    started.push(hub)
    return {
      stdout, stderr: null,
      onExit: (listener) => void listeners.push(listener),
      end: () => { hub.ended = true },
      kill: () => { hub.killed = true; hub.exit(null) },
    }
  }
  return { started, launch }
}

function supervised(port = 0) {
  const hubs = fakeHubs()
  const news: HubNews[] = []
  const supervisor = superviseHub(hubs.launch, port, log, (one) => void news.push(one), Date.now)
  supervisor.start()
  return { ...hubs, news, supervisor }
}

const ready = (port: number) => ({ event: 'ready', url: `http://127.0.0.1:${port}`, links: null })

describe('superviseHub', () => {
  test('a hub that dies is started again at the address where the screens look for it', async () => {
    vi.useFakeTimers()
    const { started, news } = supervised()
    started[0]?.say(ready(4711))
    await vi.advanceTimersByTimeAsync(0)
    started[0]?.exit(null)
    await vi.advanceTimersByTimeAsync(0)
    expect(started.map(({ port, links }) => [port, links])).toEqual([[0, true], [4711, false]])
    started[1]?.say(ready(4711))
    await vi.advanceTimersByTimeAsync(0)
    expect(news.map(({ state }) => state)).toEqual(['ready', 'restarting', 'ready'])
    expect(news.at(-1)).toMatchObject({ again: true })
    vi.useRealTimers()
  })

  test('one that keeps dying is given up, with its last words, until somebody asks again', async () => {
    vi.useFakeTimers()
    const { started, news, supervisor } = supervised()
    for (let i = 0; i < 9; i++) {
      started.at(-1)?.exit(1)
      await vi.advanceTimersByTimeAsync(5_000)
    }
    expect(started.length).toBe(6)
    expect(news.at(-1)).toEqual({ state: 'failed', code: 1, tail: ['last words'] })
    supervisor.start()
    expect(started.length).toBe(7)
    vi.useRealTimers()
  })

  test('one that serves each time is never given up for being killed now and then', async () => {
    vi.useFakeTimers()
    const { started, news } = supervised()
    for (let i = 0; i < 20; i++) {
      started.at(-1)?.say(ready(4711))
      await vi.advanceTimersByTimeAsync(7_000)
      started.at(-1)?.exit(null)
      await vi.advanceTimersByTimeAsync(0)
    }
    expect(started.length).toBe(21)
    expect(news.flatMap((one) => (one.state === 'restarting' ? [one.delayMs] : []))).toEqual(Array.from({ length: 20 }, () => 0))
    vi.useRealTimers()
  })

  test('stopping waits for its end, and is by force only in the end', async () => {
    vi.useFakeTimers()
    const polite = supervised()
    let stopped = false
    void polite.supervisor.stop().then(() => { stopped = true })
    await vi.advanceTimersByTimeAsync(5_000)
    expect([polite.started[0]?.ended, stopped]).toEqual([true, false])
    polite.started[0]?.exit(0)
    await vi.advanceTimersByTimeAsync(0)
    expect([stopped, polite.news]).toEqual([true, []])
    const deaf = supervised()
    void deaf.supervisor.stop()
    await vi.advanceTimersByTimeAsync(16_000)
    expect(deaf.started[0]?.killed).toBe(true)
    vi.useRealTimers()
  })
})

describe('planRestart', () => {
  const vain = (at: number) => ({ at, worked: false })
  const served = { at: 0, worked: true }

  test.each([64, 65, 70, 71, 74])('code %i would come again: it is final', (code) => {
    expect(planRestart(code, [served])).toEqual({ restart: false })
  })

  test.each([69, 73])('code %i is final at the first start; later it is the hub before, not quite gone', (code) => {
    expect(planRestart(code, [vain(0)])).toEqual({ restart: false })
    expect(planRestart(code, [served])).toEqual({ restart: true, delayMs: 0 })
  })

  test('waits longer each time, and forgets what is long ago', () => {
    const delay = (ends: readonly number[]) => (planRestart(null, ends.map(vain)) as { delayMs?: number }).delayMs
    expect([[0], [0, 1], [0, 1, 2], [0, 1, 2, 3]].map(delay)).toEqual([0, 250, 1_000, 2_000])
    expect(delay([0, 1, 2, 3, 4, 5])).toBeUndefined()
    expect(delay([0, 1, 2, 3, 4, 199_999])).toBe(0)
  })

  test('every end has its sentence', () => {
    expect([64, 70, 3, null].map(endingText)).toEqual(['desktop.exit64', 'desktop.exit70', 'desktop.exitOther', 'desktop.exitKilled'])
  })
})
