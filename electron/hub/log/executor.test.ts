import { describe, expect, it, vi } from 'vitest'
import { asActorId, asCommandId, asEventId } from '../../../shared/base/ids'
import type { EventEnvelope } from '../../../shared/domain/envelope'
import { LogBrokenError } from './event-log'
import type { EventLog } from './event-log'
import { CommandFailedError, createExecutor } from './executor'
import type { DecidedEvent, Decision, Executor, ExecutorOptions } from './executor'
import { createMemoryStore, openMemoryLog } from './memory'
import type { MemoryStore } from './memory'
import { OverlayMap } from './overlay-map'
import { replay } from './replay'
import { deferred } from '../../../tests/fixtures/deferred'
import type { Deferred } from '../../../tests/fixtures/deferred'

/** A small world: teams that at most one incident may hold. */
type World = ReadonlyMap<string, { readonly holder: string; readonly version: number }>
type Command = { readonly take: string; readonly by: string; readonly bug?: 'decide' | 'evolve' | 'reply' | 'data' }
type Reply = { readonly taken: boolean; readonly by: string; readonly seq?: number | undefined }

function decide(world: World, command: Command): Decision<Reply> {
  if (command.bug === 'decide') throw new Error('planted')
  const holder = world.get(command.take)?.holder
  if (holder !== undefined) return { events: [], reply: () => ({ taken: false, by: holder }) }
  const event: DecidedEvent = {
    eventId: asEventId(`e-${command.take}-${command.by}`), stream: `team:${command.take}`, type: 'team.taken', v: 1,
    actor: asActorId('officer:test'), causedBy: null, drill: false,
    data: { by: command.by, bug: command.bug, n: command.bug === 'data' ? 1n : 1 },
  }
  return {
    events: [event],
    reply([placed]) {
      if (command.bug === 'reply') return undefined as unknown as Reply
      return { taken: true, by: command.by, seq: placed?.seq }
    },
  }
}

function taken(event: EventEnvelope): { team: string; holder: string; version: number } {
  const data = event.data as { by: string; bug?: string }
  if (data.bug === 'evolve') throw new Error('planted')
  return { team: event.stream.slice('team:'.length), holder: data.by, version: event.streamVersion }
}

function evolve(world: World, event: EventEnvelope): World {
  const { team, ...state } = taken(event)
  return new Map(world).set(team, state)
}

type Options = ExecutorOptions<World, Command, Reply>

