import { expect, it } from 'vitest'
import { asActorId, asCommandId, asIncidentId } from '../../../shared/base/ids'
import { required } from '../../../shared/base/assert'
import { call } from '../../../tests/fixtures/domain'
import { testPack } from './testing/harness'
import { createMemoryHub } from './testing/memory-hub'
import { readTimeline } from './timeline'

const FEED = { id: asActorId('feed:110'), role: 'feed', teamId: null } as const
const OFFICER = { id: asActorId('officer:jia'), role: 'officer', teamId: null } as const

/** Three incidents with notes in turn; the clock goes as `tick` says. */
async function scene(tick: (step: number) => number) {
  let step = 0
  const hub = createMemoryHub(testPack(), () => tick(step))
  const ids: string[] = []
  for (let index = 0; index < 300; index++) {
    step += 1
    const commandId = asCommandId(`c${index}`)
    if (index % 100 === 0) {
      const reply = await hub.execute({ commandId, type: 'reportIncident', data: call(`s${index}`) }, FEED)
      ids.push(reply.ok ? (reply.result.incidentId ?? '') : '')
    } else {
      const incidentId = asIncidentId(ids[index % ids.length] ?? '')
      await hub.execute({ commandId, type: 'addNote', data: { incidentId, text: `n${index}` } }, OFFICER)
    }
  }
  return { hub, ids: ids.map(asIncidentId) }
}

it.each([
  ['goes on', (step: number) => 1_800_000_000_000 + step * 1000],
  ['stands still', () => 1_800_000_000_000],
  ['jumps back', (step: number) => 1_800_000_000_000 + (step > 150 ? step - 100_000 : step) * 1000],
  ['jumps to and fro', (step: number) => 1_800_000_000_000 + ((step * 7919) % 300) * 1000],
])('a timeline is whole and in order while the clock %s', async (_how, tick) => {
  const { hub, ids } = await scene(tick)
  for (const id of ids) {
    const timeline = await readTimeline(hub, required(hub.world.incidents.get(id), 'incident'))
    expect(timeline).toEqual(hub.log.filter((event) => event.stream === `incident:${id}`))
  }
})

it('starts near the alarm instead of at the beginning of the log', async () => {
  const { hub, ids } = await scene((step) => 1_800_000_000_000 + step * 1000)
  const asked: number[] = []
  const read = hub.readEvents.bind(hub)
  const watched = { ...hub, readEvents: (since: number, limit: number) => (limit > 1 && asked.push(since), read(since, limit)) }
  const id = required(ids[2], 'third')
  await readTimeline(watched, required(hub.world.incidents.get(id), 'incident'))
  expect(Math.min(...asked)).toBeGreaterThan(190)
})
