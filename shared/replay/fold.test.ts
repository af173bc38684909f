import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { snapshotOf } from '../domain/world-snapshot'
import { applyEvent, emptyWorld } from '../domain/world'
import type { LoggedEvent } from '../domain/event'
import { randomScene } from '../../tests/fixtures/random-scene'
import { createReplayFold, FoldError } from './fold'

/** The world after so many events, from the beginning and in one go. */
function straight(events: readonly LoggedEvent[], count: number) {
  const world = emptyWorld()
  for (const event of events.slice(0, count)) applyEvent(world, event)
  return snapshotOf(world)
}

describe('the fold of a recording', () => {
  it('[RP1] is at every place what the events up to there make of the start, from wherever it came', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.nat({ max: 200 }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 20 }), (seed, seeks, stretch) => {
        const { events } = randomScene(seed, 40)
        const fold = createReplayFold(emptyWorld(), events, stretch)
        const { world } = fold
        for (const seek of seeks) {
          fold.seek(seek)
          expect(fold.at).toBe(Math.min(seek, events.length))
          expect(snapshotOf(fold.world)).toEqual(straight(events, fold.at))
          expect(world.seq).toBe(fold.at)
        }
        expect(fold.world).toBe(world)
      }),
      { numRuns: 60 },
    )
  })

  it('[RP1] leaves the indexes as they were too: nothing of a later moment stays behind', () => {
    const { events } = randomScene(7, 40)
    const fold = createReplayFold(emptyWorld(), events, 10)
    fold.seek(events.length)
    fold.seek(0)
    expect([fold.world.bySource, fold.world.alertByKey, fold.world.countByDay].map((table) => [...table.values()].length)).toEqual([0, 0, 0])
  })

  it('[RP2] folds at most one stretch for a seek, however long the recording is', () => {
    const events = randomScene(3, 400).events
    expect(events.length).toBeGreaterThan(200)
    let folded = 0
    const counted = events.map((event) => new Proxy(event, { get: (target, key) => (key === 'seq' && (folded += 1), Reflect.get(target, key) as unknown) }))
    const fold = createReplayFold(emptyWorld(), counted, 50)
    for (const place of [events.length, 1, events.length - 1, 120, 119, 230]) {
      folded = 0
      fold.seek(place)
      expect(folded, `to ${place}`).toBeLessThanOrEqual(50)
    }
  })

  it('says which event does not follow from those before it', () => {
    const events = randomScene(5, 30).events
    const tried = () => createReplayFold(emptyWorld(), [{ ...events[5], type: 'incident.noteAdded', streamVersion: 4, data: { incidentId: 'nobody', text: '' } } as unknown as LoggedEvent])
    expect(tried).toThrow(FoldError)
  })
})
