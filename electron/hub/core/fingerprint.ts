import { createHash } from 'node:crypto'
import type { Actor, Command } from '../../../shared/domain/command'

/** What a command was asked for: the command itself, or what the hub worked its data out from. */
export interface Asked extends Pick<Command, 'commandId' | 'type' | 'expectedVersion'> {
  readonly data: unknown
}

/**
 * Tells a repetition of a command from another one under the same id: who asked for what. Where the hub works out a
 * part of the data itself (the time, a composed briefing, who is in a sea grid), a repetition may give other data: then
 * `asked` is what the sender said, which is the same every time.
 */
export function fingerprintOf({ type, data, expectedVersion }: Asked, actor: Actor): string {
  return createHash('sha256')
    .update(JSON.stringify([actor.id, type, data, expectedVersion ?? null]))
    .digest('base64url')
}
