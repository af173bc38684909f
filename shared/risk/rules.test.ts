import { describe, expect, it } from 'vitest'
import { MINUTE } from '../base/time'
import { T0 } from '../../tests/fixtures/domain'
import { AREA, LEVELS, RISK } from '../../tests/fixtures/risk'
import { contains, insideOf } from './area'
import { countPeople, isWatched, judgePeople, severityOf, type SeenPeople } from './rules'

const seen = (people: number, changes: Partial<SeenPeople> = {}): SeenPeople => ({
  feed: 'cameras', sourceId: 's1', people, observedAt: T0, evidence: { kind: 'camera', cameraId: 'cam-1' }, ...changes,
})

describe('people in an area of risk', () => {
  it('[RA1] are watched for while a level is in force that is not below the area\'s', () => {
    const at = (inForce: string | null) => isWatched({ watchedFrom: 'III' }, { plan: { levels: LEVELS }, inForce })
    expect([null, 'IV', 'III', 'II', 'I'].map(at)).toEqual([false, false, true, true, true])
    expect(isWatched({ watchedFrom: 'III' }, null)).toBe(false)
    expect(isWatched({ watchedFrom: 'V' }, { plan: { levels: LEVELS }, inForce: 'I' })).toBe(false)
  })

  it('[RA2] are those of the cells whose centre is in it', () => {
    const cells = { lon: [120.5, 120.505, 120.52, 27.2], lat: [27.2, 27.205, 27.2, 120.5], count: [4, 3.4, 9, 100] }
    expect(countPeople(cells, AREA)).toEqual({ people: 7, cells: 2 })
    expect(countPeople({ lon: [], lat: [], count: [] }, AREA)).toEqual({ people: 0, cells: 0 })
  })

  it('[RA3] are as grave as the kind says for what counted them', () => {
    const steps = [{ people: 2, severity: 'yellow' }, { people: 10, severity: 'red' }] as const
    expect([0, 1, 2, 9, 10, 500].map((people) => severityOf(steps, people))).toEqual([null, null, 'yellow', 'yellow', 'red', 'red'])
    expect(judgePeople(RISK, AREA, seen(1), true, T0)).toMatchObject({ held: null, data: { severity: 'yellow', mayRaise: true, unitId: 'town:mazhan' } })
    const heat = { evidence: { kind: 'heat', gridId: 'people', cells: 3 } } as const
    expect(judgePeople(RISK, AREA, seen(1, heat), true, T0)).toMatchObject({ held: 'below', data: { mayRaise: false } })
  })

  it('[RA4] raise nothing when they are told too late', () => {
    expect(judgePeople(RISK, AREA, seen(3), true, T0 + 10 * MINUTE).held).toBeNull()
    expect(judgePeople(RISK, AREA, seen(3), true, T0 + 10 * MINUTE + 1).held).toBe('late')
  })

  it('[RA5] join what is open when they may not raise', () => {
    expect(judgePeople(RISK, AREA, seen(3), false, T0)).toMatchObject({ held: 'not-watched', data: { mayRaise: false, signal: { people: 3 } } })
    expect(judgePeople(RISK, AREA, seen(0), true, T0)).toMatchObject({ held: 'below', data: { mayRaise: false, signal: { people: 0 } } })
  })

  it('are marked at a point inside, even of a bent strip with a hole', () => {
    const bent = [[[[0, 0], [10, 0], [10, 10], [9, 10], [9, 1], [1, 1], [1, 10], [0, 10], [0, 0]]]] as [number, number][][][]
    const at = insideOf(bent)
    expect(contains(bent, at.lon, at.lat)).toBe(true)
    expect(contains(bent, 5, 5)).toBe(false)
    const ring = [[[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], [[2, 2], [8, 2], [8, 8], [2, 8], [2, 2]]]] as [number, number][][][]
    expect(contains(ring, 5, 5)).toBe(false)
    const inside = insideOf(ring)
    expect(contains(ring, inside.lon, inside.lat)).toBe(true)
  })
})