interface Bench {
  readonly executor: Executor<World, Command, Reply>
  readonly store: MemoryStore
  /** What happened, in order. */
  readonly trace: string[]
  /** Holds back every append until it is called. */
  readonly release: (error?: Error) => Promise<void>
  readonly appends: number[]
  readonly onBroken: ReturnType<typeof vi.fn>
  readonly onBug: ReturnType<typeof vi.fn>
  readonly send: (
    id: string,
    take: string,
    by: string,
    more?: Partial<Command> & { fingerprint?: string },
  ) => Promise<Reply | string>
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function bench(options: Partial<Options> & { held?: boolean; store?: MemoryStore } = {}): Bench {
  const { held = false, store = createMemoryStore(), ...more } = options
  const inner = openMemoryLog(store)
  const gates: Deferred<void>[] = []
  const trace: string[] = []
  const appends: number[] = []
  const log: EventLog = {
    ...inner,
    async append(batch) {
      appends.push(batch.length)
      if (held) {
        const gate = deferred<void>()
        gates.push(gate)
        await gate.promise
      }
      const places = await inner.append(batch)
      trace.push(`commit ${places.firstSeq}-${places.lastSeq}`)
      return places
    },
  }
  const onBroken = vi.fn()
  const onBug = vi.fn()
  const executor = createExecutor<World, Command, Reply>({
    log, world: new Map(), seq: store.bodies.length, now: () => 1_000, decide, evolve,
    versionOf: (world, stream) => world.get(stream.slice('team:'.length))?.version ?? 0,
    publish: (events) => trace.push(`publish ${events.map((event) => event.seq).join(',')}`),
    onBroken, onBug, ...more,
  })
  return {
    executor, store, trace, appends, onBroken, onBug,
    async release(error) {
      const gate = gates.shift()
      if (error) gate?.reject(error)
      else gate?.resolve()
      await tick()
    },
    async send(id, take, by, { fingerprint, ...rest } = {}) {
      const command = { take, by, ...rest }
      const result = await executor.submit({
        commandId: asCommandId(id), fingerprint: fingerprint ?? JSON.stringify(command), command,
      })
      trace.push(`reply ${id}`)
      return result.ok ? result.value.reply : result.error
    },
  }
}

describe('the executor', () => {
  it('[EX1] decides on everything decided before, in the same batch too', async () => {
    const { send, appends, store } = bench()
    const replies = await Promise.all([send('c1', 'A', 'x'), send('c2', 'A', 'y'), send('c3', 'B', 'y')])
    expect(replies).toEqual([
      { taken: true, by: 'x', seq: 1 },
      { taken: false, by: 'x' },
      { taken: true, by: 'y', seq: 2 },
    ])
    expect(appends).toEqual([3])
    expect(store.bodies.length).toBe(2)
  })

  it('[EX2] [EX3] [EX9] nothing is seen before the commit; then world, frame, replies', async () => {
    const { send, executor, trace, release, appends } = bench({ held: true })
    void send('c1', 'A', 'x')
    void send('c2', 'A', 'y')
    void send('c3', 'B', 'z')
    await tick()
    void send('c4', 'B', 'q')
    await tick()
    expect(appends).toEqual([3])
    expect(trace).toEqual([])
    expect(executor.world.size).toBe(0)
    expect(executor.seq).toBe(0)
    await release()
    expect(trace).toEqual(['commit 1-2', 'publish 1,2', 'reply c1', 'reply c2', 'reply c3'])
    expect([...executor.world.keys()]).toEqual(['A', 'B'])
    expect(executor.seq).toBe(2)
    // A refusal alone waits for its commit, too, and publishes nothing.
    await release()
    expect(trace.slice(5)).toEqual(['commit 3-2', 'reply c4'])
  })

  it('[EX3] gives publish the committed world', async () => {
    const seen: number[] = []
    const { send } = bench({ publish: (_, world) => seen.push(world.size) })
    await send('c1', 'A', 'x')
    await send('c2', 'B', 'x')
    expect(seen).toEqual([1, 2])
  })

  it('[EX4] executes a repeated command once, in one batch, while it is under way, and later', async () => {
    const { send, release, trace, store, executor } = bench({ held: true })
    const both = [send('c1', 'A', 'x'), send('c1', 'A', 'x')]
    await tick()
    const meanwhile = send('c1', 'A', 'x')
    await tick()
    expect(trace).toEqual([])
    await release()
    const first = { taken: true, by: 'x', seq: 1 }
    expect(await Promise.all([...both, meanwhile])).toEqual([first, first, first])
    expect(await send('c1', 'A', 'x')).toEqual(first)
    expect(store.bodies.length).toBe(1)
    const command = { take: 'A', by: 'x' }
    const again = await executor.submit({ commandId: asCommandId('c1'), fingerprint: JSON.stringify(command), command })
    expect(again).toEqual({ ok: true, value: { reply: first, repeated: true } })
  })

  it('[EX4] gives the stored answer after a restart, of refusals too', async () => {
    const before = bench()
    await before.send('c1', 'A', 'x')
    await before.send('c2', 'A', 'y')
    const after = bench({ store: before.store, world: new Map() })
    expect(await after.send('c2', 'A', 'y')).toEqual({ taken: false, by: 'x' })
    expect(await after.send('c1', 'A', 'x')).toEqual({ taken: true, by: 'x', seq: 1 })
    expect(after.appends).toEqual([])
  })

  it('[EX5] refuses a reused id, but not before the original is durable', async () => {
    const { send, release, trace } = bench({ held: true })
    const first = send('c1', 'A', 'x')
    const other = send('c1', 'B', 'y')
    await tick()
    expect(trace).toEqual([])
    await release()
    expect(await first).toMatchObject({ taken: true })
    expect(await other).toBe('command_id_reused')
    expect(await send('c1', 'C', 'z')).toBe('command_id_reused')
    expect(await send('c1', 'A', 'x', { fingerprint: 'another sender' })).toBe('command_id_reused')
  })

  it('[EX5] a command keeps its answer while another content under its id waits to be refused', async () => {
    const { send, release } = bench({ held: true })
    const first = send('c1', 'A', 'x')
    await tick()
    await release()
    const other = send('c1', 'B', 'y')
    const again = send('c1', 'A', 'x')
    expect(await other).toBe('command_id_reused')
    expect(await again).toEqual(await first)
  })

  it('[EX5] an id whose command failed is free for another', async () => {
    const { send } = bench()
    const failed = send('c1', 'A', 'x', { bug: 'decide' })
    const other = send('c1', 'A', 'y')
    await expect(failed).rejects.toThrow(CommandFailedError)
    expect(await other).toMatchObject({ taken: true, by: 'y' })
  })

  it('[EX6] after a failed commit: no frame, no reply, the world as it was, and never again', async () => {
    const { send, release, trace, executor, onBroken, store, appends } = bench({ held: true })
    void send('c0', 'Z', 'x')
    await tick()
    await release()
    const before = [...trace]
    const lost = [send('c1', 'A', 'x'), send('c2', 'A', 'y')]
    await tick()
    lost.push(send('c1', 'A', 'x'), send('c3', 'B', 'x'))
    const outcomes = Promise.allSettled(lost)
    await tick()
    await release(new Error('input/output error'))
    for (const outcome of await outcomes) {
      expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(LogBrokenError)
    }
    await expect(send('c4', 'D', 'x')).rejects.toThrow(/input\/output error/)
    expect(trace).toEqual(before)
    expect([...executor.world.keys()]).toEqual(['Z'])
    expect(executor.seq).toBe(1)
    expect(onBroken).toHaveBeenCalledTimes(1)
    expect(store.bodies.length).toBe(1)
    expect(appends).toEqual([1, 2])
  })

  it('[EX6] a log that is at another place than expected has a second writer: stop', async () => {
    const store = createMemoryStore()
    const { send, onBroken } = bench({ store })
    await bench({ store }).send('theirs', 'Q', 'q')
    await expect(send('c1', 'A', 'x')).rejects.toThrow(/something else writes/)
    expect(onBroken).toHaveBeenCalledTimes(1)
  })

  const bugs = ['decide', 'evolve', 'reply', 'data'] as const
  it.each(bugs)('[EX7] a bug in %s fails one command, not its batch', async (bug) => {
    const { send, executor, store, onBug, onBroken } = bench()
    const outcomes = await Promise.allSettled([
      send('c1', 'A', 'x'), send('c2', 'B', 'x', { bug }), send('c3', 'A', 'y'), send('c4', 'B', 'y'),
    ])
    expect(outcomes[1]).toMatchObject({ status: 'rejected', reason: expect.any(CommandFailedError) as unknown })
    const told = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : null))
    expect(told).toEqual([
      { taken: true, by: 'x', seq: 1 }, null, { taken: false, by: 'x' }, { taken: true, by: 'y', seq: 2 },
    ])
    expect(onBug).toHaveBeenCalledExactlyOnceWith(expect.anything(), 'c2')
    expect(onBroken).not.toHaveBeenCalled()
    expect(executor.world.get('B')?.holder).toBe('y')
    expect(store.bodies.length).toBe(2)
    // It was not stored: the corrected program executes the repetition.
    expect(await send('c2', 'C', 'x')).toMatchObject({ taken: true })
  })

