import { beforeEach, describe, expect, it } from 'vitest'
import { asIncidentId, asTeamId } from '../../shared/base/ids'
import { byUrgency } from './select'
import { logged, note, ordered, registered, reported } from './testing'
import { mergeTimeline, useTimelines } from './timeline'
import { emptyWorld } from '../../shared/domain/world'
import { snapshotOf } from '../../shared/domain/world-snapshot'
import { applyEvents, clearWorld, replaceWorld, useWorld } from './world'

const i1 = asIncidentId('i1')

describe('world', () => {
  beforeEach(() => clearWorld())

  it('folds a batch as the hub does, and publishes once', () => {
    let changes = 0
    const stop = useWorld.subscribe(() => changes++)
    applyEvents([registered(1, 't1'), reported(2, 'i1'), ...ordered(3, 'i1', 't1', 'd1')])
    stop()
    const { incidents, teams, dispatches, seq } = useWorld.getState()
    expect(changes).toBe(1)
    expect(seq).toBe(5)
    expect(incidents.get(i1)?.status).toBe('dispatched')
    expect(teams.get(asTeamId('t1'))?.assignment?.incidentId).toBe('i1')
    expect([...dispatches.keys()]).toEqual(['d1'])
  })

  it('replaces the tables that a batch touches and keeps the others', () => {
    applyEvents([registered(1, 't1'), reported(2, 'i1')])
    const before = useWorld.getState()
    applyEvents([note(3, 'i1', 'a')])
    const after = useWorld.getState()
    expect(after.incidents).not.toBe(before.incidents)
    expect(after.teams).toBe(before.teams)
    expect(before.incidents.get(i1)?.notes).toEqual([])
    expect(after.incidents.get(i1)?.notes).toHaveLength(1)
  })

  it('takes over nothing of a batch that cannot be folded', () => {
    applyEvents([reported(1, 'i1')])
    const before = useWorld.getState()
    expect(() => applyEvents([note(2, 'i1', 'a'), note(3, 'never-seen', 'b')])).toThrow(/incident/)
    expect(useWorld.getState()).toBe(before)
    expect(useTimelines.getState().byIncident.get('i1')).toHaveLength(1)
  })

  it('is replaced whole by a snapshot', () => {
    applyEvents([reported(1, 'i1')])
    const incident = useWorld.getState().incidents.get(i1)
    applyEvents([reported(2, 'i2')])
    if (!incident) throw new Error('not folded')
    replaceWorld({ ...snapshotOf(emptyWorld()), seq: 90, incidents: [incident] })
    const { incidents, seq, loaded } = useWorld.getState()
    expect([...incidents.keys()]).toEqual(['i1'])
    expect(seq).toBe(90)
    expect(loaded).toBe(true)
  })

  it('keeps a timeline of each incident, its orders included, every event once', () => {
    applyEvents([registered(1, 't1'), reported(2, 'i1'), ...ordered(3, 'i1', 't1', 'd1')])
    const known = useTimelines.getState().byIncident.get('i1') ?? []
    expect(known.map(({ type }) => type)).toEqual(['incident.reported', 'dispatch.ordered', 'incident.teamOrdered'])
    expect(mergeTimeline(known, [reported(2, 'i1'), note(9, 'i1', 'x')]).map(({ seq }) => seq)).toEqual([2, 3, 4, 9])
  })

  it('sorts by severity, then by what waits for the officer, then by age', () => {
    applyEvents([
      registered(1, 't1'),
      reported(2, 'yellow-old', 'yellow'),
      reported(3, 'red-sent', 'red'),
      ...ordered(4, 'red-sent', 't1', 'd1'),
      reported(7, 'red-new', 'red'),
      reported(8, 'red-newer', 'red'),
      reported(9, 'closed', 'red'),
      logged(10, { type: 'incident.closed', data: { incidentId: asIncidentId('closed'), summary: '' } }, 2),
    ])
    const { incidents, dispatches } = useWorld.getState()
    expect(byUrgency(incidents.values(), dispatches).map(({ id }) => id)).toEqual([
      'red-new',
      'red-newer',
      'red-sent',
      'yellow-old',
    ])
  })
})
