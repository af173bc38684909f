import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { asActorId, asCommandId } from '../../../shared/base/ids'
import { MINUTE, SECOND } from '../../../shared/base/time'
import { emptyWorld } from '../../../shared/domain/world'
import type { RecordedWay, Recording } from '../../../shared/replay/format'
import { OFFICER, T0 } from '../../../tests/fixtures/domain'
import { randomScene } from '../../../tests/fixtures/random-scene'
import { testPack } from '../gateway/testing/harness'
import { FORGET_AFTER_MS } from '../tracks/table'
import { createReplayHub } from './hub'
import { createReplayPlayer } from './player'

const { events, moments } = randomScene(9, 30)
const to = (events.at(-1)?.at ?? 0) + MINUTE
const way = (id: string, at: readonly number[]): RecordedWay => ({ id, name: id, at, lon: at.map((_, i) => 120 + i / 10), lat: at.map(() => 27), headingDeg: at.map(() => null), speedMps: at.map(() => 2) })
const recording = (ways: readonly RecordedWay[] = []): Recording => ({ header: { logId: 'log', from: T0, to, fromSeq: 1, toSeq: events.length, drill: true } as never, start: emptyWorld(), events, ways })

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

function listened(player: ReturnType<typeof createReplayPlayer>) {
  const told: string[] = []
  const seqs: number[] = []
  player.onEvents((batch) => {
    told.push('events')
    seqs.push(...batch.map(({ seq }) => seq))
  })
  player.onJump(() => told.push('jump'))
  return { told, seqs }
}

describe('the playhead', () => {
  it('[RP3] is the clock: it stands, goes on at the speed asked for, and is told', () => {
    const player = createReplayPlayer(recording())
    const { now } = createReplayHub(player, testPack())
    vi.advanceTimersByTime(5 * MINUTE)
    expect(now()).toBe(T0)
    player.control({ do: 'play' })
    vi.advanceTimersByTime(10 * SECOND)
    expect(now()).toBe(T0 + 10 * SECOND)
    const states: number[] = []
    player.onState(({ at }) => states.push(at))
    player.control({ do: 'speed', speed: 60 })
    vi.advanceTimersByTime(10 * SECOND)
    expect(now()).toBe(T0 + 10 * SECOND + 10 * MINUTE)
    expect(states.length).toBeGreaterThan(3)
    expect(states).toEqual(states.toSorted((a, b) => a - b))
    player.control({ do: 'pause' })
    vi.advanceTimersByTime(MINUTE)
    expect(now()).toBe(T0 + 10 * SECOND + 10 * MINUTE)
    player.stop()
  })

  it('[RP4] tells what happens while it plays, every event once and in order, and a jump back as a new state', () => {
    const player = createReplayPlayer(recording())
    const { told, seqs } = listened(player)
    const first = player.happened()
    player.control({ do: 'speed', speed: 60 })
    player.control({ do: 'play' })
    vi.advanceTimersByTime(60 * MINUTE)
    expect(seqs).toEqual(events.slice(first).map(({ seq }) => seq))
    expect(told).not.toContain('jump')
    told.length = 0
    player.control({ do: 'seek', at: T0 })
    expect(told).toEqual(['jump'])
    expect(player.world.seq).toBe(first)
  })

  it('[RP5] stops at the end, begins again from there, and refuses what lies outside', () => {
    const player = createReplayPlayer(recording())
    player.control({ do: 'seek', at: to - SECOND })
    player.control({ do: 'play' })
    vi.advanceTimersByTime(5 * SECOND)
    expect(player.state()).toMatchObject({ at: to, playing: false, seq: events.length })
    for (const at of [T0 - 1, to + 1]) expect(player.control({ do: 'seek', at })).toMatchObject({ ok: false, error: { code: 'invalid', field: 'at' } })
    expect(player.control({ do: 'play' })).toMatchObject({ ok: true, value: { at: T0, playing: true } })
    player.stop()
  })

  it('steps from one moment at which something happened to the next and back, several events of one moment at once', () => {
    const player = createReplayPlayer(recording())
    const times = [...new Set(events.map(({ at }) => at))]
    for (const at of times.slice(1)) expect(player.control({ do: 'step', by: 1 })).toMatchObject({ value: { at } })
    expect(player.control({ do: 'step', by: 1 })).toMatchObject({ value: { at: to } })
    for (const at of times.toReversed()) expect(player.control({ do: 'step', by: -1 })).toMatchObject({ value: { at } })
    expect(player.control({ do: 'step', by: -1 })).toMatchObject({ value: { at: T0 } })
    expect(times.length).toBeGreaterThan(moments.length / 2)
  })

  it('goes on where a clock of the time was set back: the order of the log is kept', () => {
    const back = events.map((event, index) => (index === 20 ? { ...event, at: event.at - 10 * MINUTE } : event))
    const player = createReplayPlayer({ ...recording(), events: back })
    player.control({ do: 'seek', at: events[19]?.at ?? 0 })
    expect(player.world.seq).toBeGreaterThanOrEqual(21)
  })
})

