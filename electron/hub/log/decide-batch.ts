import type { CommandId } from '../../../shared/base/ids'
import type { EpochMs } from '../../../shared/base/time'
import type { EventEnvelope } from '../../../shared/domain/envelope'
import { encodeBatch } from './encode'
import type { CommandRecord } from './event-log'
import type { DecidedEvent, ExecutorOptions, Pending } from './executor'

export interface Start<World> {
  readonly world: World
  readonly seq: number
  readonly at: EpochMs
}

export interface Decided<World, Entry> extends Start<World> {
  readonly records: CommandRecord[]
  readonly events: EventEnvelope[]
  readonly accepted: { entry: Entry; result: string }[]
  readonly failed: { entry: Entry; error: unknown }[]
}

/** Decides a batch on a draft. An `evolve` that throws leaves a draft that cannot be trusted: begun anew without it. */
export function decideBatch<World, Command, Reply>(
  options: ExecutorOptions<World, Command, Reply>,
  entries: readonly Pending<Command, Reply>[],
  start: Start<World>,
): Decided<World, Pending<Command, Reply>> {
  const failures = new Map<Pending<Command, Reply>, unknown>()
  for (;;) {
    const remaining = entries.filter((entry) => !failures.has(entry))
    const decided = attempt(options, remaining, start, failures)
    if (decided) return { ...decided, failed: [...failures].map(([entry, error]) => ({ entry, error })) }
  }
}

function attempt<World, Command, Reply>(
  options: ExecutorOptions<World, Command, Reply>,
  entries: readonly Pending<Command, Reply>[],
  start: Start<World>,
  failures: Map<Pending<Command, Reply>, unknown>,
): Omit<Decided<World, Pending<Command, Reply>>, 'failed'> | null {
  const { at } = start
  let world = options.drafts?.open(start.world) ?? start.world
  const records: CommandRecord[] = []
  const events: EventEnvelope[] = []
  const accepted: { entry: Pending<Command, Reply>; result: string }[] = []
  for (const entry of entries) {
    let record: Placed
    try {
      record = decideOne(options, entry, { world, seq: start.seq + events.length, at })
    } catch (error) {
      failures.set(entry, error)
      continue
    }
    try {
      for (const event of record.events) world = options.evolve(world, event)
    } catch (error) {
      // The draft may be half changed.
      failures.set(entry, error)
      return null
    }
    records.push(record)
    events.push(...record.events)
    accepted.push({ entry, result: record.result })
  }
  return { world, seq: start.seq + events.length, at, records, events, accepted }
}

type Placed = CommandRecord & { readonly events: readonly EventEnvelope[] }

function decideOne<World, Command, Reply>(
  options: ExecutorOptions<World, Command, Reply>,
  entry: Pending<Command, Reply>,
  start: Start<World>,
): Placed {
  const { commandId, fingerprint } = entry
  const decision = options.decide(start.world, entry.command, start.at)
  const events = place(options, decision.events, start, commandId)
  const record = { commandId, fingerprint, at: start.at, result: toText(decision.reply(events)), events }
  // What the log would refuse must fail this command, not the commit and with it the hub.
  encodeBatch([record])
  return record
}

function place<World, Command, Reply>(
  options: ExecutorOptions<World, Command, Reply>,
  events: readonly DecidedEvent[],
  start: Start<World>,
  commandId: CommandId,
): EventEnvelope[] {
  const versions = new Map<string, number>()
  return events.map((event, index) => {
    const streamVersion = (versions.get(event.stream) ?? options.versionOf(start.world, event.stream)) + 1
    versions.set(event.stream, streamVersion)
    return { ...event, seq: start.seq + index + 1, streamVersion, at: start.at, commandId }
  })
}

function toText(reply: unknown): string {
  const text = JSON.stringify(reply) as string | undefined
  if (text === undefined) throw new TypeError('a reply must be JSON')
  return text
}
