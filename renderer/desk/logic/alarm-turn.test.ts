import { describe, expect, it } from 'vitest'
import { alarmTurn, REPEAT_MS } from './alarm-turn'

const red = { id: 'r', severity: 'red' } as const
const blue = { id: 'b', severity: 'blue' } as const

describe('the alarm', () => {
  it('sounds a new incident at once and again after ten seconds', () => {
    const first = alarmTurn([red], new Map(), 0)
    expect(first.sound).toBe('red')
    expect(alarmTurn([red], first.sounded, REPEAT_MS - 1).sound).toBeNull()
    expect(alarmTurn([red], first.sounded, REPEAT_MS).sound).toBe('red')
  })
  it('sounds once for several, as the gravest', () => {
    expect(alarmTurn([blue, red], new Map(), 0).sound).toBe('red')
  })
  it('sounds a new one in between, and then all together', () => {
    const first = alarmTurn([red], new Map(), 0)
    const second = alarmTurn([red, blue], first.sounded, 4_000)
    expect(second.sound).toBe('blue')
    expect(alarmTurn([red, blue], second.sounded, REPEAT_MS).sound).toBeNull()
    expect(alarmTurn([red, blue], second.sounded, 4_000 + REPEAT_MS).sound).toBe('red')
  })
  it('is silent once all are answered, and forgets them', () => {
    const first = alarmTurn([red], new Map(), 0)
    const answered = alarmTurn([], first.sounded, 60_000)
    expect(answered.sound).toBeNull()
    expect(answered.sounded.size).toBe(0)
  })
})
