import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asActorId, asCommandId, asEventId } from '../../shared/base/ids'
import type { EventEnvelope } from '../../shared/domain/envelope'
import type { CommandRecord, EventLog } from '../../electron/hub/log/event-log'
import { createExecutor } from '../../electron/hub/log/executor'
import { replay } from '../../electron/hub/log/replay'
import { openSqliteLog } from '../../electron/hub/log/sqlite'

export type Report = (row: { name: string; value: number; unit: string; target?: string; met?: boolean }) => void

/** The folder of the file under test; set `BENCH_FOLDER` to measure another disk. */
const FOLDER = process.env['BENCH_FOLDER'] ?? tmpdir()
const BATCH = 64
const MILLION = 1_000_000
const STREAMS = 20_000
/** Events behind the snapshot at a restart: an hour of a very busy night. */
const TAIL = 10_000

/** A command with one event of the size that a real one has. */
function record(number: number): CommandRecord {
  const commandId = asCommandId(`0199c0de-7a11-4000-8000-${number.toString(16).padStart(12, '0')}`)
  const stream = number % STREAMS
  const event = {
    eventId: asEventId(`0199c0de-e4e7-4000-8000-${number.toString(16).padStart(12, '0')}`),
    stream: `incident:i${stream}`,
    streamVersion: Math.floor(number / STREAMS) + 1,
    type: 'dispatch.ordered',
    v: 1,
    at: 1_790_000_000_000 + number,
    actor: asActorId('officer:chen'),
    commandId,
    causedBy: null,
    drill: false,
    data: {
      incidentId: `i${stream}`, teamId: `team-${number % 63}`, place: '马站镇观美水库上游', etaSeconds: 812.5,
      at: { lon: 120.412_31 + (number % 1_000) / 1e5, lat: 27.311_1 },
    },
  }
  const result = `{"ok":true,"dispatchId":"d${number}"}`
  return { commandId, fingerprint: 'c1a7', at: event.at, result, events: [event] }
}

function records(from: number, count: number): CommandRecord[] {
  return Array.from({ length: count }, (_, i) => record(from + i))
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return (performance.now() - start) / 1_000
}

/** What a fold at least does with every event. */
function fold(world: Map<string, number>, events: readonly EventEnvelope[]): void {
  for (const event of events) world.set(event.stream, event.streamVersion)
}

async function benchAppend(folder: string, report: Report): Promise<void> {
  const log = await openSqliteLog({ path: join(folder, 'append.sqlite') })
  const [single, rounds] = [400, 60]
  let next = 0
  const one = await seconds(async () => {
    for (let i = 0; i < single; i++) await log.append([record(next++)])
  })
  const grouped = await seconds(async () => {
    for (let i = 0; i < rounds; i++, next += BATCH) await log.append(records(next, BATCH))
  })
  await log.close()
  const [oneRate, groupedRate] = [single / one, (rounds * BATCH) / grouped]
  report({ name: 'durable append, one by one', value: Math.round(oneRate), unit: 'events/s' })
  report({ name: `durable append, batches of ${BATCH}`, value: Math.round(groupedRate), unit: 'events/s' })
  const gain = Math.round((groupedRate / oneRate) * 10) / 10
  report({ name: `batches of ${BATCH} against one by one`, value: gain, unit: 'x', target: '>= 5', met: gain >= 5 })
}

async function benchExecutor(folder: string, report: Report): Promise<void> {
  const log = await openSqliteLog({ path: join(folder, 'executor.sqlite') })
  const executor = createExecutor<ReadonlyMap<string, number>, number, { ok: true }>({
    log, world: new Map(), seq: 0, now: () => 1,
    decide: (_, number) => ({ events: record(number).events, reply: () => ({ ok: true }) }),
    evolve: (world, event) => (world as Map<string, number>).set(event.stream, event.streamVersion),
    drafts: { open: (world) => new Map(world) },
    versionOf: (world, stream) => world.get(stream) ?? 0,
    publish: () => undefined,
    onBroken: (error) => { throw error },
    onBug: (error) => { throw error },
  })
  const [clients, each] = [64, 60]
  const times: number[] = []
  const client = async (c: number): Promise<void> => {
    for (let i = 0; i < each; i++) {
      const number = c * each + i
      const start = performance.now()
      await executor.submit({ commandId: record(number).commandId, fingerprint: 'f', command: number })
      times.push(performance.now() - start)
    }
  }
  const total = await seconds(() => Promise.all(Array.from({ length: clients }, (_, c) => client(c))))
  await log.close()
  const sorted = times.toSorted((a, b) => a - b)
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0
  report({ name: `commands, ${clients} senders`, value: Math.round((clients * each) / total), unit: 'commands/s' })
  report({ name: `command until answered, p99, ${clients} senders`, value: Math.round(p99 * 10) / 10, unit: 'ms' })
}

async function fill(log: EventLog, count: number): Promise<void> {
  for (let from = 0; from < count; from += 5_000) await log.append(records(from, Math.min(5_000, count - from)))
}

async function benchRestart(folder: string, report: Report): Promise<void> {
  const path = join(folder, 'million.sqlite')
  const filling = await openSqliteLog({ path })
  await fill(filling, MILLION)
  const world = new Map<string, number>()
  const replayed = await seconds(async () => {
    for await (const events of replay(filling)) fold(world, events)
  })
  await filling.saveSnapshot('bench-1', MILLION - TAIL, JSON.stringify([...world]))
  const size = (await stat(path)).size / 1e6
  const copied = await seconds(() => filling.backup(join(folder, 'backup.sqlite')))
  await filling.close()

  const opened = { seconds: 0, tail: 0 }
  const restart = await seconds(async () => {
    let log: EventLog | null = null
    opened.seconds = await seconds(async () => { log = await openSqliteLog({ path }) })
    if (log === null) return
    const serving = log as EventLog
    const snapshot = await serving.loadSnapshot('bench-1')
    const state = new Map(JSON.parse(snapshot?.body ?? '[]') as [string, number][])
    for await (const events of replay(serving, snapshot?.seq ?? 0)) {
      fold(state, events)
      opened.tail += events.length
    }
    await serving.close()
  })
  const round = (value: number): number => Math.round(value * 100) / 100
  report({ name: 'file of 1 000 000 events', value: Math.round(size), unit: 'MB' })
  report({ name: 'opening and checking it', value: round(opened.seconds), unit: 's' })
  report({
    name: `restart with 1 000 000 events: open, snapshot, tail of ${opened.tail}`,
    value: round(restart), unit: 's', target: '< 5', met: restart < 5 && opened.tail === TAIL,
  })
  report({ name: 'reading all 1 000 000 events (no snapshot)', value: round(replayed), unit: 's' })
  report({ name: 'backup of it while serving', value: round(copied), unit: 's' })
}

/** The event log: what group commit gains, how fast commands are answered, how long a restart takes. */
export async function benchLog(report: Report): Promise<void> {
  const folder = await mkdtemp(join(FOLDER, 'dinghai-bench-'))
  try {
    await benchAppend(folder, report)
    await benchExecutor(folder, report)
    await benchRestart(folder, report)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
