import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { Server } from 'socket.io'
import { startRig, type Rig } from '../../electron/hub/gateway/testing/harness'
import { asActorId, asCommandId, asIncidentId, type IncidentId } from '../../shared/base/ids'
import type { Command } from '../../shared/domain/command'
import type { LoggedEvent } from '../../shared/domain/event'
import { PROTOCOL } from '../../shared/protocol/messages'
import type { Report } from './report'

const CLIENTS = 200
/** Events of one group commit under load. */
const BATCH = 16
const ROUNDS = 60
/** Open incidents over which the events are spread. */
const INCIDENTS = 40
/** Both ways take turns, so that they share the machine's mood. */
const TURNS = 3
const TARGET = 3

/**
 * The screens, in a process of their own so that only the hub's work is counted. Reads `goal N` and answers `done` once
 * every client has N events.
 */
const CLIENT_PROCESS = `
const { io } = require('socket.io-client')
const [url, auths, count, single] = process.argv.slice(1)
const each = JSON.parse(auths)
let received = 0, goal = Infinity, open = 0
const check = () => { if (received >= goal * Number(count)) { goal = Infinity; console.log('done') } }
for (let i = 0; i < Number(count); i++) {
  const socket = io(url, { auth: each[i % each.length], transports: ['websocket'], forceNew: true, reconnection: false })
  let ready = false
  const opened = () => { if (!ready) { ready = true; if (++open === Number(count)) console.log('open') } }
  if (single === 'yes') { socket.on('connect', opened); socket.on('event', () => { received++; check() }) }
  else { socket.on('snapshot', opened); socket.on('events', (frame) => { received += frame.events.length; check() }) }
}
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => { received = 0; goal = Number(line.split(' ')[1]); check() })
process.stdin.on('end', () => process.exit(0))
`

interface Crowd {
  /** Resolves when every client has got `events` since the last call; start it before they are sent. */
  expect(events: number): Promise<void>
  close(): void
}

async function crowd(url: string, auths: readonly object[], single: boolean): Promise<Crowd> {
  const child = spawn(process.execPath, ['-e', CLIENT_PROCESS, url, JSON.stringify(auths), String(CLIENTS), single ? 'yes' : 'no'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  const line = (wanted: string) =>
    new Promise<void>((resolve, reject) => {
      const onLine = (said: string): void => {
        if (said !== wanted) return
        lines.off('line', onLine)
        resolve()
      }
      lines.on('line', onLine)
      child.once('exit', () => reject(new Error('the clients ended')))
    })
  await line('open')
  return {
    expect(events) {
      child.stdin.write(`goal ${events}\n`)
      return line('done')
    },
    close: () => void child.stdin.end(),
  }
}

/** CPU seconds of this process while `work` runs: the clients are another one. */
async function cpuSeconds(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const OFFICER = { id: asActorId('officer:jia'), role: 'officer', teamId: null } as const
const FEED = { id: asActorId('feed:110'), role: 'feed', teamId: null } as const

async function openIncident(rig: Rig, name: string): Promise<IncidentId> {
  const at = { lon: 120.42, lat: 27.3 }
  const data = {
    source: { feed: '110', sourceId: name, channel: '110' }, kind: 'flood', at, original: { ...at, datum: 'wgs84' as const },
    uncertaintyM: null, place: '观美水库', description: '', caller: null, people: null, observedAt: Date.now(),
  }
  const reply = await rig.hub.execute({ commandId: asCommandId(name), type: 'reportIncident', data }, FEED)
  return asIncidentId(reply.ok ? (reply.result.incidentId ?? '') : '')
}

/**
 * How many deliveries a second of the hub's CPU pays for: the gateway's one frame per group commit against `io.emit`
 * for each event, the same events to the same number of screens. The gateway's side also pays for the commands behind
 * the events, the other side gets them for nothing.
 */
export async function benchBroadcast(report: Report): Promise<void> {
  const rig = await startRig()
  const http = createServer()
  const plain = new Server(http, { transports: ['websocket'], serveClient: false })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const plainUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const hellos = Array.from({ length: CLIENTS }, (_, index) => ({ protocol: PROTOCOL, token: rig.key('officer', `desk${index}`) }))
  const incidentIds = await Promise.all(Array.from({ length: INCIDENTS }, (_, index) => openIncident(rig, `bench${index}`)))
  let notes = 0
  const commands = (): { command: Command; actor: typeof OFFICER }[] =>
    Array.from({ length: BATCH }, () => {
      const id = asCommandId(`note${(notes += 1)}`)
      const incidentId = incidentIds[notes % INCIDENTS] ?? asIncidentId('')
      return { actor: OFFICER, command: { commandId: id, type: 'addNote', data: { incidentId, text: '两名队员已到坝下，水位还在上涨，请求增派冲锋舟' } } }
    })

  const batched = await crowd(rig.gateway.url, hellos, false)
  const single = await crowd(plainUrl, [{}], true)
  const events: LoggedEvent[] = []
  rig.hub.onCommitted((committed) => void events.push(...committed))
  const seconds = { batched: 0, single: 0 }
  try {
    for (let turn = 0; turn < TURNS; turn++) {
      events.length = 0
      const batchedDone = batched.expect(ROUNDS * BATCH)
      const spent = await cpuSeconds(async () => {
        for (let round = 0; round < ROUNDS; round++) {
          rig.hub.executeAll(commands())
          await new Promise((resolve) => setImmediate(resolve))
        }
        await batchedDone
      })
      const singleDone = single.expect(ROUNDS * BATCH)
      seconds.single += await cpuSeconds(async () => {
        for (const [index, event] of events.entries()) {
          plain.emit('event', event)
          if (index % BATCH === BATCH - 1) await new Promise((resolve) => setImmediate(resolve))
        }
        await singleDone
      })
      seconds.batched += spent
    }
  } finally {
    batched.close()
    single.close()
    await plain.close()
    await rig.close()
  }
  const deliveries = TURNS * ROUNDS * BATCH * CLIENTS
  const ratio = seconds.single / seconds.batched
  report({ name: `plain io.emit per event, ${CLIENTS} clients`, value: deliveries / seconds.single, unit: 'deliveries per CPU s' })
  report({ name: `one frame per commit of ${BATCH}, ${CLIENTS} clients, deciding included`, value: deliveries / seconds.batched, unit: 'deliveries per CPU s' })
  report({ name: 'batched broadcast against io.emit per event', value: ratio, unit: 'x', target: `>= ${TARGET} x`, met: ratio >= TARGET })
}
