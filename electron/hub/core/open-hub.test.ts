import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { asCommandId, asDispatchId, asIncidentId, asTeamId } from '../../../shared/base/ids'
import { required } from '../../../shared/base/assert'
import type { Command, CommandType } from '../../../shared/domain/command'
import { SECTIONS } from '../../../shared/domain/briefing/state'
import type { CommandReply } from '../../../shared/protocol/messages'
import { snapshotOf } from '../../../shared/domain/world-snapshot'
import { assign, call, FEED, KINDS, OFFICER, phoneOf, profile, SECOND_OFFICER, T0 } from '../../../tests/fixtures/domain'
import { openMemoryLog } from '../log/memory'
import { openHub, type OpenedHub } from './open-hub'
import { silent, smallPack, straightRoads } from './testing'

let commands = 0
function command<T extends CommandType>(type: T, data: unknown, expectedVersion?: number): Command {
  const id = asCommandId(`c${++commands}`)
  return { commandId: id, type, data, ...(expectedVersion === undefined ? {} : { expectedVersion }) } as Command
}

const TEAMS = { lan: profile('lan'), second: profile('second', { base: { lon: 120.6, lat: 27.4 } }) }

async function started(log = openMemoryLog(), dispatch: Parameters<typeof smallPack>[2] = {}, teams: Parameters<typeof smallPack>[1] = TEAMS) {
  const roads = straightRoads()
  const pack = smallPack(KINDS.values(), teams, dispatch)
  const hub = await openHub({ log, pack, roads, logger: silent, drill: false, onBroken: (error) => expect.unreachable(error.message) })
  return { hub, log, roads }
}

/** What a sender had not seen grows while it repeats itself: that part is told as of now. */
const withoutMissed = (reply: CommandReply): CommandReply => (reply.ok ? reply : { ok: false, error: { ...reply.error, missed: [] } })

async function alarm(hub: OpenedHub, changes: Parameters<typeof call>[1] = {}) {
  const reply = await hub.execute(command('reportIncident', call(`s${++commands}`, changes)), FEED)
  if (!reply.ok) throw new Error(reply.error.message)
  return required(reply.result.incidentId, 'incidentId')
}

async function order(hub: OpenedHub, incidentId: string, teamId: string) {
  const reply = await hub.execute(command('assignTeam', assign(incidentId, teamId)), OFFICER)
  if (!reply.ok) throw new Error(reply.error.message)
  return required(reply.result.dispatchId, 'dispatchId')
}

