import { describe, expect, it } from 'vitest'
import type { LoggedEvent } from '../../../shared/domain/event'
import { redactForWall } from './redact'

const rules = (sensitive: boolean) => ({ isSensitive: () => sensitive, isSensitiveKind: () => sensitive, townshipAt: () => '霞关镇' })
const event = (type: string, data: object) => ({ type, data }) as unknown as LoggedEvent

describe('what a wall is told of the sea', () => {
  it('has no reasons and notes, which may name people', () => {
    expect(redactForWall(event('recall.ordered', { title: '霞关 13800000001', reason: '接张三电话', vessels: ['412900001'] }), rules(false)).data).toEqual({ title: '霞关 138****01', reason: '', vessels: ['412900001'] })
    expect(redactForWall(event('recall.answered', { note: '13800000001', vessels: ['412900001'] }), rules(false)).data).toMatchObject({ note: '' })
    expect(redactForWall(event('recall.ended', { reason: '张三' }), rules(false)).data).toEqual({ reason: '' })
  })

  it('has the place of a drift about as exact as that of its incident', () => {
    const drift = event('drift.recorded', { incidentId: 'i', at: { lon: 120.61234, lat: 27.55555 } })
    expect(redactForWall(drift, rules(true)).data).toMatchObject({ at: { lon: 120.61, lat: 27.56 } })
    expect(redactForWall(drift, rules(false))).toBe(drift)
  })
})
