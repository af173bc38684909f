import type { z } from 'zod'
import { create } from 'zustand'
import type { CommandType, commandData } from '../../shared/domain/command'
import type { CommandReply } from '../../shared/protocol/messages'

/** A command that the hub has not answered yet. */
export interface PendingCommand {
  readonly commandId: string
  readonly type: CommandType
  readonly data: unknown
  readonly expectedVersion?: number
  /** When it was first sent or tried, by this screen's clock. */
  readonly since: number
}

export interface PendingState {
  /** In the order in which they were given. A screen shows "sending" for these, and nothing as done. */
  readonly commands: readonly PendingCommand[]
}

export const usePending = create<PendingState>(() => ({ commands: [] }))

/** What a command carries, before the schema fills in defaults. */
export type CommandInput<T extends CommandType> = z.input<(typeof commandData)[T]>

export type Send = (command: PendingCommand, reply: (answer: CommandReply) => void) => void

export interface Outbox {
  /** Resolves with the hub's answer, however long that takes: across lost connections, with the same command id. */
  submit(command: PendingCommand): Promise<CommandReply>
  /** A connection is there: sends everything unanswered again, in order. */
  connected(send: Send): void
  disconnected(): void
  /** Answers everything that waits with a refusal: nobody will send it any more (signed out). */
  abandon(reply: CommandReply): void
}

export function createOutbox(): Outbox {
  const waiting = new Map<string, { command: PendingCommand; resolve: (answer: CommandReply) => void }>()
  let send: Send | null = null

  const show = () => usePending.setState({ commands: Array.from(waiting.values(), ({ command }) => command) })
  function settle(commandId: string, answer: CommandReply): void {
    const entry = waiting.get(commandId)
    // A command that was sent on two connections may be answered twice, with the same answer.
    if (!entry || !waiting.delete(commandId)) return
    show()
    entry.resolve(answer)
  }

  return {
    submit(command) {
      return new Promise((resolve) => {
        waiting.set(command.commandId, { command, resolve })
        show()
        send?.(command, (answer) => settle(command.commandId, answer))
      })
    },
    connected(by) {
      send = by
      for (const { command } of waiting.values()) by(command, (answer) => settle(command.commandId, answer))
    },
    disconnected() {
      send = null
    },
    abandon(reply) {
      for (const commandId of waiting.keys()) settle(commandId, reply)
    },
  }
}
