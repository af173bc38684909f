import type { CommandId } from '../../../shared/base/ids'
import { err, ok } from '../../../shared/base/result'
import type { EventEnvelope } from '../../../shared/domain/envelope'
import { createExecutor } from '../../../electron/hub/log/executor'
import type { Decision, Executor, ExecutorOptions } from '../../../electron/hub/log/executor'
import type { GroupCommit, GroupCommitOptions } from '../../../electron/hub/log/group-commit'
import { LogBrokenError } from '../../../electron/hub/log/event-log'
import type { Command, Reply, World } from './world'
import { deferred } from '../../fixtures/deferred'
import type { Deferred } from '../../fixtures/deferred'

/** Mistakes of a log. */
export type LogFault =
  | 'acknowledge before sync'
  | 'drop last of batch'
  | 'forget answers'
  | 'gap in seq'
  | 'torn batch'
  | 'try a failed sync again'

/** Mistakes of the queue in front of it. */
export type QueueFault =
  | 'answer a repetition before it is durable'
  | 'answer a refusal before it is durable'
  | 'call an id reused before the original is durable'
  | 'decide on the committed world only'
  | 'overlap two flushes'
  | 'overlook another content'
  | 'publish before the commit'
  | 'publish twice'

export type Fault = LogFault | QueueFault

export const LOG_FAULTS: readonly LogFault[] = [
  'acknowledge before sync', 'drop last of batch', 'forget answers', 'gap in seq', 'torn batch',
  'try a failed sync again',
]

export const QUEUE_FAULTS: readonly QueueFault[] = [
  'answer a repetition before it is durable', 'answer a refusal before it is durable',
  'call an id reused before the original is durable', 'decide on the committed world only', 'overlap two flushes',
  'overlook another content', 'publish before the commit', 'publish twice',
]

type Options = ExecutorOptions<World, Command, Reply>
type Exec = Executor<World, Command, Reply>

/** The real executor, or the real executor with one mistake built around it. */
export function executorWith(fault: Fault | null, options: Options): Exec {
  switch (fault) {
    case 'answer a repetition before it is durable':
      return answeringEarly(options, (decided, known) => known && decided.reply([]))
    case 'answer a refusal before it is durable':
      return answeringEarly(options, (decided) => decided.events.length === 0 && decided.reply([]))
    case 'call an id reused before the original is durable':
      return callingReusedEarly(createExecutor(options))
    case 'decide on the committed world only': {
      let committed = options.world
      return createExecutor({
        ...options,
        decide: (_, command, at) => options.decide(committed, command, at),
        publish(events, world) {
          committed = world
          options.publish(events, world)
        },
      })
    }
    case 'overlap two flushes':
      return createExecutor({ ...options, groupCommit: overlapping })
    case 'overlook another content': {
      const executor = createExecutor(options)
      return { ...delegate(executor), submit: (one) => executor.submit({ ...one, fingerprint: 'same' }) }
    }
    case 'publish before the commit': {
      const evolve = (world: World, event: EventEnvelope): World => {
        const next = options.evolve(world, event)
        options.publish([event], next)
        return next
      }
      return createExecutor({ ...options, evolve, publish: () => undefined })
    }
    case 'publish twice':
      return createExecutor({
        ...options,
        publish(events, world) {
          options.publish(events, world)
          if (events.length > 2) options.publish(events, world)
        },
      })
    default:
      return createExecutor(options)
  }
}

function delegate(executor: Exec): Exec {
  return {
    submit: (one) => executor.submit(one),
    idle: () => executor.idle(),
    get world() {
      return executor.world
    },
    get seq() {
      return executor.seq
    },
  }
}

/** Answers from memory what has been decided but is not on the disk. */
function answeringEarly(options: Options, early: (decided: Decision<Reply>, known: boolean) => Reply | false): Exec {
  const decided = new Map<string, Decision<Reply>>()
  const hasty = new Map<string, (reply: Reply) => void>()
  const executor = createExecutor({
    ...options,
    decide(world, command, at) {
      const decision = options.decide(world, command, at)
      decided.set(command.id, decision)
      const reply = early(decision, false)
      if (reply) hasty.get(command.id)?.(reply)
      return decision
    },
  })
  return {
    ...delegate(executor),
    submit(one) {
      const known = decided.get(one.command.id)
      const reply = known && early(known, true)
      if (reply && reply.content === one.command.content) return Promise.resolve(ok({ reply, repeated: true }))
      const hurried = new Promise<Reply>((resolve) => hasty.set(one.command.id, resolve))
      return Promise.race([executor.submit(one), hurried.then((given) => ok({ reply: given, repeated: false }))])
    },
  }
}

function callingReusedEarly(executor: Exec): Exec {
  const contents = new Map<CommandId, string>()
  return {
    ...delegate(executor),
    submit(one) {
      const known = contents.get(one.commandId) ?? one.fingerprint
      contents.set(one.commandId, known)
      return known === one.fingerprint ? executor.submit(one) : Promise.resolve(err('command_id_reused'))
    },
  }
}

/** Starts a second flush while the first is under way. */
function overlapping<Item>({ flush, onBroken }: GroupCommitOptions<Item>): GroupCommit<Item> {
  let running = 0
  let queue: { item: Item; done: Deferred<void> }[] = []
  async function run(): Promise<void> {
    await Promise.resolve()
    const batch = queue
    queue = []
    try {
      await flush(batch.map(({ item }) => item))
      for (const { done } of batch) done.resolve()
    } catch (error) {
      const broken = error instanceof LogBrokenError ? error : new LogBrokenError(String(error))
      for (const { done } of batch) done.reject(broken)
      onBroken(broken)
    }
    running -= 1
    start()
  }
  function start(): void {
    if (queue.length === 0 || running >= 2) return
    running += 1
    void run()
  }
  return {
    submit(item) {
      const done = deferred<void>()
      queue.push({ item, done })
      start()
      return done.promise
    },
    idle: () => Promise.resolve(),
    get waiting() {
      return queue.length
    },
  }
}
