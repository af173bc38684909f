import { describe, expect, it, vi } from 'vitest'
import type { LoggedEvent } from '../../shared/domain/event'
import { createInbox } from './inbox'
import { note, reported } from './testing'

function setup(fold?: (batch: readonly LoggedEvent[]) => void) {
  const folded: number[][] = []
  const resyncs: boolean[] = []
  let due: (() => void) | null = null
  const inbox = createInbox({
    fold: fold ?? ((batch) => folded.push(batch.map(({ seq }) => seq))),
    soon: (work) => {
      due = work
      return () => {
        due = null
      }
    },
    resync: (whole) => resyncs.push(whole),
  })
  return { inbox, folded, resyncs, frame: () => due?.(), pending: () => due !== null }
}

describe('inbox', () => {
  it('gathers the frames of the hub to one fold a frame', () => {
    const { inbox, folded, frame } = setup()
    inbox.receive([reported(1, 'i1')])
    inbox.receive([note(2, 'i1', 'a'), note(3, 'i1', 'b')])
    expect(folded).toEqual([])
    frame()
    expect(folded).toEqual([[1, 2, 3]])
  })

  it('tells alarms at once, before the fold', () => {
    const { inbox, folded } = setup()
    const heard: number[] = []
    const remove = inbox.onEvents((events) => heard.push(...events.map(({ seq }) => seq)))
    inbox.receive([reported(1, 'i1')])
    expect(heard).toEqual([1])
    expect(folded).toEqual([])
    remove()
    inbox.receive([note(2, 'i1', 'a')])
    expect(heard).toEqual([1])
  })

  it('skips what it has, and takes only the rest of an overlapping frame', () => {
    const { inbox, folded, frame, resyncs } = setup()
    inbox.receive([reported(1, 'i1'), note(2, 'i1', 'a')])
    inbox.receive([note(2, 'i1', 'a'), note(3, 'i1', 'b')])
    inbox.receive([note(1, 'i1', 'a')])
    frame()
    expect(folded).toEqual([[1, 2, 3]])
    expect(resyncs).toEqual([])
  })

  it('takes nothing beyond a gap, and asks for the tail', () => {
    const { inbox, resyncs, folded, frame } = setup()
    const alarm = vi.fn()
    inbox.onEvents(alarm)
    inbox.reset(5)
    inbox.receive([note(7, 'i1', 'a')])
    expect(resyncs).toEqual([false])
    inbox.receive([note(6, 'i1', 'a'), note(8, 'i1', 'a')])
    expect(resyncs).toEqual([false, false])
    frame()
    expect(folded).toEqual([])
    expect(alarm).not.toHaveBeenCalled()
    expect(inbox.seq).toBe(5)
  })

  it('asks for a snapshot when an event cannot be folded', () => {
    const { inbox, resyncs, frame } = setup(() => {
      throw new Error('missing: incident')
    })
    inbox.receive([note(1, 'unknown', 'a')])
    frame()
    expect(resyncs).toEqual([true])
  })

  it('drops what waits when it starts over', () => {
    const { inbox, folded, frame, pending } = setup()
    inbox.receive([reported(1, 'i1')])
    inbox.reset(40)
    expect(pending()).toBe(false)
    inbox.receive([note(41, 'i1', 'a')])
    frame()
    expect(folded).toEqual([[41]])
  })
})
