import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HeatGrid, Reading } from '../../shared/protocol/messages'
import { clearHeats, receiveHeat, useHeats } from './heat'
import { clearPointSets, MAX_POINTS, pointSet, pointSetOf, requestPointSet, retryFailedPointSets, type PointSetError } from './points'
import { clearReadings, countStates, gravestState, readingOf, receiveReadings, useReadings } from './readings'

const SET = { id: 'codes', kind: 'guard-code', ids: ['a', 'b'], names: ['甲', '乙'], lon: [120.4, 120.5], lat: [27.3, 27.4], townships: ['马站镇'], townshipOf: [0, 0], details: [{ heading: '类型', values: ['溪流', ''] }] }

describe('a set of points', () => {
  const errorOf = (changes: object): PointSetError | null => {
    const read = pointSetOf('codes', { ...SET, ...changes })
    return read.ok ? null : read.error
  }

  it('becomes columns for the graphics card, found by id', () => {
    const read = pointSetOf('codes', SET)
    if (!read.ok) throw new Error('not read')
    expect([...read.value.lonLat]).toEqual([120.4, 27.3, 120.5, 27.4])
    expect([read.value.size, read.value.row('b'), read.value.row('c')]).toEqual([2, 1, undefined])
  })

  it.each([
    [{ lon: [27.3, 27.4], lat: [120.4, 120.5] }, 'swapped'],
    [{ lon: [120.4, NaN] }, 'outside'],
    [{ lon: [120.4, null] }, 'outside'],
    [{ lat: [27.3, -91] }, 'outside'],
    [{ lon: [120.4, 500] }, 'outside'],
    [{ ids: [], names: [], lon: [], lat: [], townshipOf: [], details: [] }, 'empty'],
    [{ lon: [120.4] }, 'unreadable'],
    [{ names: undefined }, 'unreadable'],
    [{ kind: 'cow' }, 'unreadable'],
    [{ id: 'others' }, 'unreadable'],
    [{ details: [{ heading: 'x', values: ['1'] }] }, 'unreadable'],
  ])('with %j is refused whole', (changes, code) => {
    expect(errorOf(changes)?.code).toBe(code)
  })

  it('of a million is refused before it stops the page, and anything else is unreadable', () => {
    const many = Array.from({ length: MAX_POINTS + 1 }, (_, i) => i)
    expect(errorOf({ ids: many, names: many, lon: many, lat: many, townshipOf: many, details: [] })).toMatchObject({ code: 'too-many', max: MAX_POINTS })
    for (const rubbish of [null, 7, 'x', [], {}]) expect(pointSetOf('codes', rubbish).ok).toBe(false)
  })

  describe('from the hub', () => {
    let answers: (() => Response)[] = []
    beforeEach(() => {
      vi.useFakeTimers()
      vi.stubGlobal('window', { location: { origin: 'http://hub', search: '' } })
      vi.stubGlobal('fetch', () => {
        const answer = answers.shift()
        return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('no hub'))
      })
    })
    afterEach(() => {
      clearPointSets()
      vi.useRealTimers()
      vi.unstubAllGlobals()
      answers = []
    })

    it('is loaded once when asked for', async () => {
      answers = [() => Response.json(SET)]
      requestPointSet('codes')
      requestPointSet('codes')
      expect(pointSet('codes').status).toBe('loading')
      await vi.advanceTimersByTimeAsync(1)
      expect(pointSet('codes')).toMatchObject({ status: 'ready', set: { size: 2 }, error: null })
    })

    it('is asked for again by itself when the hub was away, and when it is back', async () => {
      answers = []
      requestPointSet('codes')
      await vi.advanceTimersByTimeAsync(1)
      expect(pointSet('codes')).toMatchObject({ status: 'failed', error: { code: 'refused', rejection: { code: 'unavailable' } } })
      answers = [() => Response.json(SET)]
      await vi.advanceTimersByTimeAsync(15_000)
      expect(pointSet('codes').status).toBe('ready')
      requestPointSet('others')
      await vi.advanceTimersByTimeAsync(1)
      answers = [() => Response.json({ ...SET, id: 'others' })]
      retryFailedPointSets()
      await vi.advanceTimersByTimeAsync(1)
      expect(pointSet('others').status).toBe('ready')
    })

    it('that the pack does not have fails for good, in the hub\'s words', async () => {
      answers = [() => Response.json({ error: { code: 'not_found', message: 'no point set codes', field: 'id' } }, { status: 404 })]
      requestPointSet('codes')
      await vi.advanceTimersByTimeAsync(60_000)
      expect(pointSet('codes')).toMatchObject({ status: 'failed', error: { code: 'refused', rejection: { code: 'not_found' } } })
    })
  })
})

describe('readings', () => {
  const reading = (id: string, metric: string, at: number, state: Reading['state'] = 'normal', value = 1): Reading => ({ id, metric, value, unit: 'm', state, at })
  afterEach(clearReadings)

  it('keep the newest of each metric, and change only what changed', () => {
    receiveReadings([reading('s:a', 'level', 5), reading('s:a', 'gas', 5), reading('s:b', 'level', 5)])
    const before = useReadings.getState()
    receiveReadings([reading('s:a', 'level', 4, 'red', 9), reading('s:a', 'gas', 6, 'yellow')])
    const { byId, newestAt, generation } = useReadings.getState()
    expect(byId.get('s:b')).toBe(before.byId.get('s:b'))
    expect(readingOf('s:a', 'level')?.at).toBe(5)
    expect(readingOf('s:a', 'gas')?.state).toBe('yellow')
    expect([newestAt, generation - before.generation]).toEqual([6, 1])
    expect(readingOf('s:c')).toBeNull()
  })

  it('count points by their gravest state, set by set', () => {
    receiveReadings([reading('s:a', 'x', 1, 'blue'), reading('s:a', 'y', 1, 'red'), reading('s:b', 'x', 1, 'fault'), reading('shelter:c', 'occupancy', 1)])
    expect(countStates(useReadings.getState().byId, 's')).toEqual({ normal: 0, red: 1, orange: 0, yellow: 0, blue: 0, fault: 1 })
    expect(countStates(useReadings.getState().byId, null).normal).toBe(1)
    expect(gravestState([])).toBeNull()
  })
})

describe('heat grids', () => {
  const grid = (at: number, more: Partial<HeatGrid> = {}): HeatGrid => ({ id: 'people', at, lon: [120.4], lat: [27.3], count: [5], cellM: 250, ...more })
  afterEach(clearHeats)

  it('keep the newest whole one', () => {
    receiveHeat(grid(5))
    for (const wrong of [grid(4), grid(6, { lat: [] }), grid(6, { lon: [NaN] }), grid(6, { count: [-1] }), grid(6, { cellM: 0 })]) receiveHeat(wrong)
    expect(useHeats.getState().grids.get('people')).toEqual(grid(5))
    receiveHeat(grid(6))
    expect(useHeats.getState().grids.get('people')?.at).toBe(6)
  })
})