describe('positions of a replay', () => {
  it('are those of the moment, with their age, and never a live one', () => {
    const player = createReplayPlayer(recording([way('team:lan', [T0 - MINUTE, T0 + 5 * MINUTE]), way('vessel:1', [T0])]))
    const changed: string[] = []
    player.tracks.onChange((slot, point) => changed.push(`${slot} ${point?.lon ?? 'gone'}`))
    expect([...player.tracks.all()].map(({ id, lon, at }) => [id, lon, at])).toEqual([['team:lan', 120, T0 - MINUTE], ['vessel:1', 120, T0]])
    expect(player.tracks.put({ id: 'team:lan', lon: 1, lat: 1, headingDeg: 0, speedMps: 0, accuracyM: 1, at: to }, to)).toBe('older')
    player.control({ do: 'seek', at: T0 + 6 * MINUTE })
    player.control({ do: 'seek', at: T0 + 7 * MINUTE })
    player.control({ do: 'seek', at: T0 })
    expect(changed).toEqual(['0 120.1', '0 120'])
  })

  it('go when they would have gone then, teams excepted, and come back with the time', () => {
    const long = { ...recording([way('team:lan', [T0]), way('vessel:1', [T0])]), header: { from: T0, to: T0 + 2 * FORGET_AFTER_MS } as never }
    const { control, tracks } = createReplayPlayer(long)
    control({ do: 'seek', at: T0 + FORGET_AFTER_MS + 1 })
    expect([tracks.size, tracks.get('vessel:1'), tracks.get('team:lan')?.at]).toEqual([1, undefined, T0])
    control({ do: 'seek', at: T0 + MINUTE })
    expect([tracks.size, tracks.get('vessel:1')?.at]).toEqual([2, T0])
  })
})

describe('[RP6] the hub of a replay', () => {
  it('executes nothing, and its log ends at the playhead', async () => {
    const player = createReplayPlayer(recording())
    const hub = createReplayHub(player, testPack())
    const before = hub.world.seq
    const reply = await hub.execute({ commandId: asCommandId('c'), type: 'addNote', data: { incidentId: events[4]?.data, text: 'x' } } as never, { ...OFFICER, id: asActorId('officer:jia') })
    expect(reply).toMatchObject({ ok: false, error: { code: 'replay_read_only' } })
    expect(hub.world.seq).toBe(before)
    player.control({ do: 'seek', at: moments[10]?.at ?? 0 })
    const read = await hub.readEvents(0, 1_000)
    expect(read.at(-1)?.seq).toBe(hub.world.seq)
    expect(read.length).toBeLessThan(events.length)
    expect((await hub.readStream(read.at(-1)?.stream ?? '')).at(-1)?.seq).toBe(read.at(-1)?.seq)
    for (const asked of [hub.recommendation('x'), hub.route('x', 'lan')]) expect(await asked).toMatchObject({ ok: false, error: { code: 'replay_read_only' } })
  })
})
