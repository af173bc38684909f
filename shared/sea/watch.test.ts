import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '../base/time'
import { seaSettingsSchema } from '../pack/sea'
import { watchRecalled, watchVessel, type Heard, type PortWay, type RecallWatch, type WatchedVessel } from './watch'

const settings = seaSettingsSchema.parse(JSON.parse(readFileSync(new URL('../../resources/packs/cangnan/sea.json', import.meta.url), 'utf8')))
const { port, recall } = settings
const way = (metres: number): PortWay => ({ port: 0, metres, by: 'sea', pierM: metres })
const heard = (at: number, speedMps: number): Heard => ({ mmsi: '412900001', name: '演', lon: 121, lat: 27, headingDeg: 0, speedMps, at })

describe('watching a vessel', () => {
  /** Follows positions given as [seconds, metres from the pier, metres a second]. */
  const follow = (steps: readonly (readonly [number, number, number])[]) =>
    steps.reduce<WatchedVessel | undefined>((before, [s, metres, mps]) => watchVessel(before, heard(s * SECOND, mps), way(metres), settings), undefined)?.inPort

  it('[SR7] takes one as in port that lies near a pier for long enough, and keeps it until it has left for good', () => {
    const arrives = [[0, 5000, 4], [60, port.radiusM - 1, 0]] as const
    expect(follow(arrives)).toBe(false)
    expect(follow([...arrives, [60 + port.stillSeconds, port.radiusM - 1, 0]])).toBe(true)
    // It passes by, or is pushed about at its moorings.
    expect(follow([...arrives, [60 + port.stillSeconds, port.radiusM - 1, 3]])).toBe(false)
    const moored = [...arrives, [60 + port.stillSeconds, 100, 0]] as const
    expect(follow([...moored, [400, (port.radiusM + port.leaveM) / 2, 2]])).toBe(true)
    expect(follow([...moored, [400, port.leaveM + 1, 2]])).toBe(false)
    expect(follow([[0, 100, 0]])).toBe(true)
    expect(follow([[0, 100, NaN]])).toBe(true)
    expect(follow([[0, 100, 4]])).toBe(false)
  })
})

describe('watching a vessel that is called', () => {
  const follow = (looks: readonly (readonly [metres: number, mps: number])[]) =>
    looks.reduce<RecallWatch | undefined>((before, [metres, speedMps]) => watchRecalled(before, { way: way(metres), speedMps }, settings), undefined)

  it('[SR8] takes it as moving when it comes nearer at two looks, not when it drifts or lies', () => {
    const near = 20_000 - recall.approachM
    expect(follow([[20_000, 4], [near, 4]])?.isMoving).toBe(false)
    expect(follow([[20_000, 4], [near, 4], [near - 20, 4]])?.isMoving).toBe(true)
    expect(follow([[20_000, 4], [near, 0], [near - 20, 0]])?.isMoving).toBe(false)
    expect(follow([[20_000, 4], [near, NaN], [near - 20, NaN]])?.isMoving).toBe(false)
    expect(follow([[20_000, 4], [near, 4], [near + 100, 4], [near, 4]])?.isMoving).toBe(false)
  })

  it('[SR9] tells that it sails away, and no more when it has turned', () => {
    const far = 20_000 + recall.awayM
    expect(follow([[20_000, 4], [far - 1, 4]])?.isAway).toBe(false)
    expect(follow([[20_000, 4], [far, 4]])?.isAway).toBe(true)
    expect(follow([[20_000, 4], [far, 0]])?.isAway).toBe(false)
    const gone = [[20_000, 4], [far, 4], [far + 3000, 4]] as const
    expect(follow([...gone, [far + 3000 - recall.approachM + 1, 4]])?.isAway).toBe(true)
    expect(follow([...gone, [far + 3000 - recall.approachM, 4]])?.isAway).toBe(false)
    // Out again, after it had come in.
    const back = [...gone, [far, 4], [8000, 4]] as const
    expect(follow([...back, [8000 + recall.awayM, 4]])?.isAway).toBe(true)
    expect(follow([...back, [8000 + recall.awayM - 1, 4]])?.isAway).toBe(false)
  })

  it('never says of one look that it both comes and sails away', () => {
    const metres = fc.double({ min: 0, max: 60_000, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(metres, fc.constantFrom(0, 2, 5, NaN)), { minLength: 1, maxLength: 40 }), (looks) => {
        let watch: RecallWatch | undefined
        for (const [m, mps] of looks) {
          watch = watchRecalled(watch, { way: way(m), speedMps: mps }, settings)
          expect(watch.isMoving && watch.isAway).toBe(false)
          expect(watch.nearestM).toBeLessThanOrEqual(m)
          expect(watch.farthestM).toBeGreaterThanOrEqual(m)
        }
      }),
      // Came near, then turned away at the next look, not yet as far as it had been.
      { examples: [[[[2_000, 0], [0, 2], [1_500, 2], [0, 0]]]] },
    )
  })

  it('says nothing of one without a port', () => {
    const looks = [MINUTE, 2 * MINUTE].map(() => ({ way: { port: -1, metres: Infinity, by: 'straight', pierM: Infinity } as const, speedMps: 5 }))
    const watch = looks.reduce<RecallWatch | undefined>((before, look) => watchRecalled(before, look, settings), undefined)
    expect([watch?.isMoving, watch?.isAway]).toEqual([false, false])
  })
})
