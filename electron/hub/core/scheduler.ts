import type { Logger } from 'pino'
import { asActorId, asCommandId, type DispatchId } from '../../../shared/base/ids'
import type { EpochMs } from '../../../shared/base/time'
import type { Recommendation } from '../../../shared/dispatch/recommend'
import type { Actor, Command } from '../../../shared/domain/command'
import { deadlines, type Due, type EscalationSettings } from '../../../shared/domain/deadlines'
import type { World } from '../../../shared/domain/world'
import type { CommandReply } from '../../../shared/protocol/messages'

/** Longest wait in one timer, in milliseconds: a machine that slept or a clock that was set is noticed within it. */
const LONGEST_WAIT_MS = 5_000
/** Commits are gathered for so long before the deadlines are looked at again, in milliseconds. */
const SETTLE_MS = 20
/** How long to wait before trying again what was refused, in milliseconds. */
const RETRY_MS = 2_000

export interface SchedulerOptions {
  readonly world: World
  readonly settings: EscalationSettings
  readonly log: Logger
  now(): EpochMs
  execute(command: Command, actor: Actor): Promise<CommandReply>
  recommendation(incidentId: string): Promise<Recommendation | null>
}

export interface Scheduler {
  /** Looks again at what is due: to be called after every commit. */
  wake(): void
  stop(): void
}

const SCHEDULER: Actor = { id: asActorId('hub:scheduler'), role: 'hub', teamId: null }

/**
 * Turns deadlines into commands. It remembers nothing: what is due follows from the world, and the ids of its commands
 * from what they do, so that a restart neither forgets an order nor rings a phone twice for the same attempt.
 */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { world, settings, log, now, execute } = options
  let timer: NodeJS.Timeout | null = null
  let settling: NodeJS.Timeout | null = null
  let running = false
  let stopped = false
  /** Refused keys and when to try them again: a refusal must not make a busy loop. */
  const refused = new Map<string, EpochMs>()

  function plan(): void {
    if (stopped || running) return
    if (timer) clearTimeout(timer)
    const at = now()
    const next = deadlines(world, settings)[0]
    const retry = Math.min(...refused.values())
    const due = next && !refused.has(next.key) ? next.at : retry
    timer = setTimeout(() => void run(), Math.max(0, Math.min(due - at, LONGEST_WAIT_MS)))
    timer.unref()
  }

  async function run(): Promise<void> {
    running = true
    const at = now()
    for (const [key, until] of refused) if (until <= at) refused.delete(key)
    for (const due of deadlines(world, settings)) {
      if (due.at > at || stopped) break
      const { key } = due
      if (refused.has(key)) continue
      try {
        const reply = await execute(await commandFor(due), SCHEDULER)
        if (!reply.ok) {
          log.warn({ due: key, error: reply.error }, 'a deadline could not be acted on')
          refused.set(key, at + RETRY_MS)
        }
      } catch (error) {
        log.error({ due: key, error }, 'a deadline failed')
        refused.set(key, at + RETRY_MS)
      }
    }
    running = false
    plan()
  }

  async function commandFor({ key, command, eachTryAnew }: Due): Promise<Command> {
    if (command.type === 'escalateDispatch') return escalation(command.data.dispatchId)
    return { commandId: asCommandId(eachTryAnew ? `sched:${key}:${now()}` : `sched:${key}`), ...command }
  }

  /** The next candidate by today's ranking, or the officer where there is none. */
  async function escalation(dispatchId: DispatchId): Promise<Command> {
    const dispatch = world.dispatches.get(dispatchId)
    const ranking = settings.escalation === 'next' && dispatch ? await options.recommendation(dispatch.incidentId) : null
    const next = ranking?.candidates.find((candidate) => candidate.teamId !== dispatch?.teamId)
    return {
      // The team is part of the id: if it is taken meanwhile, the next try is another command.
      commandId: asCommandId(`sched:escalate:${dispatchId}:${next?.teamId ?? 'officer'}`.slice(0, 64)),
      type: 'escalateDispatch',
      data: { dispatchId, to: next ? 'next' : 'officer', nextTeamId: next?.teamId ?? null },
    }
  }

  plan()
  return {
    wake() {
      settling ??= setTimeout(() => {
        settling = null
        plan()
      }, SETTLE_MS).unref()
    },
    stop() {
      stopped = true
      if (settling) clearTimeout(settling)
      if (timer) clearTimeout(timer)
    },
  }
}
