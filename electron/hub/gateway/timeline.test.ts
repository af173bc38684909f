import { expect, it } from 'vitest'
import { asActorId, asCommandId, asIncidentId } from '../../../shared/base/ids'
import { required } from '../../../shared/base/assert'
import { call } from '../../../tests/fixtures/domain'
import { testPack } from './testing/harness'
import { createMemoryHub } from './testing/memory-hub'
import { readTimeline } from './timeline'

const FEED = { id: asActorId('feed:110'), role: 'feed', teamId: null } as const
const OFFICER = { id: asActorId('officer:jia'), role: 'officer', teamId: null } as const

it('is whole, in order, and of its own incident and orders only', async () => {
  const hub = createMemoryHub(testPack())
  const ids: string[] = []
  for (let index = 0; index < 60; index++) {
    const commandId = asCommandId(`c${index}`)
    if (index % 20 === 0) {
      const reply = await hub.execute({ commandId, type: 'reportIncident', data: call(`s${index}`) }, FEED)
      ids.push(reply.ok ? (reply.result.incidentId ?? '') : '')
    } else {
      const incidentId = asIncidentId(ids[index % ids.length] ?? '')
      await hub.execute({ commandId, type: 'addNote', data: { incidentId, text: `n${index}` } }, OFFICER)
    }
  }
  const [first] = ids.map(asIncidentId)
  const incidentId = required(first, 'first')
  const teamId = required([...hub.world.teams.values()][0], 'team').id
  const basis = { rank: null, etaSeconds: null, etaKind: null }
  const data = { incidentId, teamId, override: { reason: 'test' }, message: '', basis }
  const sent = await hub.execute({ commandId: asCommandId('send'), type: 'assignTeam', data }, OFFICER)
  const dispatchId = required(sent.ok ? sent.result.dispatchId : null, 'dispatch')
  const timeline = await readTimeline(hub, required(hub.world.incidents.get(incidentId), 'incident'))
  const wanted = new Set([`incident:${incidentId}`, `dispatch:${dispatchId}`])
  expect(timeline).toEqual(hub.log.filter((event) => wanted.has(event.stream)))
  expect(new Set(timeline.map((event) => event.stream))).toEqual(wanted)
})
