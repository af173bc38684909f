import { afterEach, describe, expect, it } from 'vitest'
import { asActorId, asCommandId, asEventId } from '../../../shared/base/ids'
import type { EventEnvelope } from '../../../shared/domain/envelope'
import { LogClosedError, LogConflictError, MAX_EVENT_LENGTH } from './event-log'
import type { CommandRecord, EventLog, UnplacedEvent } from './event-log'
import { replay } from './replay'

/** One place where a log can be opened, closed and opened again. */
export interface LogPlace {
  open(): Promise<EventLog>
  /** Removes what the place keeps. */
  dispose(): Promise<void>
}

let made = 0

/** An event for tests. */
export function testEvent(commandId: string, stream: string, streamVersion: number, data: unknown = {}): UnplacedEvent {
  made += 1
  return {
    eventId: asEventId(`e-${made}`),
    stream,
    streamVersion,
    type: 'test.happened',
    v: 1,
    at: 1_790_000_000_000 + made,
    actor: asActorId('officer:test'),
    commandId: asCommandId(commandId),
    causedBy: null,
    drill: false,
    data,
  }
}

/** A command with `count` events of one stream, the first at version `from`. */
export function testRecord(
  commandId: string,
  stream = 'incident:a',
  from = 1,
  count = 1,
  data?: unknown,
): CommandRecord {
  const events = Array.from({ length: count }, (_, i) => testEvent(commandId, stream, from + i, data))
  return { commandId: asCommandId(commandId), fingerprint: `f-${commandId}`, at: 1_000, result: '{"ok":true}', events }
}

async function all(log: EventLog, step?: number): Promise<EventEnvelope[]> {
  const events: EventEnvelope[] = []
  for await (const some of replay(log, 0, step)) events.push(...some)
  return events
}

