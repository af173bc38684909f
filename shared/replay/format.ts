import { z } from 'zod'
import { err, ok, type Result } from '../base/result'
import type { EpochMs } from '../base/time'
import type { TableName } from '../domain/aggregates'
import type { EventEnvelope } from '../domain/envelope'
import type { LoggedEvent } from '../domain/event'
import { ROWS } from '../domain/table'
import { upcast } from '../domain/upcast'
import { worldFrom, type WorldLists } from '../domain/world-snapshot'
import type { World } from '../domain/world'

/**
 * The recording file (`.dhlog`): lines of JSON, compressed. docs/replay.md describes it for other programs.
 *
 * Rules (tests are named by them):
 * - [RF1] what was written is read back as it was: header, starting world, events, ways;
 * - [RF2] a file that is cut off, changed, of a newer form or no recording at all is refused with the line and, where
 *   there is one, the field; nothing of it is played;
 * - [RF3] events follow one another without a gap, from `fromSeq` on;
 * - [RF4] an event of an earlier version is brought to the present one, one of a newer version is refused.
 */
export const RECORDING_FORMAT = 'dinghai-recording'
export const RECORDING_VERSION = 1

/** Most events of a recording, and most characters of one of its lines. */
export const MAX_RECORDED_EVENTS = 1_000_000
export const MAX_LINE = 32 * 1024 * 1024

const time = z.number().int().min(0)
const text = (most: number) => z.string().max(most)
const bilingual = z.object({ zh: text(200), en: text(200) })

export const recordingHeaderSchema = z.object({
  format: z.literal(RECORDING_FORMAT),
  version: z.literal(RECORDING_VERSION),
  /** Version of the program that wrote it. */
  app: text(40),
  /** The log that it is a part of. */
  logId: text(64),
  pack: z.object({
    /** Name of its folder: where a hub that plays it looks for the pack. */
    id: text(100),
    name: bilingual,
    /** Digest of its files: says whether the pack at hand is the one of that time. */
    revision: text(64),
  }),
  organisation: bilingual,
  /** IANA zone in which the bureau works. */
  zone: text(60),
  drill: z.boolean(),
  /** What was asked for, UTC epoch milliseconds, both ends included. */
  from: time,
  to: time,
  /** First event; the starting world holds everything before it. `fromSeq` = `toSeq` + 1: there is none. */
  fromSeq: z.number().int().min(1),
  toSeq: z.number().int().min(0),
  exportedBy: text(100),
  exportedAt: time,
})
export type RecordingHeader = z.infer<typeof recordingHeaderSchema>

/** Tables of the starting world, named as in a snapshot. */
export const RECORDED_TABLES: readonly TableName[] = ROWS.map(({ table }) => table)

/** The way of one moving object, oldest first. All columns have one length. */
export interface RecordedWay {
  readonly id: string
  readonly name: string | null
  readonly at: readonly EpochMs[]
  /** Degrees WGS-84. */
  readonly lon: readonly number[]
  readonly lat: readonly number[]
  /** Null: not known. */
  readonly headingDeg: readonly (number | null)[]
  readonly speedMps: readonly (number | null)[]
}

const maybe = z.number().nullable()
const waySchema = z
  .object({
    id: z.string().min(3).max(100),
    name: text(200).nullable(),
    at: z.array(time),
    lon: z.array(z.number().min(-180).max(180)),
    lat: z.array(z.number().min(-90).max(90)),
    headingDeg: z.array(maybe),
    speedMps: z.array(maybe),
  })
  .refine(({ at, ...columns }) => [columns.lon, columns.lat, columns.headingDeg, columns.speedMps].every(({ length }) => length === at.length), { path: ['at'], message: 'the columns differ in length' })

const eventSchema = z.object({
  seq: z.number().int().min(1),
  eventId: z.string().min(1).max(100),
  stream: z.string().regex(/^[a-z]+:.+/, 'KIND:ID').max(200),
  streamVersion: z.number().int().min(1),
  type: z.string().regex(/^[a-z]+\.[A-Za-z]+$/, 'aggregate.happened').max(60),
  v: z.number().int().min(1),
  at: time,
  actor: z.string().min(1).max(200),
  commandId: z.string().min(1).max(200),
  causedBy: z.string().max(100).nullable(),
  drill: z.boolean(),
  data: z.record(z.string(), z.unknown()),
})