  it('[EX7] a throw out of publish does not harm the replies', async () => {
    const { send, onBug } = bench({ publish: () => { throw new Error('planted') } })
    expect(await send('c1', 'A', 'x')).toMatchObject({ taken: true })
    expect(onBug).toHaveBeenCalledTimes(1)
  })

  it('[EX8] refuses what exceeds the queue, and executes it later', async () => {
    const { send, release, store } = bench({ held: true, maxWaiting: 2 })
    const first = send('c1', 'A', 'x')
    await tick()
    const waiting = [send('c2', 'B', 'x'), send('c3', 'C', 'x')]
    expect(await send('c4', 'D', 'x')).toBe('overloaded')
    // A repetition takes no place.
    waiting.push(send('c2', 'B', 'x'))
    await release()
    await release()
    await Promise.all([first, ...waiting])
    const later = send('c4', 'D', 'x')
    await tick()
    await release()
    expect(await later).toMatchObject({ taken: true })
    expect(store.bodies.length).toBe(4)
  })

  it('[EX9] the time of events never runs backwards', async () => {
    const clock = [5_000, 4_000, 6_000]
    const { send, store } = bench({ lastAt: 4_500, now: () => clock.shift() ?? 0 })
    for (const team of ['A', 'B', 'C', 'D']) await send(`c${team}`, team, 'x')
    const log = openMemoryLog(store)
    expect((await log.read(0, 10)).map((event) => event.at)).toEqual([5_000, 5_000, 6_000, 6_000])
  })

