import type { Logger } from 'pino'
import { asActorId, type CommandId } from '../../../shared/base/ids'
import { SECOND, type EpochMs } from '../../../shared/base/time'
import { latestOf } from '../../../shared/domain/alert/decide'
import { alertKey, type Alert } from '../../../shared/domain/alert/state'
import type { Actor } from '../../../shared/domain/command'
import { countPeople, isWatched, judgePeople, levelNow, type Held, type Judged, type LevelNow } from '../../../shared/risk/rules'
import type { RiskArea, RiskPlan } from '../../../shared/pack/risk'
import type { HeatGrid } from '../../../shared/protocol/messages'
import type { Hub } from '../core/hub'
import { createBuckets } from '../gateway/access/token-bucket'
import { derivedId } from '../gateway/commands'
import { validate } from '../gateway/validate'
import { FUTURE_TOLERANCE_MS } from '../tracks/table'
import { cameraEventSchema } from './schema'

/**
 * What became of one event. `raised`, `joined`, `quiet` (kept with an alert that was closed a moment ago) and
 * `reopened` are in the log; `duplicate` was; the others leave no trace but a count.
 */
export const EVENT_OUTCOMES = [
  'raised', 'joined', 'quiet', 'reopened', 'duplicate', 'not-watched', 'below', 'late', 'future', 'rate', 'no-area', 'invalid',
] as const
export type EventOutcome = (typeof EVENT_OUTCOMES)[number]

export interface EventTold {
  /** From 0, as sent. */
  readonly row: number
  readonly outcome: EventOutcome
  readonly area?: string
  readonly alertId?: string
  readonly field?: string
  readonly message?: string
}

export interface RiskWatch {
  /** Takes what cameras say, every event by itself, in the order given. Rejects only if the log is broken. */
  events(feed: string, rows: readonly unknown[]): Promise<EventTold[]>
  stop(): void
}

const RISK: Actor = { id: asActorId('hub:risk'), role: 'hub', teamId: null }

/**
 * Turns people seen in areas of risk into signals of alerts, while a level is in force that covers the area: by camera
 * events as they come, by the newest grid of people at most so often as the pack says, and at once when a level is
 * entered. It remembers nothing that matters: what an alert has heard is in the log.
 */
