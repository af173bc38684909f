import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CommandReply, Hello, Welcome } from '../../shared/protocol/messages'
import type { ConnectionState } from './connection'
import { createLink, type Link, type LinkSocket } from './link'
import { usePending } from './outbox'
import { note, reported, T0 } from './testing'
import { emptyWorld } from '../../shared/domain/world'
import { snapshotOf } from '../../shared/domain/world-snapshot'
import { clearWorld, useWorld } from './world'

/** Socket.IO's client as the link sees it: the test is the hub. */
class FakeSocket implements LinkSocket {
  connected = false
  active = true
  connects = 0
  hello: Hello | null = null
  sent: { event: string; args: unknown[] }[] = []
  readonly #listeners = new Map<string, ((...args: never[]) => void)[]>()
  readonly #auth: (give: (hello: object) => void) => void

  constructor(auth: (give: (hello: object) => void) => void) {
    this.#auth = auth
  }
  connect(): void {
    this.connects++
    this.active = true
    this.#auth((hello) => {
      this.hello = hello as Hello
    })
  }
  disconnect(): void {
    const was = this.connected
    this.connected = false
    this.active = false
    if (was) this.hub('disconnect', 'io client disconnect')
  }
  on(event: string, listener: (...args: never[]) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener])
  }
  emit(event: string, ...args: unknown[]): void {
    this.sent.push({ event, args })
  }
  /** The hub (or the socket itself) says something. */
  hub(event: string, ...args: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) (listener as (...args: unknown[]) => void)(...args)
  }
  welcome(over: Partial<Welcome> = {}): void {
    this.connected = true
    this.hub('welcome', {
      protocol: 3,
      logId: 'log',
      hubTime: Date.now(),
      seq: 0,
      mode: 'tail',
      role: 'officer',
      name: '演示甲',
      teamId: null,
      unitId: null,
      drill: false,
      ...over,
    })
  }
  cut(): void {
    this.connected = false
    this.hub('disconnect', 'transport close')
  }
  commands(): { message: { commandId: string }; reply: (answer: CommandReply) => void }[] {
    return this.sent
      .filter(({ event }) => event === 'command')
      .map(({ args }) => ({ message: args[0] as { commandId: string }, reply: args[1] as never }))
  }
}

const { seq: _, ...EMPTY } = snapshotOf(emptyWorld())
let socket: FakeSocket
let link: Link
let state: ConnectionState

beforeEach(() => {
  vi.useFakeTimers({ now: T0 })
  clearWorld()
  state = {
    phase: 'connecting',
    lostSince: null,
    latencyMs: null,
    hubTimeOffsetMs: 0,
    logId: null,
    lastHeardAt: null,
    role: null,
    name: null,
    drill: false,
    error: null,
  }
  link = createLink({
    token: 'a-long-enough-token',
    open: (auth) => (socket = new FakeSocket(auth)),
    change: (patch) => (state = { ...state, ...patch }),
    state: () => state,
    soon: (work) => {
      const timer = setTimeout(work, 16)
      return () => clearTimeout(timer)
    },
  })
})
afterEach(() => {
  link.stop()
  vi.useRealTimers()
})

function live(): void {
  socket.welcome({ mode: 'snapshot', seq: 1 })
  socket.hub('snapshot', { seq: 1, ...EMPTY })
}
const draw = () => vi.advanceTimersByTime(20)

