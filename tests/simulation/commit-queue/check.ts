import { asCommandId } from '../../../shared/base/ids'
import type { EventEnvelope } from '../../../shared/domain/envelope'
import { decodeEvents } from '../../../electron/hub/log/encode'
import type { MemoryStore } from '../../../electron/hub/log/memory'
import type { Frame, History, Sent } from './scene'
import { contradiction, emptyWorld, evolve } from './world'
import type { Reply } from './world'

/** Compares what was seen from outside with what is on the disk in the end. Returns every broken promise. */
export function check(history: History, store: MemoryStore): string[] {
  const events = decodeEvents(store.bodies.join(','))
  const places = new Map<string, EventEnvelope[]>()
  for (const event of events) places.set(event.commandId, [...(places.get(event.commandId) ?? []), event])
  return [
    ...history.complaints,
    ...checkOrder(events),
    ...checkLaw(events),
    ...history.sent.flatMap((sent) => checkCommand(sent, places.get(sent.command.id) ?? [], store)),
    ...checkRealTime(history.sent, places, store),
    ...history.frames.flatMap((frame) => checkFrame(frame, events)),
    ...checkFrameOrder(history),
  ]
}

function checkOrder(events: readonly EventEnvelope[]): string[] {
  const versions = new Map<string, number>()
  return events.flatMap((event, i) => {
    const version = (versions.get(event.stream) ?? 0) + 1
    versions.set(event.stream, version)
    const problems: string[] = []
    if (event.seq !== i + 1) problems.push(`event ${i + 1} is numbered ${event.seq}`)
    if (event.streamVersion !== version) problems.push(`event ${i + 1}: ${event.stream} is not at ${version}`)
    return problems
  })
}

function checkLaw(events: readonly EventEnvelope[]): string[] {
  let world = emptyWorld
  return events.flatMap((event) => {
    const problem = contradiction(world, event)
    world = evolve(world, event)
    return problem === null ? [] : [problem]
  })
}

/** Which content was executed under the command's id, if any was. */
function executed(id: string, store: MemoryStore): Reply | null {
  const stored = store.results.get(asCommandId(id))
  return stored ? (JSON.parse(stored.result) as Reply) : null
}

function checkCommand({ command, answers }: Sent, found: readonly EventEnvelope[], store: MemoryStore): string[] {
  const { id, content, teams } = command
  const mine = executed(id, store)?.content === content
  const different = new Set(answers)
  if (different.size > 1) return [`${id}: different answers ${[...different].join(' / ')}`]
  const [answer] = answers
  if (answer === undefined) return [`${id}: no answer`]
  if (answer === 'command_id_reused') return mine ? [`${id}: told that the id was reused, but executed`] : []
  const reply = JSON.parse(answer) as Reply
  if (reply.content !== content) return [`${id}: got the answer of another content`]
  if (!mine) return [`${id}: acknowledged, but not in the log`]
  if (reply.done && found.length !== teams.length) return [`${id}: accepted, ${found.length} of ${teams.length} events`]
  if (!reply.done && found.length > 0) return [`${id}: refused but executed`]
  return []
}

/** What was acknowledged before another command was first sent comes before it in the log. */
function checkRealTime(sent: readonly Sent[], places: Map<string, EventEnvelope[]>, store: MemoryStore): string[] {
  const done = sent.flatMap((one) => {
    const [first] = places.get(one.command.id) ?? []
    return first && executed(one.command.id, store)?.content === one.command.content ? [{ one, seq: first.seq }] : []
  })
  return done.flatMap((early) =>
    done
      .filter((late) => early.one.answeredAt !== null && early.one.answeredAt < late.one.sentAt && early.seq > late.seq)
      .map((late) => `${early.one.command.id} was answered before ${late.one.command.id} was sent, but comes after it`),
  )
}

function checkFrame({ seqs, eventIds }: Frame, events: readonly EventEnvelope[]): string[] {
  const missing = seqs.filter((seq, i) => events[seq - 1]?.eventId !== eventIds[i])
  return missing.map((seq) => `published event ${seq} is not in the log`)
}

function checkFrameOrder({ heads, frames }: History): string[] {
  return heads.flatMap((head, i) => {
    const seqs = frames.filter((frame) => frame.run === i + 1).flatMap((frame) => frame.seqs)
    const at = seqs.findIndex((seq, place) => seq !== head + place + 1)
    return at < 0 ? [] : [`run ${i + 1}: ${seqs[at]} published in place of ${head + at + 1}`]
  })
}
