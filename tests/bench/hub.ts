import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import pino from 'pino'
import { asActorId, asCommandId, asDispatchId, asTeamId, type IncidentId } from '../../shared/base/ids'
import type { Actor, Command } from '../../shared/domain/command'
import { openHub, type OpenedHub } from '../../electron/hub/core/open-hub'
import { straightRoads } from '../../electron/hub/core/testing'
import { openSqliteLog } from '../../electron/hub/log/sqlite'
import { loadPack } from '../../electron/hub/pack/load'
import { client, login } from '../fixtures/http'
import { runHub, temporaryDataDir } from '../fixtures/run-hub'
import type { Report } from './report'

const MILLION = 1_000_000
/** Incidents worked on at the same time while the log is filled. */
const AT_ONCE = 512

const OFFICER: Actor = { id: asActorId('officer:bench'), role: 'officer', teamId: null }
const FEED: Actor = { id: asActorId('feed:110'), role: 'feed', teamId: null }

/** Restart of the real hub on a log of a million events, and its memory with the demonstration pack. */
export async function benchHub(report: Report): Promise<void> {
  await benchMemory(report)
  await benchRestart(report)
}

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024
}

async function benchMemory(report: Report): Promise<void> {
  const folder = temporaryDataDir()
  const hub = await runHub(folder.path)
  const token = await login(hub.url, hub.initialPassword ?? '')
  const officer = client(hub.url, token)
  const { key } = await officer.post<{ key: string }>('/api/v1/feeds', { name: 'police-110' })
  for (let i = 0; i < 200; i++) {
    const alarm = { sourceId: `m${i}`, kind: 'flood', place: '灵溪镇', lon: 120.406 + i / 1e4, lat: 27.52, datum: 'wgs84', observedAt: Date.now() }
    const { incidentId } = await client(hub.url, key).post<{ incidentId: string }>('/api/v1/alarms', alarm)
    await officer.get(`/api/v1/incidents/${incidentId}/recommendation`)
  }
  await sleep(2_000)
  const megabytes = residentMegabytes(hub.process.pid ?? 0)
  report({ name: 'hub memory (resident), demonstration pack, 200 open incidents each ranked once', value: megabytes, unit: 'MB', target: 'under 250 MB', met: megabytes < 250 })
  await hub.stop()
  folder.remove()
}

async function benchRestart(report: Report): Promise<void> {
  const folder = temporaryDataDir()
  try {
    await fill(folder.path, MILLION)
    const after = async (name: string) => {
      const startedAt = performance.now()
      const hub = await runHub(folder.path)
      const seconds = (performance.now() - startedAt) / 1000
      report({ name, value: seconds, unit: 's', target: 'under 5 s', met: seconds < 5 })
      await hub.kill()
    }
    await after('restart to serving with one million events, after a kill')
  } finally {
    folder.remove()
  }
}

/** Plays whole incidents, report to close, until the log holds `events`; then leaves without a clean stop. */
async function fill(dataDir: string, events: number): Promise<void> {
  const loaded = await loadPack(join(process.cwd(), 'resources', 'packs', 'cangnan'))
  if (!loaded.ok) throw new Error('the demonstration pack does not load')
  const log = await openSqliteLog({ path: join(dataDir, 'events.db') })
  const hub = await openHub({
    log,
    pack: loaded.value,
    roads: straightRoads(),
    logger: pino({ level: 'silent' }),
    drill: false,
    onBroken: (error) => {
      throw error
    },
  })
  const teams = [...hub.world.teams.values()].map((team) => team.id)
  let number = 0
  const worker = async (lane: number) => {
    while (hub.world.seq < events) await playIncident(hub, ++number, teams[lane % teams.length] ?? asTeamId(''))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, lane) => worker(lane)))
  await log.close()
}

async function playIncident(hub: OpenedHub, number: number, teamId: ReturnType<typeof asTeamId>): Promise<void> {
  let step = 0
  const run = async (type: Command['type'], data: unknown, actor = OFFICER) => {
    const reply = await hub.execute({ commandId: asCommandId(`b${number}-${++step}`), type, data } as Command, actor)
    return reply.ok ? reply.result : {}
  }
  const at = { lon: 120.3 + (number % 300) / 1000, lat: 27.3 + (number % 200) / 1000 }
  const source = { feed: '110', sourceId: `b${number}`, channel: '110' }
  const call = { source, kind: 'flood', at, original: { ...at, datum: 'wgs84' }, uncertaintyM: null, place: '灵溪镇 江湾路下穿', description: '车辆受困', caller: null, people: 2, observedAt: Date.now() }
  const { incidentId } = (await run('reportIncident', call, FEED)) as { incidentId: IncidentId }
  await run('answerIncident', { incidentId })
  await run('verifyIncident', { incidentId, note: '属实' })
  for (let note = 0; note < 12; note++) await run('addNote', { incidentId, text: `第 ${note} 次情况续报：水位上涨` })
  const sent = await run('assignTeam', { incidentId, teamId, override: { reason: '压力测试' }, message: '', basis: { rank: 1, etaSeconds: 300, etaKind: 'road' } })
  if (sent.dispatchId) {
    const dispatchId = asDispatchId(sent.dispatchId)
    for (const milestone of ['acknowledged', 'departed', 'arrived', 'completed'] as const) {
      await run('recordMilestone', { dispatchId, milestone, observedAt: Date.now(), note: '' })
    }
  }
  await run('closeIncident', { incidentId, summary: '处置完成' })
}
