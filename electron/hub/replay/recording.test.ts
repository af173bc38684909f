import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR } from '../../../shared/base/time'
import type { LoggedEvent } from '../../../shared/domain/event'
import { worldFrom } from '../../../shared/domain/world-snapshot'
import type { WorldSnapshot } from '../../../shared/protocol/messages'
import { problemText, type RecordedWay, type Recording, type RecordingHeader } from '../../../shared/replay/format'
import { T0, ZONE } from '../../../tests/fixtures/domain'
import { randomScene, type RandomScene } from '../../../tests/fixtures/random-scene'
import { worldSnapshot } from '../gateway/snapshot'
import { createReplayPlayer } from './player'
import { planRecording } from './plan'
import { readRecording } from './read'
import { openReplay } from './serve'
import { recordingBytes } from './write'

const folder = mkdtempSync(join(tmpdir(), 'dinghai-recording-'))
const path = join(folder, 'a.dhlog')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const way: RecordedWay = { id: 'team:lan', name: '兰', at: [T0 - 60_000, T0 + 60_000], lon: [120.1, 120.2], lat: [27.1, 27.2], headingDeg: [null, 90], speedMps: [null, 3.5] }

async function recorded(events: readonly LoggedEvent[], from: number, to: number): Promise<{ header: RecordingHeader; bytes: Buffer }> {
  const source = { read: (since: number, limit: number) => Promise.resolve(events.slice(since, since + Math.min(limit, 7))) }
  const plan = await planRecording(source, from, to)
  if (!plan.ok) throw new Error(plan.error.message)
  const header: RecordingHeader = {
    format: 'dinghai-recording', version: 1, app: '0.1.0', logId: 'log', pack: { id: 'cangnan', name: { zh: '苍南', en: 'Cangnan' }, revision: '' },
    organisation: { zh: '试', en: 'Test' }, zone: ZONE, drill: true, from, to, fromSeq: plan.value.fromSeq, toSeq: plan.value.toSeq, exportedBy: 'officer:jia', exportedAt: to,
  }
  return { header, bytes: await buffer(recordingBytes({ header, plan: plan.value, source, ways: [way] })) }
}

async function read(bytes: Uint8Array): Promise<Recording> {
  writeFileSync(path, bytes)
  const found = await readRecording(path)
  if (!found.ok) throw new Error(problemText(found.error))
  return found.value
}

/** What a screen was shown of that whole world then. */
function shown(world: string, at: number): WorldSnapshot {
  return worldSnapshot(worldFrom(JSON.parse(world) as WorldSnapshot), at)
}
const snapshotOfAll = ({ moments }: RandomScene) => JSON.parse(moments.at(-1)?.world ?? '') as WorldSnapshot
const sorted = (snapshot: WorldSnapshot) => Object.fromEntries(Object.entries(snapshot).map(([name, list]) => [name, Array.isArray(list) ? list.toSorted((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)) : list]))

describe('[RF1] a recording', () => {
  it('gives back what was put in, whatever part of whatever log it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.nat({ max: 20 }), fc.integer({ min: 1, max: 20 }), async (seed, first, span) => {
        const { events } = randomScene(seed, 25)
        const [from, to] = [T0 + first * 400_000, T0 + (first + span) * 400_000]
        const { header, bytes } = await recorded(events, from, to)
        const back = await read(bytes)
        expect(back.header).toEqual(header)
        expect(back.events).toEqual(events.filter(({ at }) => at >= from && at <= to))
        expect(back.ways).toEqual([way])
        expect(back.start.seq).toBe(header.fromSeq - 1)
      }),
      { numRuns: 25 },
    )
  })

  it('carries nobody who called long before and whom it does not speak of', async () => {
    const old = randomScene(11, 120)
    const end = old.events.at(-1)?.at ?? 0
    const closed = [...snapshotOfAll(old).incidents].filter(({ closedAt }) => closedAt !== null)
    expect(closed.length).toBeGreaterThan(0)
    const { bytes } = await recorded(old.events, end + 48 * HOUR, end + 49 * HOUR)
    const { start } = await read(bytes)
    for (const { id } of closed) expect(start.incidents.get(id)).toBeUndefined()
    expect([...start.incidents.values()].length).toBe(snapshotOfAll(old).incidents.length - closed.length)
  })

  it('that is empty is a moment that stands', async () => {
    const { events } = randomScene(2, 5)
    const { header, bytes } = await recorded(events, T0 - 3 * HOUR, T0 - 2 * HOUR)
    expect([header.fromSeq, header.toSeq]).toEqual([1, 0])
    expect((await read(bytes)).events).toEqual([])
  })
})

describe('the world at a moment of a recording', () => {
  /** Plays a part of the log and compares what is shown at every moment of it with what was shown then. */
  async function differing({ events, moments }: RandomScene, breakIt: (recording: Recording) => Recording): Promise<number> {
    const [from, to] = [moments[Math.floor(moments.length / 3)]?.at ?? 0, moments.at(-1)?.at ?? 0]
    const player = createReplayPlayer(breakIt(await read((await recorded(events, from, to)).bytes)))
    let count = 0
    // There and back: a world that was left must not show.
    for (const { at, world } of [...moments, ...moments.toReversed()]) {
      if (at < from) continue
      expect(player.control({ do: 'seek', at }).ok).toBe(true)
      const [now, then] = [sorted(worldSnapshot(player.world, at)), sorted(shown(world, at))]
      if (JSON.stringify(now) !== JSON.stringify(then)) count += 1
    }
    return count
  }

  it('is the one that the hub had, at every moment of forty logs', async () => {
    for (let seed = 1; seed <= 40; seed += 1) expect(await differing(randomScene(seed, 30), (recording) => recording), `seed ${seed}`).toBe(0)
  })

  it('would be found wrong if an event were taken a moment too late', async () => {
    const late = (recording: Recording): Recording => ({ ...recording, events: recording.events.map((event) => ({ ...event, at: event.at + 1 })) })
    expect(await differing(randomScene(1, 30), late)).toBeGreaterThan(0)
  })
})

