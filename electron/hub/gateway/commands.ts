import { createHash } from 'node:crypto'
import { asCommandId, type CommandId } from '../../../shared/base/ids'
import { commandData, PERMITTED, type Command, type CommandType } from '../../../shared/domain/command'
import type { Rejection } from '../../../shared/domain/rejection'
import { commandMessageSchema, type CommandReply } from '../../../shared/protocol/messages'
import type { Hub } from '../core/hub'
import type { Principal } from './access/principal'
import { validate } from './validate'

/**
 * Executes what somebody sent as a command: shape → type → role → data → hub. The same way for the socket, for
 * `POST /api/v1/commands` and for every resource of the HTTP interface. Never throws for what the sender did wrong.
 */
export async function submit(hub: Hub, principal: Principal, message: unknown): Promise<CommandReply> {
  const shape = validate(commandMessageSchema, message)
  if (!shape.ok) return { ok: false, error: shape.error }
  // Plain ids with a colon are the hub's own (deadlines, keys): nobody outside may pre-empt one of them.
  const said = shape.value.commandId
  const commandId = said.includes(':') ? derivedId('sent', principal.actor.id, said) : asCommandId(said)
  if (shape.value.type === 'addAttachment') {
    return refuse({ code: 'forbidden', message: 'upload the photo: the hub adds it when it has it' })
  }
  if (shape.value.type === 'freezeBriefing') {
    return refuse({ code: 'forbidden', message: 'POST /api/v1/briefings: the hub composes it from its own log' })
  }
  return run(hub, principal, { ...shape.value, commandId })
}

/**
 * The same for a command whose id the gateway made itself. `asked`: what the sender said, where the gateway worked out
 * the data from it (see `Hub.execute`).
 */
export async function run(
  hub: Hub,
  principal: Principal,
  message: { readonly commandId: CommandId; readonly type: string; readonly data?: unknown; readonly expectedVersion?: number | undefined; readonly asked?: unknown },
): Promise<CommandReply> {
  if (!isCommandType(message.type)) {
    return refuse({ code: 'invalid', message: `type: no command "${message.type}"`, field: 'type', allowed: Object.keys(commandData) })
  }
  if (!PERMITTED[message.type].includes(principal.role)) {
    return refuse({ code: 'forbidden', message: `${principal.role} may not ${message.type}` })
  }
  const data = validate(commandData[message.type], message.data ?? {})
  if (!data.ok) return refuse(data.error)
  const command = {
    commandId: message.commandId,
    type: message.type,
    data: data.value,
    ...(message.expectedVersion === undefined ? {} : { expectedVersion: message.expectedVersion }),
    // The table that gives the type also gives the schema: TypeScript cannot follow that through the lookup.
  } as Command
  if (command.type === 'reportIncident') {
    // What a feed said is recognised by its name: nobody else may speak under it.
    const { feed } = command.data.source
    const foreign = principal.role === 'feed' ? feed !== principal.name : hub.pack.manifest.feeds.some(({ name }) => name === feed)
    if (foreign) return refuse({ code: 'forbidden', message: `${principal.actor.id} may not speak for feed ${feed}`, field: 'source.feed' })
  }
  return hub.execute(command, principal.actor, message.asked)
}

function refuse(error: Rejection): CommandReply {
  return { ok: false, error }
}

function isCommandType(text: string): text is CommandType {
  return Object.hasOwn(commandData, text)
}

/** A command id that the same sender gets again for the same key, and nobody else can hit. */
export function derivedId(prefix: 'key' | 'feed' | 'sent', ...parts: readonly string[]): CommandId {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(`${part.length}:${part}`)
  return asCommandId(`${prefix}:${digest.digest('base64url')}`)
}
