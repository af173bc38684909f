import { asActorId, asEventId } from '../../../shared/base/ids'
import type { EventEnvelope } from '../../../shared/domain/envelope'
import type { DecidedEvent, Decision } from '../../../electron/hub/log/executor'

/** Teams, each held by at most one command's sender: small, but two decisions can contradict each other in it. */
export interface World {
  readonly seq: number
  readonly holders: ReadonlyMap<string, string>
  readonly versions: ReadonlyMap<string, number>
}

export interface Command {
  readonly id: string
  /** Distinguishes the contents that were sent with one id. */
  readonly content: string
  readonly kind: 'take' | 'free'
  readonly teams: readonly string[]
  readonly by: string
}

export interface Reply {
  readonly content: string
  readonly done: boolean
}

export const emptyWorld: World = { seq: 0, holders: new Map(), versions: new Map() }

let made = 0

/** All the teams or none. Every decision makes new event ids, so that a second execution can be told from the first. */
export function decide(world: World, command: Command): Decision<Reply> {
  const { kind, teams, by, content } = command
  const possible = teams.every((team) => world.holders.get(team) === (kind === 'take' ? undefined : by))
  const events = possible ? teams.map((team) => event(kind, team, by)) : []
  return { events, reply: () => ({ content, done: possible }) }
}

function event(kind: Command['kind'], team: string, by: string): DecidedEvent {
  made += 1
  return {
    eventId: asEventId(`e-${made}`),
    stream: `team:${team}`,
    type: kind === 'take' ? 'team.taken' : 'team.freed',
    v: 1,
    actor: asActorId(`officer:${by}`),
    causedBy: null,
    drill: false,
    data: { by },
  }
}

export function evolve(world: World, { seq, stream, streamVersion, type, data }: EventEnvelope): World {
  const holders = new Map(world.holders)
  if (type === 'team.taken') holders.set(stream.slice('team:'.length), (data as { by: string }).by)
  else holders.delete(stream.slice('team:'.length))
  return { seq, holders, versions: new Map(world.versions).set(stream, streamVersion) }
}

/** What the event would break in this world, or null: the same law as `decide`'s, looked at from the log. */
export function contradiction(world: World, { stream, type, data, seq }: EventEnvelope): string | null {
  const holder = world.holders.get(stream.slice('team:'.length))
  const by = (data as { by: string }).by
  if (holder === (type === 'team.taken' ? undefined : by)) return null
  return `event ${seq}: ${stream} ${type} by ${by}, held by ${holder ?? 'nobody'}`
}
