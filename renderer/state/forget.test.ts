import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { HOUR } from '../../shared/base/time'
import { ROWS } from '../../shared/domain/table'
import { tableOf, type World } from '../../shared/domain/world'
import { remembered } from '../../shared/domain/forget'
import { DEEDS, WholeDesk, type Deed } from '../../tests/fixtures/whole-desk'
import { applyEvents, clearWorld, forgetEnded, replaceWorld, useWorld } from './world'

const snapshot = (world: World, now: number) => ({ seq: world.seq, ...remembered((name) => tableOf(world, name), now, 'screens') })
const held = () => {
  const state = useWorld.getState()
  return Object.fromEntries(ROWS.map(({ table }) => [table, new Map<string, unknown>(state[table])]))
}

describe('a screen that runs for months', () => {
  beforeEach(() => clearWorld())

  it('[FG2] holds what one that is loaded now is given, whatever happened and whenever it forgot', () => {
    const step = fc.record({ deed: fc.constantFrom(...DEEDS), hours: fc.constantFrom(0, 1, 20, 30, 200, 800), forgets: fc.boolean(), folds: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        clearWorld()
        const desk = new WholeDesk()
        let seen = 0
        const catchUp = () => {
          try {
            applyEvents(desk.events.slice(seen))
          } catch {
            // [FG5] it speaks of what this screen has forgotten: a snapshot, as after a gap.
            replaceWorld(snapshot(desk.world, desk.now))
          }
          seen = desk.events.length
        }
        for (const { deed, hours, forgets, folds } of steps) {
          desk.deeds[deed]()
          if (folds) catchUp()
          desk.now += hours * HOUR
          if (forgets) forgetEnded(desk.now)
        }
        catchUp()
        forgetEnded(desk.now)
        const resumed = held()
        replaceWorld(snapshot(desk.world, desk.now))
        expect(resumed).toEqual(held())
      }),
      { numRuns: 150 },
    )
  })

  it('[FG5] does not take up half of a storm that it has forgotten, and asks for a snapshot', () => {
    const desk = new WholeDesk()
    const stormy: readonly Deed[] = ['advise', 'endStorm', 'advise', 'endStorm', 'advise']
    for (const deed of stormy) {
      desk.deeds[deed]()
      desk.now += 100 * HOUR
    }
    applyEvents(desk.events)
    const seen = desk.events.length
    forgetEnded(desk.now)
    expect([...useWorld.getState().typhoons.keys()]).toEqual(['T-2'])
    desk.deeds.advise()
    expect(desk.events.at(-1)?.stream).toBe('typhoon:T-0')
    expect(() => applyEvents(desk.events.slice(seen))).toThrow('typhoon:T-0 is not there')
    expect(useWorld.getState().typhoons.has('T-0' as never)).toBe(false)
  })

  it('[FG2] replaces only the tables that lose something', () => {
    const desk = new WholeDesk()
    const deeds: readonly Deed[] = ['recall', 'endRecall', 'recall', 'endRecall', 'alarm']
    for (const deed of deeds) desk.deeds[deed]()
    applyEvents(desk.events)
    const before = useWorld.getState()
    forgetEnded(desk.now + HOUR)
    expect(useWorld.getState()).toBe(before)
    forgetEnded(desk.now + 30 * HOUR)
    const after = useWorld.getState()
    expect(after.recalls.size).toBe(0)
    expect(after.incidents).toBe(before.incidents)
    expect(after.seq).toBe(before.seq)
  })
})