beforeEach(() => {
  vi.useFakeTimers({ now: T0, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the hub', () => {
  it('brings its teams in line with the pack, and only records what changed', async () => {
    const { hub, log } = await started()
    expect([...hub.world.teams.values()].map((team) => team.id)).toEqual(['lan', 'second'])
    await hub.stop()
    const before = (await log.head()).seq
    const again = await started(log)
    expect((await log.head()).seq).toBe(before)
    await again.hub.stop()
    const changed = await started(log, {}, { lan: profile('lan', { members: 9 }) })
    const events = await log.read(before, 10)
    expect(events.map((event) => event.type)).toEqual(['team.profileChanged', 'team.retired'])
    await changed.hub.stop()
  })

  it('lets exactly one of many officers have a team, and tells each other one who', async () => {
    const { hub } = await started()
    const incident = await alarm(hub)
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) => hub.execute(command('assignTeam', assign(incident, 'lan'), 1), i % 2 ? OFFICER : SECOND_OFFICER)),
    )
    const won = replies.filter((reply) => reply.ok)
    expect(won).toHaveLength(1)
    for (const reply of replies) {
      if (!reply.ok) expect(reply.error).toMatchObject({ code: 'team_taken', winner: { incidentId: incident, actor: SECOND_OFFICER.id } })
    }
    await hub.stop()
  })

  it('answers a repeated command with the first answer and a stale one with what was missed', async () => {
    const { hub } = await started()
    const incident = await alarm(hub)
    const once = command('addNote', { incidentId: incident, text: '溪流上涨' })
    const [first, second] = [await hub.execute(once, OFFICER), await hub.execute(once, OFFICER)]
    expect(second).toEqual(first)
    expect(hub.world.incidents.get(incident)?.notes).toHaveLength(1)
    const other = { ...once, data: { incidentId: incident, text: 'other' } } as Command
    expect(await hub.execute(other, OFFICER)).toMatchObject({ ok: false, error: { code: 'command_id_reused' } })
    const stale = await hub.execute(command('assignTeam', assign(incident, 'lan'), 1), OFFICER)
    expect(stale).toMatchObject({ ok: false, error: { code: 'stale_version', missed: [{ type: 'incident.noteAdded', data: { text: '溪流上涨' } }] } })
    await hub.stop()
  })

  it('answers repetitions with the first answers after a restart too, whatever the command', async () => {
    const { hub, log } = await started()
    const incidentId = await alarm(hub)
    const line = { type: 'LineString', coordinates: [[120.4, 27.3], [120.41, 27.3]] }
    const edition = { title: '简报', order: [...SECTIONS], hidden: [], notes: {}, texts: { summary: '', risks: '', proposals: '' } }
    const sent: { readonly command: Command; readonly asked?: unknown }[] = [
      { command: command('addNote', { incidentId, text: '溪流上涨' }) },
      { command: command('assignTeam', assign(incidentId, 'lan')) },
      { command: command('assignTeam', assign(incidentId, 'lan')) },
      { command: command('assignTeam', assign(incidentId, 'second'), 1) },
      { command: command('declareClosure', { geometry: line, vehicles: null, until: null, reason: '塌方' }) },
      { command: command('drawAnnotation', { kind: 'note', geometry: { type: 'Point', coordinates: [120.4, 27.3] }, name: '注', until: null }) },
      { command: command('orderRecall', { scope: { kind: 'all' }, title: '', reason: '台风', vessels: ['412900001'] }), asked: { scope: { kind: 'all' }, reason: '台风' } },
      { command: command('freezeBriefing', { content: { seq: 1, storm: null }, edition, previousId: null }), asked: { language: 'zh' } },
      { command: command('closeIncident', { incidentId, summary: '完' }) },
      { command: command('closeIncident', { incidentId: asIncidentId('nothing'), summary: '' }) },
    ]
    const first: CommandReply[] = []
    for (const { command: one, asked } of sent) first.push(await hub.execute(one, OFFICER, asked))
    expect(first.map(({ ok }) => ok)).toEqual([true, true, false, false, true, true, true, true, true, false])
    const { seq } = hub.world
    await hub.stop()
    const { hub: later } = await started(log)
    vi.advanceTimersByTime(60_000)
    for (const [i, { command: one, asked }] of sent.entries()) {
      // What the hub worked out itself comes out otherwise the second time.
      const now = asked === undefined ? one : ({ ...one, data: Object.assign({}, one.data, { vessels: ['412900002'], content: { seq: 2, storm: null } }) } as Command)
      expect(withoutMissed(await later.execute(now, OFFICER, asked)), one.type).toEqual(withoutMissed(required(first[i], 'reply')))
      const question = { ...one, data: asked ?? one.data }
      expect((await later.answerTo(question, OFFICER))?.ok, one.type).toBe(first[i]?.ok)
      expect(await later.answerTo(question, SECOND_OFFICER)).toMatchObject({ ok: false, error: { code: 'command_id_reused' } })
    }
    expect(await later.answerTo({ ...required(sent[0], 'command').command, commandId: asCommandId('never-sent') }, OFFICER)).toBeNull()
    expect(later.world.seq).toBe(seq)
    await later.stop()
  })

  it('publishes a commit as one frame after the world has changed', async () => {
    const { hub } = await started()
    const incident = await alarm(hub)
    const frames: { types: string[]; seen: string | undefined }[] = []
    hub.onCommitted((events) => frames.push({ types: events.map((event) => event.type), seen: hub.world.incidents.get(incident)?.status }))
    await order(hub, incident, 'lan')
    expect(frames).toEqual([{ types: ['dispatch.ordered', 'team.assigned', 'incident.teamOrdered'], seen: 'dispatched' }])
    await hub.stop()
  })

  it('rings a silent phone twice and then escalates to the officer, also across a restart', async () => {
    const { hub, log } = await started()
    const dispatch = await order(hub, await alarm(hub), 'lan')
    await vi.advanceTimersByTimeAsync(31_000)
    expect(hub.world.dispatches.get(dispatch)).toMatchObject({ realerts: 1, escalatedTo: null })
    await hub.stop()
    const { hub: restarted } = await started(log)
    await vi.advanceTimersByTimeAsync(31_000)
    expect(restarted.world.dispatches.get(dispatch)).toMatchObject({ realerts: 2 })
    await vi.advanceTimersByTimeAsync(31_000)
    expect(restarted.world.dispatches.get(dispatch)).toMatchObject({ realerts: 2, escalatedTo: 'officer', phase: 'ordered' })
    await restarted.stop()
  })

  it('leaves an acknowledged order in peace', async () => {
    const { hub } = await started()
    const dispatch = await order(hub, await alarm(hub), 'lan')
    await hub.execute(command('recordMilestone', { dispatchId: dispatch, milestone: 'acknowledged', observedAt: T0, note: '' }), phoneOf('lan'))
    await vi.advanceTimersByTimeAsync(300_000)
    expect(hub.world.dispatches.get(asDispatchId(dispatch))).toMatchObject({ realerts: 0, escalatedTo: null })
    await hub.stop()
  })

  it('sends the next candidate where the pack says so, and the officer when there is none', async () => {
    const { hub } = await started(openMemoryLog(), { escalation: 'next', maxRealerts: 0 })
    const incident = await alarm(hub)
    const dispatch = await order(hub, incident, 'lan')
    await vi.advanceTimersByTimeAsync(31_000)
    expect(hub.world.dispatches.get(dispatch)).toMatchObject({ phase: 'withdrawn', escalatedTo: 'next' })
    const [next] = hub.world.incidents.get(incident)?.active ?? []
    expect(next?.teamId).toBe('second')
    await hub.execute(command('setTeamDuty', { teamId: asTeamId('lan'), onDuty: false, reason: '' }), OFFICER)
    await vi.advanceTimersByTimeAsync(31_000)
    expect(hub.world.dispatches.get(required(next, 'next').dispatchId)).toMatchObject({ phase: 'ordered', escalatedTo: 'officer' })
    await hub.stop()
  })

  it('is the same world after a restart from a snapshot, from the log alone, and as it was', async () => {
    const { hub, log } = await started()
    for (let i = 0; i < 5; i++) {
      const incident = await alarm(hub)
      if (i === 0) await hub.execute(command('closeIncident', { incidentId: asIncidentId(incident), summary: '' }), OFFICER)
      if (i === 1) await order(hub, incident, 'lan')
    }
    const live = JSON.stringify(snapshotOf(hub.world))
    const fromLog = await started(log)
    expect(JSON.stringify(snapshotOf(fromLog.hub.world))).toBe(live)
    await hub.stop()
    const fromSnapshot = await started(log)
    expect(JSON.stringify(snapshotOf(fromSnapshot.hub.world))).toBe(live)
    await fromLog.hub.stop()
    await fromSnapshot.hub.stop()
  })

  it('recommends from the live position of a team while it is fresh, and says when it is not', async () => {
    const { hub } = await started()
    const incident = await alarm(hub)
    const first = async () => {
      const found = await hub.recommendation(incident)
      if (!found.ok) throw new Error(found.error.message)
      return required(found.value.recommendation.candidates[0], 'candidate')
    }
    expect((await first()).teamId).toBe('lan')
    let stale = 0
    hub.onRecommendationStale(() => stale++)
    hub.tracks.put({ id: 'team:second', lon: 120.42, lat: 27.3, at: T0, headingDeg: Number.NaN, speedMps: Number.NaN, accuracyM: 5 }, T0)
    await vi.advanceTimersByTimeAsync(1_100)
    expect(stale).toBe(1)
    expect((await first()).teamId).toBe('second')
    vi.setSystemTime(T0 + 300_000)
    expect((await first()).teamId).toBe('lan')
    await hub.stop()
  })

  it('gives a declared closure to the roads and takes it back when its time is over', async () => {
    const { hub, roads } = await started()
    const before = roads.closuresSet
    const geometry = { type: 'LineString', coordinates: [[120.4, 27.3], [120.41, 27.3]] }
    const reply = await hub.execute(command('declareClosure', { geometry, vehicles: null, until: T0 + 60_000, reason: '塌方' }), OFFICER)
    expect(reply.ok).toBe(true)
    expect(roads.closuresSet).toBe(before + 1)
    await vi.advanceTimersByTimeAsync(66_000)
    expect([...hub.world.closures.values()][0]?.liftedAt).not.toBeNull()
    expect(roads.closuresSet).toBe(before + 2)
    await hub.stop()
  })
})
