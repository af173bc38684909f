import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { startRig, testPack } from '../../electron/hub/gateway/testing/harness'
import { TrackStore } from '../../renderer/state/track-store'
import { PROTOCOL } from '../../shared/protocol/messages'
import { encodeTrackFrame, type TrackPoint } from '../../shared/protocol/track-frame'
import { decodeFrame1, encodeFrame1, Table1 } from './frame1'
import type { Report } from './report'

const OBJECTS = 8_000
const TURNS = 60
const UPDATES_A_SECOND = 10_000
const CLIENTS = 3
const SECONDS = 20

function fleet(step: number): TrackPoint[] {
  return Array.from({ length: OBJECTS }, (_, i) => ({
    id: `vessel:4129${String(i).padStart(5, '0')}`,
    lon: 120.6 + (i % 200) / 500 + step / 1e4,
    lat: 27 + i / 20_000 + step / 1e4,
    headingDeg: (i * 7 + step) % 360,
    speedMps: (i % 60) / 10,
    accuracyM: 15,
    at: 1_785_218_580_000 + step * 1000,
  }))
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function timed(work: () => void): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

/** What one frame of everything costs, and what it costs the hub to pass 10,000 positions a second on. */
export async function benchTelemetry(report: Report): Promise<void> {
  benchFrames(report)
  await benchHubLoad(report)
}

/** Both forms take turns in one run, so that their ratio is worth something on any machine. */
function benchFrames(report: Report): void {
  const times = { encode1: [] as number[], encode2: [] as number[], take1: [] as number[], take2: [] as number[] }
  const table = new Table1()
  const store = new TrackStore()
  const named = fleet(0).map(({ id }, handle) => ({ handle, id }))
  store.receive(encodeTrackFrame({ hubTime: 0, start: true, named, removed: [], moved: [] }))
  let bytes = [0, 0]
  for (let turn = 1; turn <= TURNS; turn++) {
    const points = fleet(turn)
    const moved = points.map((point, handle) => ({ handle, point }))
    let [one, two] = [new ArrayBuffer(0), new ArrayBuffer(0)]
    times.encode1.push(timed(() => (one = encodeFrame1(turn, points))))
    times.encode2.push(timed(() => (two = encodeTrackFrame({ hubTime: turn, start: false, named: [], removed: [], moved }))))
    times.take1.push(timed(() => table.put(decodeFrame1(one).points)))
    times.take2.push(
      timed(() => {
        store.receive(two)
        store.group('vessel').columns()
      }),
    )
    bytes = [one.byteLength, two.byteLength]
  }
  if (table.size !== OBJECTS || store.group('vessel').size !== OBJECTS || store.refused > 0) throw new Error('the frames were not taken')
  const took = median(times.take2)
  report({ name: 'screen: one frame of 8,000 objects into columns, median', value: took, unit: 'ms', target: 'under 2 ms', met: took < 2 })
  report({ name: 'the same by protocol 1 (ids as text, an object each), times as long', value: median(times.take1) / took, unit: 'x' })
  report({ name: 'hub: encoding such a frame, protocol 1 times as long', value: median(times.encode1) / median(times.encode2), unit: 'x' })
  report({ name: 'size of such a frame, protocol 1 times as large', value: (bytes[0] ?? 0) / (bytes[1] ?? 1), unit: 'x' })
}

/** Sender and screens, in a process of their own so that only the hub's work is counted. */
const OTHERS = `
const { io } = require('socket.io-client')
const [url, tokens, key, rate, protocol, objects] = process.argv.slice(1)
let open = 0, frames = 0, bytes = 0
for (const token of JSON.parse(tokens)) {
  const socket = io(url, { auth: { protocol: Number(protocol), token }, transports: ['websocket'], forceNew: true, reconnection: false })
  socket.on('snapshot', () => { if (++open === JSON.parse(tokens).length) console.log('open') })
  socket.on('tracks', (frame, done) => { frames++; bytes += frame.byteLength; done() })
}
let turn = 0, sending = false
const post = async () => {
  const at = Date.now()
  const positions = Array.from({ length: rate / 10 }, (_, i) => {
    const n = (turn * rate / 10 + i) % objects
    return { id: 'vessel:' + n, lon: 120.6 + n / 50000 + turn / 1e6, lat: 27.2, headingDeg: n % 360, speedMps: 4, at }
  })
  turn++
  const response = await fetch(url + '/api/v1/feeds/bench/positions', { method: 'POST', headers: { authorization: 'Bearer ' + key, 'content-type': 'application/json' }, body: JSON.stringify({ datum: 'WGS84', positions }) })
  const answer = await response.json()
  if (answer.accepted !== positions.length) console.log('refused ' + JSON.stringify(answer).slice(0, 300))
}
let timer
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'go') timer = setInterval(() => void post(), 100)
  if (line === 'count') console.log(JSON.stringify({ frames, bytes, turn }))
})
process.stdin.on('end', () => process.exit(0))
`

async function benchHubLoad(report: Report): Promise<void> {
  const rig = await startRig({}, testPack())
  const tokens = Array.from({ length: CLIENTS }, (_, i) => rig.key('officer', `desk${i}`))
  const args = [rig.gateway.url, JSON.stringify(tokens), rig.key('feed', 'bench'), String(UPDATES_A_SECOND), String(PROTOCOL), String(OBJECTS)]
  const others = spawn(process.execPath, ['-e', OTHERS, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: others.stdout })[Symbol.asyncIterator]()
  const said = async (): Promise<string> => {
    const line: string = String((await lines.next()).value)
    if (line.startsWith('refused')) throw new Error(line)
    return line
  }
  const count = async (): Promise<{ frames: number; bytes: number; turn: number }> => {
    others.stdin.write('count\n')
    return JSON.parse(await said()) as { frames: number; bytes: number; turn: number }
  }
  await said()
  others.stdin.write('go\n')
  await sleep(3_000)
  const [before, cpuBefore, startedAt] = [await count(), process.cpuUsage(), performance.now()]
  let longest = 0
  while (performance.now() - startedAt < SECONDS * 1000) longest = Math.max(longest, await lateness())
  const { user, system } = process.cpuUsage(cpuBefore)
  const after = await count()
  const seconds = (performance.now() - startedAt) / 1000
  others.stdin.end()
  await rig.close()
  const updates = (after.turn - before.turn) * (UPDATES_A_SECOND / 10)
  const share = (user + system) / 1e6 / seconds
  report({ name: `hub: positions taken and passed on to ${CLIENTS} screens`, value: updates / seconds, unit: '/s' })
  report({ name: 'hub: share of one core for that', value: share * 100, unit: '%', target: 'under 50 %', met: share < 0.5 })
  report({ name: 'hub: longest that anything else had to wait meanwhile', value: longest, unit: 'ms' })
  report({ name: 'each screen: frames a second', value: (after.frames - before.frames) / CLIENTS / seconds, unit: '/s' })
  report({ name: 'each screen: data', value: (after.bytes - before.bytes) / CLIENTS / seconds / 1024, unit: 'KiB/s' })
}

/** How much later than asked for a timer comes: what an alarm would wait. Milliseconds. */
async function lateness(): Promise<number> {
  const startedAt = performance.now()
  await sleep(20)
  return performance.now() - startedAt - 20
}
