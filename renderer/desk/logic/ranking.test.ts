import { describe, expect, it } from 'vitest'
import { asIncidentId, asTeamId } from '../../../shared/base/ids'
import type { Candidate, Excluded, Recommendation } from '../../../shared/dispatch/recommend'
import { rankingChange, rankingRows } from './ranking'

const candidate = (id: string): Candidate => ({
  teamId: asTeamId(id), name: id, etaSeconds: 440, etaKind: 'road', mobilisationSeconds: 90, travelSeconds: 350, vehicle: 'rescue-vehicle', covers: ['water'], alone: true, reasons: [],
})
const excluded = (id: string, nearer: boolean): Excluded => ({
  teamId: asTeamId(id), name: id, etaSeconds: 100, reasons: nearer ? [{ code: 'closer_by', seconds: 100 }, { code: 'retired' }] : [{ code: 'retired' }],
})
const answer = (candidates: string[], out: Excluded[] = []): Recommendation => ({
  incidentId: asIncidentId('i'), incidentVersion: 1, at: 0, needs: [], candidates: candidates.map(candidate), excluded: out, combinations: [], shortfall: [],
})
const ids = (rows: readonly { teamId: string }[]) => rows.map(({ teamId }) => teamId)

describe('the lines of the recommendation', () => {
  const long = answer(['a', 'b', 'c', 'd', 'e'], [excluded('x', true), excluded('y', false), excluded('z', false)])
  it('shows three candidates and who would have been nearer', () => {
    expect(ids(rankingRows(long, false, null))).toEqual(['a', 'b', 'c', 'x', 'y'])
  })
  it('never folds away the marked team', () => {
    expect(ids(rankingRows(long, false, 'e'))).toEqual(['a', 'b', 'c', 'e', 'x', 'y'])
    expect(ids(rankingRows(long, false, 'z'))).toEqual(['a', 'b', 'c', 'x', 'y', 'z'])
  })
  it('shows the nearest of the others if nobody would have been nearer', () => {
    expect(ids(rankingRows(answer(['a'], [excluded('y', false), excluded('z', false), excluded('w', false)]), false, null))).toEqual(['a', 'y', 'z'])
  })
  it('shows everybody when unfolded', () => {
    expect(rankingRows(long, true, null)).toHaveLength(8)
  })
})

describe('a change of the ranking', () => {
  it('is silent when the first place stands', () => {
    expect(rankingChange(answer(['a', 'b']), answer(['a', 'c', 'b']), null)).toBeNull()
  })
  it('names the old and the new first', () => {
    expect(rankingChange(answer(['a', 'b']), answer(['b', 'a']), null)).toEqual({ first: { from: 'a', to: 'b' }, lost: null })
    expect(rankingChange(answer(['a']), answer([]), null)).toEqual({ first: { from: 'a', to: null }, lost: null })
  })
  it('says that the marked team is gone', () => {
    expect(rankingChange(answer(['a', 'b']), answer(['a']), 'b')).toEqual({ first: null, lost: 'b' })
  })
})
