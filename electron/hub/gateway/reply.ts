import type { CommandReply } from '../../../shared/protocol/messages'
import { Refusal } from './http/refusal'

/** The accepted answer of a command, or its refusal thrown. */
export function accepted(reply: CommandReply): Extract<CommandReply, { ok: true }> {
  if (!reply.ok) throw new Refusal(reply.error)
  return reply
}
