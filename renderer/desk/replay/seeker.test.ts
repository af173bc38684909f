import { describe, expect, it, vi } from 'vitest'
import type { Answer } from '../../../shared/protocol/messages'
import { createSeeker } from './seeker'

describe('a hand that drags', () => {
  it('asks for one place at a time and for the last one always', async () => {
    const asked: number[] = []
    let answer: (value: Answer<null>) => void = () => undefined
    const [told, rested] = [vi.fn(), vi.fn()]
    const seek = createSeeker((at) => (asked.push(at), new Promise((resolve) => (answer = resolve))), told, rested)
    for (const at of [1, 2, 3]) seek(at)
    expect(asked).toEqual([1])
    answer({ ok: true, value: null })
    await vi.waitFor(() => expect(asked).toEqual([1, 3]))
    expect(rested).not.toHaveBeenCalled()
    const error = { code: 'unavailable', message: '' } as const
    answer({ ok: false, error })
    await vi.waitFor(() => expect(rested).toHaveBeenCalledOnce())
    expect(told.mock.calls).toEqual([[null], [error]])
  })
})
