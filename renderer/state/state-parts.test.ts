import { describe, expect, it } from 'vitest'
import { sourceStateAt } from './health'
import { secretInFragment } from './session'
import { hubUrl, rejectionOf } from './api'
import { newId } from './new-id'

describe('small parts of the state', () => {
  it('a live source whose limit has passed is stale, one that only speaks at events is not', () => {
    const source = {
      id: 'a',
      name: { zh: 'a', en: 'a' },
      lastAt: 1_000,
      staleAfterMs: 60_000,
      state: 'live' as const,
      detail: '',
      refused: 0,
    }
    expect(sourceStateAt(source, 61_000)).toBe('live')
    expect(sourceStateAt(source, 61_001)).toBe('stale')
    expect(sourceStateAt({ ...source, staleAfterMs: null }, 9e9)).toBe('live')
    expect(sourceStateAt({ ...source, state: 'failed' }, 9e9)).toBe('failed')
  })

  it('finds the one-time secret in a fragment only where there is one', () => {
    expect(secretInFragment('#k=dhl_abc-DEF_1')).toBe('dhl_abc-DEF_1')
    expect([secretInFragment(''), secretInFragment('#k='), secretInFragment('#x=1')]).toEqual([null, null, null])
  })

  it('keeps the hub’s own refusal, and makes one from the status otherwise', () => {
    expect(rejectionOf(409, { error: { code: 'team_taken', message: 'x' } })).toEqual({
      code: 'team_taken',
      message: 'x',
    })
    expect(rejectionOf(401, '<html>').code).toBe('unauthorised')
    expect(rejectionOf(502, null).code).toBe('unavailable')
  })

  it('asks the page’s own origin unless the shell names a hub', () => {
    expect(hubUrl({ origin: 'http://10.0.0.2:8080', search: '' })).toBe('http://10.0.0.2:8080')
    expect(hubUrl({ origin: 'app://dinghai', search: '?hub=http%3A%2F%2F127.0.0.1%3A4000' })).toBe(
      'http://127.0.0.1:4000',
    )
  })

  it('makes command ids without a secure context too', () => {
    const { randomUUID } = crypto
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true })
    try {
      const ids = new Set(Array.from({ length: 100 }, newId))
      expect(ids.size).toBe(100)
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    } finally {
      Object.defineProperty(crypto, 'randomUUID', { value: randomUUID, configurable: true })
    }
  })
})