  it('is idle when everything is committed and answered', async () => {
    const { send, executor, trace } = bench()
    for (let i = 0; i < 5; i++) void send(`c${i}`, `T${i}`, 'x')
    await executor.idle()
    await tick()
    expect(trace.filter((line) => line.startsWith('reply')).length).toBe(5)
  })

  const drafts: [string, Partial<Options>][] = [
    ['an evolve that copies', {}],
    ['a copy a batch', {
      drafts: { open: (world) => new Map(world) },
      evolve(world, event) {
        const { team, ...state } = taken(event)
        ;(world as Map<string, typeof state>).set(team, state)
        return world
      },
    }],
    ['an overlay', {
      drafts: {
        open: (world) => new OverlayMap(world as Map<string, { holder: string; version: number }>),
        settle: (draft) => (draft as OverlayMap<string, { holder: string; version: number }>).applyToBase(),
      },
      evolve(world, event) {
        const { team, ...state } = taken(event)
        ;(world as OverlayMap<string, typeof state>).set(team, state)
        return world
      },
    }],
  ]
  it.each(drafts)('[EX2] keeps the draft apart from the world with %s', async (_, options) => {
    const { send, executor, release, store } = bench({ held: true, world: new Map(), ...options })
    const broken = send('c0', 'B', 'x', { bug: 'evolve' }).catch(() => 'bug')
    const first = [send('c1', 'A', 'x'), broken, send('c3', 'A', 'y')]
    await tick()
    expect(executor.world.size).toBe(0)
    await release()
    expect(await Promise.all(first)).toEqual([{ taken: true, by: 'x', seq: 1 }, 'bug', { taken: false, by: 'x' }])
    expect([...executor.world]).toEqual([['A', { holder: 'x', version: 1 }]])
    const lost = send('c4', 'C', 'x')
    await tick()
    await Promise.all([release(new Error('disk full')), expect(lost).rejects.toThrow(LogBrokenError)])
    expect([...executor.world.keys()]).toEqual(['A'])
    let folded: World = new Map()
    for await (const events of replay(openMemoryLog(store))) folded = events.reduce(evolve, folded)
    expect([...folded]).toEqual([...executor.world])
  })
})