/** The rules that every `EventLog` keeps; tests are named by them. `place` makes an empty place for each test. */
export function eventLogContract(name: string, place: () => Promise<LogPlace>): void {
  describe(`EventLog: ${name}`, () => {
    const places: LogPlace[] = []
    const opened: EventLog[] = []

    async function somewhere(): Promise<{ open(): Promise<EventLog> }> {
      const made = await place()
      places.push(made)
      return {
        async open() {
          const log = await made.open()
          opened.push(log)
          return log
        },
      }
    }

    async function fresh(): Promise<EventLog> {
      return (await somewhere()).open()
    }

    afterEach(async () => {
      for (const log of opened.splice(0)) await log.close()
      for (const one of places.splice(0)) await one.dispose()
    })

    it('[EL1] keeps batches over closing and opening, with the same identity', async () => {
      const here = await somewhere()
      const first = await here.open()
      await first.append([testRecord('c1', 'incident:a', 1, 2)])
      await first.append([testRecord('c2', 'incident:a', 3)])
      const before = { head: await first.head(), events: await all(first) }
      await first.close()
      const second = await here.open()
      expect({ head: await second.head(), events: await all(second) }).toEqual(before)
      expect(await second.append([testRecord('c3', 'incident:a', 4)])).toEqual({ firstSeq: 4, lastSeq: 4 })
    })

    it('[EL1] commits overlapping appends in the order of the calls', async () => {
      const log = await fresh()
      const places = await Promise.all(
        Array.from({ length: 50 }, (_, i) => log.append([testRecord(`c${i}`, 'incident:a', i + 1)])),
      )
      expect(places).toEqual(Array.from({ length: 50 }, (_, i) => ({ firstSeq: i + 1, lastSeq: i + 1 })))
      expect((await all(log)).map((event) => event.commandId)).toEqual(Array.from({ length: 50 }, (_, i) => `c${i}`))
    })

    it('[EL1] a batch with a fault in its last command leaves nothing behind', async () => {
      const log = await fresh()
      await expect(log.append([testRecord('c1'), testRecord('c2', 'incident:b', 7)])).rejects.toThrow(LogConflictError)
      expect((await log.head()).seq).toBe(0)
      expect(await log.result(asCommandId('c1'))).toBeNull()
      const places = await log.append([testRecord('c1'), testRecord('c2', 'incident:b', 1)])
      expect(places).toEqual({ firstSeq: 1, lastSeq: 2 })
    })

    it('[EL2] numbers events without gaps, over commands and batches', async () => {
      const log = await fresh()
      expect((await log.head()).seq).toBe(0)
      const first = await log.append([testRecord('c1', 'incident:a', 1, 3), testRecord('c2', 'team:t', 1, 2)])
      expect(first).toEqual({ firstSeq: 1, lastSeq: 5 })
      expect(await log.append([testRecord('c3', 'team:t', 3)])).toEqual({ firstSeq: 6, lastSeq: 6 })
      expect((await all(log)).map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6])
    })

    it('[EL2] gives head+1 as the place of a batch without events', async () => {
      const log = await fresh()
      await log.append([testRecord('c1')])
      expect(await log.append([testRecord('c2', 'incident:a', 1, 0)])).toEqual({ firstSeq: 2, lastSeq: 1 })
      expect(await log.append([])).toEqual({ firstSeq: 2, lastSeq: 1 })
    })

    it.each([0, 1, 3, -1])('[EL2] refuses stream version %i after 1 and stays usable', async (version) => {
      const log = await fresh()
      await log.append([testRecord('c1')])
      await expect(log.append([testRecord('c2', 'incident:a', version)])).rejects.toThrow(/incident:a is at version 1/)
      await log.append([testRecord('c2', 'incident:a', 2)])
      expect((await log.head()).seq).toBe(2)
    })

    it('[EL2] checks versions within a batch and after reopening', async () => {
      const here = await somewhere()
      const log = await here.open()
      await expect(log.append([testRecord('c1'), testRecord('c2')])).rejects.toThrow(LogConflictError)
      await log.append([testRecord('c1'), testRecord('c2', 'incident:a', 2)])
      await log.close()
      const again = await here.open()
      await expect(again.append([testRecord('c3', 'incident:a', 2)])).rejects.toThrow(LogConflictError)
      await again.append([testRecord('c3', 'incident:a', 3)])
    })

    it('[EL3] stores a command once', async () => {
      const here = await somewhere()
      const log = await here.open()
      await log.append([testRecord('c1')])
      await expect(log.append([testRecord('c1', 'incident:a', 2)])).rejects.toThrow(/c1 is stored already/)
      const twice = [testRecord('c2', 'team:t'), testRecord('c2', 'team:t', 2)]
      await expect(log.append(twice)).rejects.toThrow(LogConflictError)
      await log.close()
      const again = await here.open()
      await expect(again.append([testRecord('c1', 'incident:a', 2)])).rejects.toThrow(LogConflictError)
      expect((await again.head()).seq).toBe(1)
    })

    it('[EL3] returns the stored answers, of refusals too', async () => {
      const log = await fresh()
      const refusal = { ...testRecord('c2', 'incident:a', 1, 0), result: '{"error":"编号已用"}', at: 7 }
      await log.append([testRecord('c1'), refusal])
      expect(await log.result(asCommandId('c2'))).toEqual({ fingerprint: 'f-c2', at: 7, result: '{"error":"编号已用"}' })
      expect(await log.result(asCommandId('nobody'))).toBeNull()
      const found = await log.results(['c1', 'nobody', 'c2'].map(asCommandId))
      expect([...found.keys()].toSorted()).toEqual(['c1', 'c2'])
      expect(found.get(asCommandId('c1'))).toEqual({ fingerprint: 'f-c1', at: 1_000, result: '{"ok":true}' })
    })

    it('[EL3] refuses an event that carries another command', async () => {
      const log = await fresh()
      const record = { ...testRecord('c1'), events: [testEvent('c9', 'incident:a', 1)] }
      await expect(log.append([record])).rejects.toThrow(/carries command c9/)
      expect((await log.head()).seq).toBe(0)
    })

    it('[EL3] forgets old answers only', async () => {
      const log = await fresh()
      await log.append([1, 2, 3, 4].map((i) => ({ ...testRecord(`c${i}`, 'incident:a', i), at: i * 100 })))
      expect(await log.forgetResults(300)).toBe(2)
      expect(await log.forgetResults(300)).toBe(0)
      expect(await log.result(asCommandId('c2'))).toBeNull()
      expect(await log.result(asCommandId('c3'))).not.toBeNull()
      expect((await all(log)).length).toBe(4)
    })

    it('[EL4] reads ranges, in order', async () => {
      const log = await fresh()
      await log.append([testRecord('c1', 'incident:a', 1, 10)])
      const seqs = async (since: number, limit: number): Promise<number[]> =>
        (await log.read(since, limit)).map((event) => event.seq)
      expect(await seqs(0, 3)).toEqual([1, 2, 3])
      expect(await seqs(7, 100)).toEqual([8, 9, 10])
      expect(await seqs(10, 5)).toEqual([])
      expect(await seqs(999, 5)).toEqual([])
      expect(await seqs(3, 0)).toEqual([])
    })

    it('[EL4] reads one stream', async () => {
      const log = await fresh()
      await log.append([testRecord('c1', 'incident:a', 1, 2), testRecord('c2', 'team:t')])
      await log.append([testRecord('c3', 'incident:a', 3)])
      const places = async (stream: string, since: number): Promise<number[][]> =>
        (await log.readStream(stream, since)).map((event) => [event.seq, event.streamVersion])
      expect(await places('incident:a', 0)).toEqual([[1, 1], [2, 2], [4, 3]])
      expect(await places('incident:a', 2)).toEqual([[4, 3]])
      expect(await places('incident:none', 0)).toEqual([])
    })

    it('[EL4] replays large batches whole, whatever the step', async () => {
      const log = await fresh()
      const version = (i: number): number => Math.floor(i / 7) * 5 + 1
      await log.append(Array.from({ length: 500 }, (_, i) => testRecord(`c${i}`, `incident:${i % 7}`, version(i), 5)))
      const numbers = Array.from({ length: 2_500 }, (_, i) => i + 1)
      for (const step of [2_499, 1_000, 8_192]) {
        expect((await all(log, step)).map((event) => event.seq)).toEqual(numbers)
      }
      expect((await log.read(0, 10_000)).length).toBe(2_500)
    })

    it('[EL6] returns what was stored as it was stored', async () => {
      const log = await fresh()
      const data = {
        place: '苍南县马站镇观美水库上游', rare: '𠮷𡃁 🚤 \u0000 \u2028 "\\\n', lone: '\ud800', empty: '', '键': [[], {}, [null]],
        numbers: [0, -1.5, 1e21, 5e-324, Number.MAX_SAFE_INTEGER, 0.1 + 0.2], flags: [true, false],
        proto: JSON.parse('{"__proto__":1}') as unknown,
      }
      const record = testRecord('c1', 'incident:观美', 1, 2, data)
      await log.append([record])
      const placed = record.events.map((event, i) => ({ ...event, seq: i + 1 }))
      expect(await log.read(0, 10)).toEqual(placed)
      expect(await log.readStream('incident:观美', 0)).toEqual(placed)
    })

    it('[EL6] what a caller changes afterwards does not reach the log', async () => {
      const log = await fresh()
      const data = { list: [1] }
      await log.append([testRecord('c1', 'incident:a', 1, 1, data)])
      data.list.push(2)
      const [event] = await log.read(0, 1)
      expect(event?.data).toEqual({ list: [1] })
    })

    it('[EL7] refuses what is too long or not JSON, and stays usable', async () => {
      const log = await fresh()
      const cycle: { self?: unknown } = {}
      cycle.self = cycle
      for (const data of [{ note: '水'.repeat(MAX_EVENT_LENGTH) }, cycle, { n: 1n }]) {
        await expect(log.append([testRecord('c1', 'incident:a', 1, 1, data)])).rejects.toThrow(LogConflictError)
      }
      await expect(log.append([{ ...testRecord('c1'), at: 1.5 }])).rejects.toThrow(/"at"/)
      await expect(log.append([{ ...testRecord('c1'), fingerprint: '' }])).rejects.toThrow(/"fingerprint"/)
      expect((await log.head()).seq).toBe(0)
      const long = { note: '水'.repeat(MAX_EVENT_LENGTH - 1_000) }
      await log.append(Array.from({ length: 20 }, (_, i) => testRecord(`c${i}`, 'incident:a', i + 1, 1, long)))
      const events = await all(log)
      expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
      expect(events[19]?.data).toEqual(long)
    })

    it('[EL8] keeps the last snapshot of each kind', async () => {
      const here = await somewhere()
      const log = await here.open()
      await log.append([testRecord('c1', 'incident:a', 1, 5)])
      expect(await log.loadSnapshot('world-1')).toBeNull()
      await log.saveSnapshot('world-1', 3, '{"n":3}')
      await log.saveSnapshot('world-1', 5, '{"水":"𠮷"}\n')
      await log.saveSnapshot('tracks-1', 0, '')
      await log.close()
      const again = await here.open()
      expect(await again.loadSnapshot('world-1')).toEqual({ seq: 5, body: '{"水":"𠮷"}\n' })
      expect(await again.loadSnapshot('tracks-1')).toEqual({ seq: 0, body: '' })
    })

    it('[EL8] refuses a snapshot above the head, and a kind that is no name', async () => {
      const log = await fresh()
      await expect(log.saveSnapshot('world-1', 1, '{}')).rejects.toThrow(/head is 0/)
      await expect(log.saveSnapshot('../world', 0, '{}')).rejects.toThrow(/snapshot kind/)
      expect(await log.loadSnapshot('world-1')).toBeNull()
    })

    it('rejects every call after it was closed', async () => {
      const log = await fresh()
      await log.close()
      await expect(log.append([testRecord('c1')])).rejects.toThrow(LogClosedError)
      await expect(log.head()).rejects.toThrow(LogClosedError)
      await expect(log.read(0, 1)).rejects.toThrow(LogClosedError)
      await expect(log.readStream('incident:a', 0)).rejects.toThrow(LogClosedError)
      await expect(log.results([])).rejects.toThrow(LogClosedError)
      await expect(log.loadSnapshot('world-1')).rejects.toThrow(LogClosedError)
      await expect(log.saveSnapshot('world-1', 0, '')).rejects.toThrow(LogClosedError)
      await expect(log.forgetResults(0)).rejects.toThrow(LogClosedError)
      await log.close()
    })
  })
}