const tableSchema = z.object({ table: z.enum(RECORDED_TABLES as [TableName, ...TableName[]]), values: z.array(z.looseObject({ id: z.string().min(1).max(200) })) })
const endSchema = z.object({ events: z.number().int().min(0), ways: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
export type RecordingEnd = z.infer<typeof endSchema>

export const headerLine = (header: RecordingHeader): string => JSON.stringify(header)
export const tableLine = (table: TableName, values: readonly unknown[]): string => JSON.stringify({ table, values })
export const eventLine = (event: EventEnvelope): string => JSON.stringify({ event })
export const wayLine = (way: RecordedWay): string => JSON.stringify({ way })
export const endLine = (end: RecordingEnd): string => JSON.stringify({ end })

/** Why a file cannot be played. */
export interface RecordingProblem {
  readonly code: 'not-recording' | 'newer' | 'truncated' | 'checksum' | 'damaged'
  /** From 1; null: the file as a whole. */
  readonly line: number | null
  /** Dotted path in that line; empty: the line as a whole. */
  readonly field: string
  readonly message: string
}

/** One sentence for people who look after the program, in English. */
export function problemText({ line, field, message }: RecordingProblem): string {
  return `${line === null ? '' : `line ${line}: `}${field === '' ? '' : `${field}: `}${message}`
}

/** A recording, read and checked. */
export interface Recording {
  readonly header: RecordingHeader
  /** The world before the first event. */
  readonly start: World
  readonly events: readonly LoggedEvent[]
  readonly ways: readonly RecordedWay[]
}

/**
 * Takes the lines of a recording one after another. The digest of what was read is the caller's affair, so that this
 * knows no machine: `take` says true for the last line, whose own text is not part of what it sums up.
 */
export interface RecordingReader {
  /** True: that was the end. */
  take(text: string): Result<boolean, RecordingProblem>
  /** `sha256`: of all lines before the last, each with its line feed, in hex. */
  finish(sha256: string): Result<Recording, RecordingProblem>
}

export function createRecordingReader(): RecordingReader {
  let line = 0
  let header: RecordingHeader | null = null
  let end: RecordingEnd | null = null
  const tables: Partial<Record<TableName, unknown[]>> = {}
  const events: LoggedEvent[] = []
  const ways: RecordedWay[] = []

  const wrong = (code: RecordingProblem['code'], message: string, field = '', at: number | null = line) => err<RecordingProblem>({ code, line: at, field, message })

  function taken<T>(schema: z.ZodType<T>, value: unknown, prefix: string): Result<T, RecordingProblem> {
    const parsed = schema.safeParse(value)
    if (parsed.success) return ok(parsed.data)
    const [issue] = parsed.error.issues
    return wrong('damaged', issue?.message ?? 'wrong', [prefix, ...(issue?.path ?? [])].filter((part) => part !== '').join('.'))
  }

  function takeHeader(value: Record<string, unknown>): Result<boolean, RecordingProblem> {
    if (value['format'] !== RECORDING_FORMAT) return wrong('not-recording', 'this is no recording of Dinghai', 'format')
    const { version } = value
    if (typeof version === 'number' && version > RECORDING_VERSION) {
      return wrong('newer', `written in form ${version} by a newer program; this one reads up to ${RECORDING_VERSION}`, 'version')
    }
    const read = taken(recordingHeaderSchema, value, '')
    if (!read.ok) return read
    header = read.value
    if (header.to < header.from) return wrong('damaged', 'lies before from', 'to')
    if (header.toSeq < header.fromSeq - 1) return wrong('damaged', 'lies before fromSeq', 'toSeq')
    if (header.toSeq - header.fromSeq >= MAX_RECORDED_EVENTS) return wrong('damaged', `more than ${MAX_RECORDED_EVENTS} events`, 'toSeq')
    return ok(false)
  }

  function takeEvent(value: unknown, { fromSeq, toSeq }: RecordingHeader): Result<boolean, RecordingProblem> {
    const read = taken(eventSchema, value, 'event')
    if (!read.ok) return read
    const due = fromSeq + events.length
    if (read.value.seq !== due) return wrong('damaged', `is ${read.value.seq}, and ${due} is due`, 'event.seq')
    if (due > toSeq) return wrong('damaged', `lies beyond the last one, ${toSeq}`, 'event.seq')
    // Checked above, as far as an envelope goes; what is in `data` is tried by folding it.
    try {
      events.push(upcast(value as EventEnvelope))
    } catch (error) {
      return wrong('newer', messageOf(error), 'event.v')
    }
    return ok(false)
  }

  return {
    take(text) {
      line += 1
      if (end) return wrong('damaged', 'something follows the end')
      if (text.length > MAX_LINE) return wrong('damaged', `longer than ${MAX_LINE} characters`)
      let value: unknown
      try {
        value = JSON.parse(text)
      } catch {
        return line === 1 ? wrong('not-recording', 'this is no recording of Dinghai') : wrong('damaged', 'is not JSON')
      }
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(line === 1 ? 'not-recording' : 'damaged', 'is no object')
      const body = value as Record<string, unknown>
      if (!header) return takeHeader(body)
      if ('event' in body) return takeEvent(body['event'], header)
      if ('way' in body) {
        const read = taken(waySchema, body['way'], 'way')
        if (read.ok) ways.push(read.value)
        return read.ok ? ok(false) : read
      }
      if ('end' in body) {
        const read = taken(endSchema, body['end'], 'end')
        if (read.ok) end = read.value
        return read.ok ? ok(true) : read
      }
      const read = taken(tableSchema, body, '')
      if (!read.ok) return read
      if (events.length > 0) return wrong('damaged', 'the starting world belongs before the events', 'table')
      const held = (tables[read.value.table] ??= [])
      for (const one of read.value.values) held.push(one)
      return ok(false)
    },

    finish(sha256) {
      if (!header) return wrong('not-recording', 'the file is empty', '', null)
      if (!end) return wrong('truncated', `the file breaks off after line ${line}: it was not copied or saved whole`, '', null)
      if (end.sha256 !== sha256) return wrong('checksum', 'the file was changed or damaged after it was written', 'end.sha256')
      const due = header.toSeq - header.fromSeq + 1
      if (events.length !== due || end.events !== due) return wrong('damaged', `${events.length} events, and ${due} are due`, 'end.events')
      if (ways.length !== end.ways) return wrong('damaged', `${ways.length} ways, and ${end.ways} are due`, 'end.ways')
      // Each list was put into its own table's place; its values are tried by folding what follows.
      const snapshot = { ...(tables as Partial<WorldLists>), seq: header.fromSeq - 1 }
      try {
        return ok({ header, start: worldFrom(snapshot), events, ways })
      } catch (error) {
        return wrong('damaged', `the starting world cannot be read: ${messageOf(error)}`, '', null)
      }
    },
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 160)
