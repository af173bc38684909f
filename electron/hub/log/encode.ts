import type { EventEnvelope } from '../../../shared/domain/envelope'
import { LogConflictError, MAX_EVENT_LENGTH } from './event-log'
import type { CommandRecord, UnplacedEvent } from './event-log'

/** An event on its way to the disk: what the log itself looks at, and the rest as JSON text without `seq`. */
export interface EncodedEvent {
  readonly stream: string
  readonly streamVersion: number
  readonly body: string
}

export interface EncodedRecord {
  readonly commandId: string
  readonly fingerprint: string
  readonly at: number
  readonly result: string
  readonly events: readonly EncodedEvent[]
}

/** Turns a batch into text. Throws `LogConflictError` for what cannot be stored as it is ([EL3], [EL7]). */
export function encodeBatch(batch: readonly CommandRecord[]): EncodedRecord[] {
  return batch.map((record) => {
    const { commandId, fingerprint, at, result } = record
    assertText(commandId, 'commandId', commandId)
    assertText(fingerprint, 'fingerprint', commandId)
    assertText(result, 'result', commandId)
    if (!Number.isSafeInteger(at)) throw new LogConflictError(`command ${commandId}: "at" is no whole number: ${at}`)
    return { commandId, fingerprint, at, result, events: record.events.map((event) => encodeEvent(record, event)) }
  })
}

// What the disk's own checks would refuse must not get that far: there it means a broken log.
function assertText(value: unknown, field: string, commandId: string): void {
  if (typeof value === 'string' && value !== '') return
  throw new LogConflictError(`command ${commandId}: "${field}" is no text`)
}

function encodeEvent(record: CommandRecord, event: UnplacedEvent): EncodedEvent {
  const where = `event ${event.eventId} (${event.type}) of command ${record.commandId}`
  if (event.commandId !== record.commandId) throw new LogConflictError(`${where} carries command ${event.commandId}`)
  assertText(event.stream, 'stream', record.commandId)
  const body = toJson(event, where)
  if (body.length > MAX_EVENT_LENGTH) {
    throw new LogConflictError(`${where} is too long: ${body.length} of at most ${MAX_EVENT_LENGTH} characters`)
  }
  return { stream: event.stream, streamVersion: event.streamVersion, body }
}

function toJson(event: UnplacedEvent, where: string): string {
  // Field by field: a stray property (a `seq` of the caller's) must not reach the disk.
  const { eventId, stream, streamVersion, type, v, at, actor, commandId, causedBy, drill, data } = event
  try {
    return JSON.stringify({ eventId, stream, streamVersion, type, v, at, actor, commandId, causedBy, drill, data })
  } catch (error) {
    throw new LogConflictError(`${where} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Puts the place into an encoded event. The text is what is stored and what `decodeEvents` reads. */
export function placeBody(body: string, seq: number): string {
  return `{"seq":${seq},${body.slice(1)}`
}

/** Reads placed bodies joined by commas. Throws `SyntaxError` when the text is damaged. */
export function decodeEvents(joined: string): EventEnvelope[] {
  return JSON.parse(`[${joined}]`) as EventEnvelope[]
}
