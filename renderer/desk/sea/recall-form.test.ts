import { beforeEach, describe, expect, it } from 'vitest'
import { changeForm, EMPTY_FORM, scopeOf, useRecallForm } from './recall-form'

const centre = { lon: 121, lat: 27 }

describe('a call back to port as it is filled in', () => {
  beforeEach(() => useRecallForm.setState(EMPTY_FORM))

  it('takes the count back when the scope changes, and keeps it when only the reason does', () => {
    const counted = { scope: { kind: 'all' as const }, vessels: 9, called: 0, inPort: 0 }
    useRecallForm.setState({ counted })
    changeForm({ reason: '台风' })
    expect(useRecallForm.getState().counted).toBe(counted)
    changeForm({ kind: 'late' })
    expect(useRecallForm.getState()).toMatchObject({ kind: 'late', counted: null, reason: '台风' })
  })

  it('says which field is missing', () => {
    expect(scopeOf({ ...EMPTY_FORM, kind: 'formation' }, centre)).toEqual({ wrong: 'formation' })
    expect(scopeOf({ ...EMPTY_FORM, kind: 'grid' }, centre)).toEqual({ wrong: 'grid' })
    expect(scopeOf({ ...EMPTY_FORM, kind: 'circle', km: '0.05' }, centre)).toEqual({ wrong: 'km' })
    expect(scopeOf({ ...EMPTY_FORM, kind: 'circle', km: 'x' }, centre)).toEqual({ wrong: 'km' })
    expect(scopeOf({ ...EMPTY_FORM, kind: 'circle' }, null)).toEqual({ wrong: 'map' })
    expect(scopeOf({ ...EMPTY_FORM, kind: 'circle', km: '12.5' }, centre)).toEqual({ kind: 'circle', at: centre, metres: 12_500 })
  })
})
