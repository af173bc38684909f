import type { CommandReply } from '../../../shared/protocol/messages'
import type { Rejection } from '../../../shared/domain/rejection'
import { sourceKey } from '../../../shared/domain/incident/source-key'
import type { Result } from '../../../shared/base/result'
import { err, ok } from '../../../shared/base/result'
import type { Hub } from '../core/hub'
import type { Principal } from '../gateway/access/principal'
import { derivedId, run } from '../gateway/commands'
import type { CallInput, FeedSettings } from './alarm/to-call'

export interface AlarmAnswer {
  readonly incidentId: string
  readonly number: string
  readonly seq: number
  /** This call had come before: nothing new was opened. */
  readonly duplicate: boolean
}

/** The one road of every alarm, whatever its format, to the command that records it. */
export interface Intake {
  report(principal: Principal, call: CallInput): Promise<Result<AlarmAnswer, Rejection>>
  settingsOf(feed: string): FeedSettings
}

export function createIntake(hub: Hub): Intake {
  /** Sources whose first report is being committed: a repetition that overtakes the answer is a duplicate too. */
  const underWay = new Set<string>()
  return {
    settingsOf(name) {
      const known = hub.pack.manifest.feeds.find((feed) => feed.name === name)
      return { name, channel: known?.channel ?? name.slice(0, 32), datum: known?.datum ?? null }
    },
    async report(principal, call) {
      // Checked before the command is stored: the refusal of a kind must not outlive the pack that did not know it.
      if (!hub.kinds.has(call.kind)) {
        const allowed = [...hub.kinds.keys()]
        return err({ code: 'unknown_kind', message: `kind: unknown "${call.kind}"; known: ${allowed.join(', ')}`, field: 'kind', allowed })
      }
      const key = sourceKey(call.source)
      const known = underWay.has(key) || hub.world.bySource.has(key)
      underWay.add(key)
      try {
        // The same message is the same command, so an old one that comes late again changes nothing; news under a
        // known source id is a new command.
        const commandId = derivedId('feed', call.source.feed, call.source.sourceId, JSON.stringify(call))
        const reply: CommandReply = await run(hub, principal, { commandId, type: 'reportIncident', data: call })
        if (!reply.ok) return reply
        const { incidentId } = reply.result
        if (incidentId === undefined) return err({ code: 'unavailable', message: 'the hub did not say which incident' })
        return ok({
          incidentId,
          number: hub.world.incidents.get(incidentId)?.number ?? '',
          seq: reply.seq,
          duplicate: known || reply.result.duplicate === true,
        })
      } finally {
        if (!known) underWay.delete(key)
      }
    },
  }
}