export function createRiskWatch(hub: Hub, log: Logger): RiskWatch {
  const risk = hub.pack.risk
  const areaOf = new Map(risk?.areas.flatMap((area) => area.cameras.map((camera) => [camera, area] as const)))
  const perCamera = createBuckets(() => hub.now())
  const grids = new Map<string, HeatGrid>()
  const counted = new Map<string, { at: EpochMs; gridAt: EpochMs; level: string | null }>()
  const timers = new Map<string, NodeJS.Timeout>()
  /** The last signal of each subject that may raise an alert and is not committed yet. */
  const raising = new Map<string, Promise<unknown>>()

  const level = (): LevelNow | null => levelNow(hub.world, hub.pack.response)

  function openAlert(data: Judged['data']): Alert | null {
    const held = latestOf(hub.world, alertKey(data))
    return held && !held.closed ? held : null
  }

  async function submit(commandId: CommandId, { data, held }: Judged): Promise<{ outcome: EventOutcome; alertId?: string }> {
    const key = alertKey(data)
    // What may only join waits for what is being raised: "nobody left" may come in the same request as "three people".
    if (held !== null && !openAlert(data)) await raising.get(key)
    // Without this every ignored event would be a commit of its own.
    if (held !== null && !openAlert(data)) return { outcome: held }
    const head = hub.world.seq
    const executed = hub.execute({ commandId, type: 'signalAlert', data }, RISK)
    if (held === null) raising.set(key, executed)
    const reply = await executed.finally(() => {
      if (raising.get(key) === executed) raising.delete(key)
    })
    // The limits may have changed since the first time: the id alone tells.
    if (!reply.ok) return reply.error.code === 'command_id_reused' ? { outcome: 'duplicate' } : refused(reply.error.message)
    const { alert, alertId } = reply.result
    if (alert === undefined || alert === 'ignored') return { outcome: held ?? ('below' satisfies Held) }
    return { outcome: reply.seq <= head ? 'duplicate' : alert, ...(alertId === undefined ? {} : { alertId }) }
  }

  function refused(message: string): { outcome: EventOutcome } {
    log.warn({ message }, 'a signal was refused')
    return { outcome: 'rate' }
  }

  async function takeEvent(plan: RiskPlan, feed: string, row: number, said: unknown, now: EpochMs): Promise<EventTold> {
    const event = validate(cameraEventSchema, said)
    if (!event.ok) return { row, outcome: 'invalid', message: event.error.message, ...(event.error.field ? { field: event.error.field } : {}) }
    const { id, camera, count, at } = event.value
    const area = areaOf.get(camera)
    if (!area) return { row, outcome: 'no-area', field: 'camera', message: `camera: "${camera}" belongs to no area of risk` }
    const told = { row, area: area.id }
    if (at > now + FUTURE_TOLERANCE_MS) return { ...told, outcome: 'future', field: 'at', message: 'at: ahead of the hub\'s clock by more than a minute' }
    const { cameraPerMinute } = plan.rules
    const wait = perCamera.take(camera, { perSecond: cameraPerMinute / 60, burst: cameraPerMinute })
    if (wait > 0) return { ...told, outcome: 'rate', message: `more than ${cameraPerMinute} events a minute from this camera: again in ${Math.ceil(wait / 1000)} s` }
    const seen = { feed, sourceId: id, people: count, observedAt: at, evidence: { kind: 'camera', cameraId: camera } } as const
    const judged = judgePeople(plan, area, seen, isWatched(area, level()), now)
    return { ...told, ...(await submit(derivedId('feed', feed, id, 'alert'), judged)) }
  }

  /** Counts the newest grid of this name now, or when it may be counted again. */
  function wakeHeat(id: string): void {
    if (!risk?.rules.heats.includes(id) || timers.has(id)) return
    const last = counted.get(id)
    const inForce = level()?.inForce ?? null
    const due = last && last.level === inForce ? last.at + risk.rules.heatEverySeconds * SECOND - hub.now() : 0
    const timer = setTimeout(() => {
      timers.delete(id)
      countHeat(risk, id).catch((error: unknown) => log.error({ error }, 'people in areas of risk could not be counted'))
    }, Math.max(0, due))
    timers.set(id, timer.unref())
  }

  async function countHeat(plan: RiskPlan, id: string): Promise<void> {
    const grid = grids.get(id)
    const now = hub.now()
    const levelAt = level()
    const last = counted.get(id)
    if (!grid || (last?.gridAt === grid.at && last.level === levelAt?.inForce)) return
    counted.set(id, { at: now, gridAt: grid.at, level: levelAt?.inForce ?? null })
    await Promise.all(plan.areas.map((area) => signalHeat(plan, area, grid, isWatched(area, levelAt), now)))
  }

  async function signalHeat(plan: RiskPlan, area: RiskArea, grid: HeatGrid, watched: boolean, now: EpochMs): Promise<void> {
    const { people, cells } = countPeople(grid, area)
    const evidence = { kind: 'heat', gridId: grid.id, cells } as const
    const seen = { feed: `heat:${grid.id}`, sourceId: `${area.id}@${grid.at}`, people, observedAt: grid.at, evidence }
    const judged = judgePeople(plan, area, seen, watched, now)
    const before = openAlert(judged.data)?.seen.find(({ device }) => device === `heat:${grid.id}`)?.people
    // A number below the limit says something only where this grid counted another one before.
    if (judged.held !== null && (before === undefined || before === people)) return
    await submit(derivedId('feed', seen.feed, seen.sourceId), judged)
  }

  const removers = [
    hub.heat.onChange((grid) => {
      grids.set(grid.id, grid)
      wakeHeat(grid.id)
    }),
    hub.onCommitted((events) => {
      if (!events.some(({ type }) => type.startsWith('response.'))) return
      for (const id of grids.keys()) {
        clearTimeout(timers.get(id))
        timers.delete(id)
        wakeHeat(id)
      }
    }),
  ]
  for (const grid of hub.heat.all()) grids.set(grid.id, grid)

  return {
    async events(feed, rows) {
      const now = hub.now()
      if (!risk) return rows.map((_, row) => ({ row, outcome: 'no-area', message: 'this pack has no areas of risk' }))
      return Promise.all(rows.map((said, row) => takeEvent(risk, feed, row, said, now)))
    },
    stop() {
      for (const remove of removers) remove()
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}
