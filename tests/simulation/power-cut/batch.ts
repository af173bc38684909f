import { asActorId, asCommandId, asEventId } from '../../../shared/base/ids'
import type { CommandRecord } from '../../../electron/hub/log/event-log'

/** Commands in batch `number`: one to four. */
export function commandsIn(number: number): number {
  return (number % 4) + 1
}

/** Batch `number`, of one stream that is at `version`; so large that the journal is folded into the file at times. */
export function powerCutBatch(number: number, version: number): CommandRecord[] {
  return Array.from({ length: commandsIn(number) }, (_, i) => {
    const commandId = asCommandId(`c${number}-${i}`)
    const event = {
      eventId: asEventId(`e${number}-${i}`), stream: 'incident:a', streamVersion: version + i + 1,
      type: 'test.happened', v: 1, at: number, actor: asActorId('officer:test'), commandId, causedBy: null, drill: false,
      data: { number, of: commandsIn(number), note: '水'.repeat(900) },
    }
    return { commandId, fingerprint: 'f', at: number, result: `${number}`, events: [event] }
  })
}
