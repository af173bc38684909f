import { asCommandId } from '../../../shared/base/ids'
import type { EventEnvelope } from '../../../shared/domain/envelope'
import { LogBrokenError } from '../../../electron/hub/log/event-log'
import type { Executor } from '../../../electron/hub/log/executor'
import { openMemoryLog } from '../../../electron/hub/log/memory'
import { replay } from '../../../electron/hub/log/replay'
import { check } from './check'
import { createDisk } from './disk'
import type { Disk } from './disk'
import { executorWith, LOG_FAULTS } from './faults'
import type { Fault, LogFault } from './faults'
import { seeded } from './random'
import { decide, emptyWorld, evolve } from './world'
import type { Command, Reply, World } from './world'

/** What a client knows about one of its commands. */
export interface Sent {
  readonly command: Command
  /** Moment of the first submission and of the first answer. */
  readonly sentAt: number
  answeredAt: number | null
  /** Every answer that arrived, in order: the reply's text, or the name of the refusal. */
  readonly answers: string[]
}

export interface Frame {
  readonly run: number
  readonly seqs: readonly number[]
  readonly eventIds: readonly string[]
}

/** Everything that was seen from outside. */
export interface History {
  readonly sent: Sent[]
  readonly frames: Frame[]
  /** Head at the start of each run of the hub. */
  readonly heads: number[]
  readonly complaints: string[]
}

interface Hub {
  readonly disk: Disk
  readonly executor: Executor<World, Command, Reply>
  alive: boolean
}

const TEAMS = ['A', 'B', 'C', 'D']
const OFFICERS = ['x', 'y', 'z']
const STEPS = 70

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Plays one scene and returns what is wrong with it: nothing, unless a fault was planted (or there is a bug). */
export async function play(seed: number, fault: Fault | null = null): Promise<string[]> {
  const random = seeded(seed)
  const logFault = LOG_FAULTS.find((name): name is LogFault => name === fault) ?? null
  const history: History = { sent: [], frames: [], heads: [], complaints: [] }
  let moment = 0
  let failing = false
  let hub = await start(null)

  async function start(before: Disk | null): Promise<Hub> {
    const disk = createDisk(before?.store, logFault)
    let world = emptyWorld
    for await (const events of replay(openMemoryLog(disk.store))) world = events.reduce(evolve, world)
    const run = history.heads.push(disk.store.bodies.length)
    const self: Hub = {
      disk,
      alive: true,
      executor: executorWith(fault, {
        log: disk.log, world, seq: disk.store.bodies.length, now: () => moment, decide, evolve,
        versionOf: ({ versions }, stream) => versions.get(stream) ?? 0,
        publish: (events) => self.alive && history.frames.push(frame(run, events)),
        onBroken(error) {
          if (self.alive && !failing) history.complaints.push(`the hub stopped on a sound disk: ${error.message}`)
        },
        onBug: (error) => history.complaints.push(`bug: ${String(error)}`),
      }),
    }
    return self
  }

  async function restart(): Promise<void> {
    hub.alive = false
    await hub.disk.cut(random)
    await tick()
    hub = await start(hub.disk)
  }

  function submit(one: Sent): void {
    const self = hub
    const { command } = one
    void self.executor
      .submit({ commandId: asCommandId(command.id), fingerprint: command.content, command })
      .then((result) => (result.ok ? JSON.stringify(result.value.reply) : result.error))
      .then((text) => {
        // What the dead hub still says reaches nobody.
        if (!self.alive) return
        one.answeredAt ??= moment
        one.answers.push(text)
      })
      .catch((error: unknown) => {
        if (!(error instanceof LogBrokenError)) history.complaints.push(`unexpected: ${String(error)}`)
      })
  }

  function send(id: string, content: string): void {
    const two = random.chance(0.4)
    const teams = two ? [random.pick(TEAMS.slice(0, 2)), random.pick(TEAMS.slice(2))] : [random.pick(TEAMS)]
    const kind = random.chance(0.6) ? 'take' : 'free'
    const command: Command = { id, content, kind, teams, by: random.pick(OFFICERS) }
    const one: Sent = { command, sentAt: moment, answeredAt: null, answers: [] }
    history.sent.push(one)
    submit(one)
  }

  async function step(): Promise<void> {
    const dice = random.next()
    if (dice < 0.32 || history.sent.length === 0) send(`c${history.sent.length}`, `content ${history.sent.length}`)
    else if (dice < 0.5) submit(random.pick(history.sent.slice(-6)))
    else if (dice < 0.55) send(random.pick(history.sent.slice(-6)).command.id, `content ${history.sent.length}`)
    else if (dice < 0.95) await hub.disk.advance(random)
    else if (dice < 0.97) {
      failing = hub.disk.pending > 0
      hub.disk.fail(random)
    } else await restart()
  }

  for (; moment < STEPS; moment++) {
    await step()
    await tick()
    const { seq, world } = hub.executor
    if (seq > hub.disk.store.bodies.length) history.complaints.push(`${moment}: the world is ahead of the disk`)
    if (seq !== world.seq) history.complaints.push(`${moment}: the world is at ${world.seq}, not at ${seq}`)
    if (failing) {
      await restart()
      failing = false
    }
  }
  // Everybody asks until there is an answer; then the power goes a last time.
  for (let round = 0; round < 200 && history.sent.some(({ answers }) => answers.length === 0); round++, moment++) {
    if (hub.disk.pending === 0) for (const one of history.sent) if (one.answers.length === 0) submit(one)
    await hub.disk.advance(random)
    await tick()
  }
  await restart()
  return check(history, hub.disk.store)
}

function frame(run: number, events: readonly EventEnvelope[]): Frame {
  return { run, seqs: events.map((event) => event.seq), eventIds: events.map((event) => event.eventId) }
}
