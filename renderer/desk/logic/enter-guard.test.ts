import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DOUBLE_PRESS_MS, NO_GUARD, pressEnter, retarget, SURPRISE_MS, type SendTarget } from './enter-guard'

const target = (team: string, incidentId = 'i1'): SendTarget => ({ incidentId, teamIds: [team] })

describe('what Enter may send', () => {
  it('sends what has stood long enough', () => {
    const guard = retarget(NO_GUARD, target('a'), 0, false)
    expect(pressEnter(guard, SURPRISE_MS).verdict).toEqual({ kind: 'send', target: target('a') })
  })

  it('asks when the first place has just changed, naming both, and sends at the second press', () => {
    let guard = retarget(NO_GUARD, target('a'), 0, false)
    guard = retarget(guard, target('b'), 10_000, false)
    const first = pressEnter(guard, 10_400)
    expect(first.verdict).toEqual({ kind: 'ask', from: target('a'), to: target('b') })
    expect(pressEnter(first.guard, 10_700).verdict).toEqual({ kind: 'send', target: target('b') })
  })

  it('asks anew if it changes again after the question', () => {
    let guard = retarget(retarget(NO_GUARD, target('a'), 0, false), target('b'), 10_000, false)
    guard = pressEnter(guard, 10_100).guard
    guard = retarget(guard, target('c'), 10_200, false)
    expect(pressEnter(guard, 10_300).verdict.kind).toBe('ask')
  })

  it('takes the officer\'s own choice at once, but not a double press', () => {
    const guard = retarget(NO_GUARD, target('a'), 0, true)
    expect(pressEnter(guard, DOUBLE_PRESS_MS - 1).verdict.kind).toBe('ask')
    expect(pressEnter(guard, DOUBLE_PRESS_MS).verdict.kind).toBe('send')
  })

  it('always asks once when it would send one more', () => {
    const guard = retarget(NO_GUARD, target('a'), 0, true)
    const first = pressEnter(guard, 60_000, true)
    expect(first.verdict.kind).toBe('ask')
    expect(pressEnter(first.guard, 61_000, true).verdict.kind).toBe('send')
  })

  it('is not reset by an answer that changes nothing', () => {
    const guard = retarget(NO_GUARD, target('a'), 0, false)
    expect(retarget(guard, target('a'), 5_000, false)).toBe(guard)
  })

  it('has nothing to send without a candidate', () => {
    expect(pressEnter(retarget(NO_GUARD, null, 0, false), 9_999).verdict.kind).toBe('nothing')
  })

  it('never sends a team that has been first for less than the limit without having asked about it', () => {
    const change = fc.record({ wait: fc.integer({ min: 0, max: 3_000 }), team: fc.constantFrom('a', 'b', 'c'), press: fc.boolean() })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (steps) => {
        let guard = NO_GUARD
        let now = 0
        let asked: string | null = null
        let since = 0
        let shown: string | null = null
        for (const { wait, team, press } of steps) {
          now += wait
          if (press) {
            const { verdict, guard: after } = pressEnter(guard, now)
            if (verdict.kind === 'ask') asked = verdict.to.teamIds[0] ?? null
            if (verdict.kind === 'send') expect(now - since >= SURPRISE_MS || asked === verdict.target.teamIds[0]).toBe(true)
            guard = after
          } else {
            if (team !== shown) {
              since = now
              asked = null
            }
            shown = team
            guard = retarget(guard, target(team), now, false)
          }
        }
      }),
    )
  })
})