describe('[RF2] what is no whole recording', () => {
  let whole: Buffer
  let lines: string[]
  beforeAll(async () => {
    whole = (await recorded(randomScene(4, 30).events, T0 + HOUR, T0 + 24 * HOUR)).bytes
    lines = gunzipSync(whole).toString().trimEnd().split('\n')
  })
  const packed = (list: readonly string[]) => gzipSync(`${list.join('\n')}\n`)
  const edit = (find: string, change: (line: Readonly<Record<string, unknown>>) => unknown) => packed(lines.map((line) => (line.includes(find) ? JSON.stringify(change(JSON.parse(line) as Readonly<Record<string, unknown>>)) : line)))
  const problem = async (bytes: Uint8Array) => {
    writeFileSync(path, bytes)
    const found = await readRecording(path)
    return found.ok ? null : found.error
  }

  it('is taken whole when nothing is wrong with it', async () => {
    expect(await problem(whole)).toBeNull()
  })

  it('cut off anywhere is refused as cut off', async () => {
    for (const bytes of [whole.length - 1, Math.floor(whole.length / 2), 20]) expect(await problem(whole.subarray(0, bytes))).toMatchObject({ code: 'truncated' })
    expect(await problem(packed(lines.slice(0, -1)))).toMatchObject({ code: 'truncated' })
    expect(await problem(packed(lines.slice(0, 3)))).toMatchObject({ code: 'truncated' })
  })

  it('is refused where a byte of it was changed', async () => {
    const at = lines.findIndex((line) => line.includes('"event"'))
    const changed = lines.map((line, index) => (index === at ? line.replace('"drill":false', '"drill":true') : line))
    expect(changed).not.toEqual(lines)
    expect(await problem(packed(changed))).toMatchObject({ code: 'checksum', field: 'end.sha256' })
  })

  it('is refused with the line and the field of what is wrong', async () => {
    const first = lines.findIndex((line) => line.startsWith('{"event"')) + 1
    const seq = (JSON.parse(lines[first - 1] ?? '') as { event: { seq: number } }).event.seq
    const event = (change: object) => edit(`"seq":${seq},`, (line) => ({ event: { ...(line['event'] as object), ...change } }))
    expect(await problem(event({ seq: seq + 1 }))).toMatchObject({ code: 'damaged', line: first, field: 'event.seq' })
    expect(await problem(event({ streamVersion: 'x' }))).toMatchObject({ code: 'damaged', line: first, field: 'event.streamVersion' })
    expect(await problem(event({ data: null }))).toMatchObject({ code: 'damaged', line: first, field: 'event.data' })
    expect(await problem(event({ v: 99 }))).toMatchObject({ code: 'newer', line: first, field: 'event.v' })
    expect(await problem(edit('"format"', (line) => ({ ...line, zone: 7 })))).toMatchObject({ code: 'damaged', line: 1, field: 'zone' })
    expect(await problem(edit('"way"', () => ({ way: { ...way, lon: [1] } })))).toMatchObject({ code: 'damaged', field: 'way.at' })
    expect(await problem(edit('"table":"teams"', (line) => ({ ...line, values: [{}] })))).toMatchObject({ code: 'damaged', field: 'values.0.id' })
    expect(await problem(packed([...lines, '{}']))).toMatchObject({ code: 'damaged', line: lines.length + 1 })
    expect(await problem(packed(lines.toSpliced(first, 1)))).toMatchObject({ code: 'damaged', field: 'event.seq', line: first + 1 })
  })

  it('is refused when a newer program wrote it, and when it is something else altogether', async () => {
    expect(await problem(edit('"format"', (line) => ({ ...line, version: 2 })))).toMatchObject({ code: 'newer', line: 1, field: 'version' })
    expect(await problem(gzipSync('{"some":"json"}\n'))).toMatchObject({ code: 'not-recording', line: 1 })
    expect(await problem(gzipSync('hello'))).toMatchObject({ code: 'not-recording', line: 1 })
    expect(await problem(Buffer.from('a photo, say'))).toMatchObject({ code: 'not-recording' })
    expect(await problem(gzipSync(''))).toMatchObject({ code: 'not-recording' })
    expect(await readRecording(join(folder, 'none.dhlog'))).toMatchObject({ ok: false, error: { code: 'not-recording' } })
  })

  it('is refused when its events cannot have happened one after another', async () => {
    const { bytes } = await recorded(randomScene(4, 20).events, T0, T0 + 24 * HOUR)
    const whole = await read(bytes)
    const unknown = whole.events.findIndex(({ type }) => type.startsWith('dispatch.ordered'))
    expect(unknown).toBeGreaterThanOrEqual(0)
    // Written anew with a right sum: only folding it shows.
    const events = whole.events.map((event, index) => (index === unknown ? ({ ...event, type: 'dispatch.arrived' } as LoggedEvent) : event))
    const again = await buffer(recordingBytes({ header: whole.header, plan: { ...whole.header, tables: {} }, source: { read: (since, limit) => Promise.resolve(events.filter(({ seq }) => seq > since).slice(0, limit)) }, ways: [] }))
    writeFileSync(path, again)
    const opened = await openReplay(path)
    expect(opened.ok ? '' : opened.error).toMatch(/a\.dhlog: event \d+ \(dispatch\.arrived\) does not follow/)
  })
})
