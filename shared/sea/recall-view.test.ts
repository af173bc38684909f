import { describe, expect, it } from 'vitest'
import { MINUTE } from '../base/time'
import type { Recall } from '../domain/recall/state'
import { reached, recallProgress } from './recall-view'
import { recallCounts, summariseSea } from './summary'

const recall = {
  id: 'r', version: 1, scope: { kind: 'all' }, title: '', reason: '', by: 'officer:jia', orderedAt: 0, endedAt: null, endReason: '', drill: false,
  vessels: [
    { mmsi: '1' }, { mmsi: '2' }, { mmsi: '3' },
    { mmsi: '4', answer: 'coming', answeredAt: 1 }, { mmsi: '5', answer: 'unable', answeredAt: 1 },
    { mmsi: '6', movingAt: 2 }, { mmsi: '7', answer: 'unable', answeredAt: 1, movingAt: 2, inPortAt: 3 },
  ],
} as unknown as Recall
const formationOf = (mmsi: string) => (mmsi === '2' || mmsi === '3' ? 'f' : null)

describe('how a call goes on', () => {
  it('counts each vessel once, at the furthest that is known of it', () => {
    const { counts, total, unable } = recallProgress(recall, formationOf, 0, 15)
    expect(counts).toEqual({ ordered: 3, answered: 2, moving: 1, inPort: 1 })
    expect(total).toBe(7)
    expect(reached(counts)).toEqual({ ordered: 7, answered: 4, moving: 2, inPort: 1 })
    // Who said so and came all the same needs nobody.
    expect(unable.map(({ mmsi }) => mmsi)).toEqual(['5'])
  })

  it('[SR10] lists who has not answered by formation, as late after the limit', () => {
    const before = recallProgress(recall, formationOf, 15 * MINUTE - 1, 15).unanswered
    expect(before.late).toBe(false)
    expect(before.groups.map(({ formation, vessels }) => [formation, vessels.length])).toEqual([['f', 2], [null, 1]])
    expect(recallProgress(recall, formationOf, 15 * MINUTE, 15).unanswered.late).toBe(true)
  })
})

describe('the sea in numbers', () => {
  it('is null where nobody knows, and never zero', () => {
    const nothing = summariseSea({ recalls: new Map(), drifts: new Map() }, null, 5)
    expect(nothing).toMatchObject({ at: 5, positionsAt: null, vessels: null, atSea: null, silent: null, late: null, recall: null, drifts: 0, byTown: [] })
  })

  it('adds up the open calls', () => {
    expect(recallCounts([recall, { ...recall, endedAt: 9 }])).toEqual({ called: 7, ordered: 3, answered: 2, moving: 1, inPort: 1, unable: 1 })
  })
})