describe('link', () => {
  it('asks for everything at first, and for the tail after a cut', () => {
    expect(socket.hello).toEqual({ protocol: 3, token: 'a-long-enough-token' })
    live()
    socket.hub('events', { events: [reported(2, 'i1')] })
    socket.cut()
    expect(state.phase).toBe('lost')
    expect(state.lostSince).not.toBeNull()
    socket.connect()
    expect(socket.hello).toEqual({ protocol: 3, token: 'a-long-enough-token', logId: 'log', since: 2 })
    socket.welcome({ seq: 3 })
    socket.hub('events', { events: [note(3, 'i1', 'meanwhile')] })
    draw()
    expect(state.phase).toBe('live')
    expect(state.lostSince).toBeNull()
    expect([...useWorld.getState().incidents.values()][0]?.notes).toHaveLength(1)
  })

  it('after a gap reconnects for the tail, and after a second one for a snapshot', () => {
    live()
    socket.hub('events', { events: [reported(4, 'i1')] })
    expect(useWorld.getState().seq).toBe(1)
    vi.advanceTimersByTime(1)
    expect(socket.hello?.since).toBe(1)
    socket.welcome({ seq: 4 })
    socket.hub('events', { events: [reported(4, 'i1')] })
    vi.advanceTimersByTime(6_000)
    expect(socket.hello).toEqual({ protocol: 3, token: 'a-long-enough-token' })
  })

  it('asks for a snapshot when an event speaks of something it was never given', () => {
    live()
    socket.hub('events', { events: [note(2, 'closed-long-ago', 'reopened')] })
    draw()
    expect(socket.hello).toEqual({ protocol: 3, token: 'a-long-enough-token' })
  })

  it('never continues from a snapshot that did not arrive', () => {
    live()
    socket.hub('events', { events: [reported(2, 'i1')] })
    draw()
    socket.cut()
    socket.connect()
    socket.welcome({ mode: 'snapshot', seq: 900 })
    socket.cut()
    socket.connect()
    expect(socket.hello).toEqual({ protocol: 3, token: 'a-long-enough-token' })
  })

  it('forgets the world of another log', () => {
    live()
    socket.hub('events', { events: [reported(2, 'i1')] })
    draw()
    socket.cut()
    socket.connect()
    socket.welcome({ logId: 'restored', mode: 'snapshot', seq: 7 })
    expect(useWorld.getState().incidents.size).toBe(0)
    expect(useWorld.getState().loaded).toBe(false)
  })

  it('resends unanswered commands in order under the same ids, and settles each once', async () => {
    live()
    const first = link.submit({ commandId: 'c1', type: 'answerIncident', data: { incidentId: 'i1' }, since: 0 })
    const second = link.submit({
      commandId: 'c2',
      type: 'verifyIncident',
      data: { incidentId: 'i1' },
      since: 0,
      expectedVersion: 3,
    })
    expect(socket.commands().map(({ message }) => message)).toEqual([
      { commandId: 'c1', type: 'answerIncident', data: { incidentId: 'i1' } },
      { commandId: 'c2', type: 'verifyIncident', data: { incidentId: 'i1' }, expectedVersion: 3 },
    ])
    const [beforeCut] = socket.commands()
    socket.cut()
    const third = link.submit({ commandId: 'c3', type: 'answerIncident', data: { incidentId: 'i2' }, since: 0 })
    expect(socket.commands()).toHaveLength(2)
    expect(usePending.getState().commands.map(({ commandId }) => commandId)).toEqual(['c1', 'c2', 'c3'])
    socket.connect()
    socket.sent = []
    socket.welcome({ seq: 1 })
    expect(socket.commands().map(({ message }) => message.commandId)).toEqual(['c1', 'c2', 'c3'])
    const done: CommandReply = { ok: true, seq: 9, result: {} }
    for (const { reply } of socket.commands()) reply(done)
    beforeCut?.reply({ ok: false, error: { code: 'unavailable', message: 'late' } })
    expect(await Promise.all([first, second, third])).toEqual([done, done, done])
    expect(usePending.getState().commands).toEqual([])
  })

  it('takes a silent connection for dead and reconnects', () => {
    live()
    const before = socket.connects
    vi.advanceTimersByTime(7_000)
    expect(socket.sent.filter(({ event }) => event === 'echo').length).toBeGreaterThan(1)
    expect(socket.connects).toBe(before)
    vi.advanceTimersByTime(5_000)
    expect(socket.connects).toBe(before + 1)
    expect(state.phase).toBe('lost')
  })

  it('does not take its own standstill for the silence of the hub', () => {
    live()
    const before = socket.connects
    vi.setSystemTime(Date.now() + 30_000)
    vi.advanceTimersByTime(2_500)
    expect(socket.connects).toBe(before)
    vi.advanceTimersByTime(7_500)
    expect(socket.connects).toBe(before + 1)
  })

  it('follows the clock of the hub', () => {
    live()
    const answer = socket.sent.findLast(({ event }) => event === 'echo')?.args[0] as (hubTime: number) => void
    vi.advanceTimersByTime(100)
    answer(Date.now() - 50 + 7_000)
    expect(state.latencyMs).toBe(100)
    expect(state.hubTimeOffsetMs).toBe(7_000)
  })

  it('says that it is denied, keeps trying slowly, and comes back', () => {
    socket.active = false
    socket.hub('connect_error', Object.assign(new Error('no'), { data: { code: 'unauthorised', message: 'no' } }))
    expect(state.phase).toBe('denied')
    const before = socket.connects
    vi.advanceTimersByTime(20_000)
    expect(socket.connects).toBe(before)
    vi.advanceTimersByTime(20_000)
    expect(socket.connects).toBe(before + 1)
    live()
    expect(state.phase).toBe('live')
    socket.hub('goodbye', { code: 'revoked', message: 'taken back' })
    expect(state.phase).toBe('denied')
  })

  it('never gives up on a hub that closes or refuses for a while', () => {
    live()
    for (let round = 0; round < 20; round++) {
      const before = socket.connects
      socket.connected = false
      socket.active = false
      if (round % 2 === 0) socket.hub('disconnect', 'io server disconnect')
      else
        socket.hub(
          'connect_error',
          Object.assign(new Error('busy'), { data: { code: 'rate_limited', message: 'busy' } }),
        )
      vi.advanceTimersByTime(5_000)
      expect(socket.connects).toBe(before + 1)
    }
  })

  it('answers every track frame, a broken one too, or the hub would send no more', () => {
    live()
    const done = vi.fn()
    socket.hub('tracks', new ArrayBuffer(3), done)
    expect(done.mock.calls).toEqual([[false]])
    // On the same connection.
    expect(socket.connects).toBe(1)
  })

  it('answers what waits when it is stopped', async () => {
    live()
    const waiting = link.submit({ commandId: 'c1', type: 'answerIncident', data: { incidentId: 'i1' }, since: 0 })
    link.stop()
    await expect(waiting).resolves.toMatchObject({ ok: false, error: { code: 'unavailable' } })
    await expect(link.route('i1', 't1')).resolves.toMatchObject({ ok: false })
  })
})
