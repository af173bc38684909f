import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CommandReply } from '../../../shared/protocol/messages'
import { asIncidentId } from '../../../shared/base/ids'

const sent = vi.hoisted(() => ({ commands: [] as { type: string; options: unknown; reply: (answer: CommandReply) => void }[] }))
vi.mock('../../state/connection', async () => {
  const { create } = await import('zustand')
  return {
    useConnection: create(() => ({ phase: 'live' })),
    sendCommand: (type: string, _data: unknown, options: unknown) =>
      new Promise<CommandReply>((reply) => sent.commands.push({ type, options, reply })),
  }
})
const { useConnection } = await import('../../state/connection')
const { CANCELLED, dismissFate, give, useOutgoing } = await import('./outgoing')

const fate = () => useOutgoing.getState().fates.get('here')
const verify = () => give({ place: 'here', type: 'verifyIncident', data: { incidentId: 'i1' }, expectedVersion: 3 })
const phase = (name: string) => useConnection.setState({ phase: name as never })
const turn = () => new Promise((resolve) => setTimeout(resolve, 0))

beforeEach(() => phase('live'))
afterEach(() => {
  sent.commands.length = 0
  useOutgoing.setState({ fates: new Map() })
})

describe('a command of the desk', () => {
  it('is under way until the hub answers, and leaves no trace when accepted', async () => {
    const reply = verify()
    await turn()
    expect(fate()?.kind).toBe('sent')
    sent.commands[0]?.reply({ ok: true, seq: 9, result: { incidentId: asIncidentId('i1') } })
    expect((await reply).ok).toBe(true)
    expect(fate()).toBeUndefined()
  })

  it('tells a refusal where it was given, until it has been read', async () => {
    const reply = verify()
    await turn()
    sent.commands[0]?.reply({ ok: false, error: { code: 'wrong_state', message: 'closed' } })
    await reply
    expect(fate()).toMatchObject({ kind: 'refused', rejection: { code: 'wrong_state' }, retry: null })
    dismissFate('here')
    expect(fate()).toBeUndefined()
  })

  it('stays at the desk while the hub is away, and goes out once when it is back', async () => {
    phase('lost')
    const reply = verify()
    await turn()
    expect(fate()?.kind).toBe('waiting')
    expect(sent.commands).toHaveLength(0)
    phase('live')
    await turn()
    expect(fate()?.kind).toBe('sent')
    expect(sent.commands).toHaveLength(1)
    sent.commands[0]?.reply({ ok: true, seq: 9, result: {} })
    await reply
  })

  it('can be taken back as long as it has not left', async () => {
    phase('lost')
    const reply = verify()
    await turn()
    const waiting = fate()
    if (waiting?.kind !== 'waiting') throw new Error('not waiting')
    waiting.cancel()
    expect(await reply).toEqual({ ok: false, error: CANCELLED })
    phase('live')
    await turn()
    expect(sent.commands).toHaveLength(0)
    expect(fate()).toBeUndefined()
  })

  it('offers to send what was refused as out of date once more, on what has been seen now', async () => {
    const reply = verify()
    await turn()
    sent.commands[0]?.reply({ ok: false, error: { code: 'stale_version', message: 'moved on' } })
    await reply
    const refused = fate()
    if (refused?.kind !== 'refused' || !refused.retry) throw new Error('no retry')
    refused.retry(5)
    await turn()
    expect(sent.commands[1]).toMatchObject({ type: 'verifyIncident', options: { expectedVersion: 5 } })
  })
})
