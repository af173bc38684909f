import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_TAIL } from '../../electron/hub/gateway/limits'
import { next, startRig, type Rig, type Screen } from '../../electron/hub/gateway/testing/harness'
import { asActorId, asCommandId, asIncidentId } from '../../shared/base/ids'
import type { LoggedEvent } from '../../shared/domain/event'
import { applyEvent, type World } from '../../shared/domain/world'
import { snapshotOf, worldFrom } from '../../shared/domain/world-snapshot'
import { call } from '../fixtures/domain'

const CLIENTS = 20
const CUTS = 20

let rig: Rig
let incidentId = asIncidentId('')
beforeAll(async () => {
  rig = await startRig()
  const feed = { id: asActorId('feed:110'), role: 'feed', teamId: null } as const
  const reply = await rig.hub.execute({ commandId: asCommandId('first'), type: 'reportIncident', data: call('first') }, feed)
  if (reply.ok && reply.result.incidentId) incidentId = reply.result.incidentId
})
afterAll(() => rig.close())

const officer = { id: asActorId('officer:jia'), role: 'officer', teamId: null } as const
let notes = 0
function commit(size: number): void {
  rig.hub.executeAll(
    Array.from({ length: size }, () => {
      const text = `n${(notes += 1)}`
      return { actor: officer, command: { commandId: asCommandId(text), type: 'addNote', data: { incidentId, text } } }
    }),
  )
}

/** A screen that folds what it gets and never asks for a resync: any gap, repetition or disorder is counted. */
class Folder {
  world: World | null = null
  logId: string | undefined
  lost = 0
  repeated = 0
  snapshots = 0
  tails = 0
  #screen: Screen | null = null

  connect(key: string): void {
    const known = this.world && this.logId ? { logId: this.logId, since: this.world.seq } : {}
    const screen = rig.screen(key, known)
    this.#screen = screen
    // What an old connection still delivers after the cut is no longer listened to, as in one socket that reconnects.
    const current = () => this.#screen === screen
    screen.on('welcome', (welcome) => {
      if (!current()) return
      this.logId = welcome.logId
      if (welcome.mode === 'tail') this.tails += 1
    })
    screen.on('snapshot', (snapshot) => {
      if (!current()) return
      this.world = worldFrom(snapshot)
      this.snapshots += 1
    })
    screen.on('events', ({ events }) => {
      if (current()) for (const event of events) this.take(event)
    })
  }

  take(event: LoggedEvent): void {
    if (!this.world) return void (this.lost += 1)
    if (event.seq <= this.world.seq) return void (this.repeated += 1)
    if (event.seq > this.world.seq + 1) this.lost += 1
    applyEvent(this.world, event)
  }

  cut(): void {
    // As a cable that is pulled, not as a client that says goodbye.
    this.#screen?.io.engine.close()
  }

  get seq(): number {
    return this.world?.seq ?? 0
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('resume', () => {
  it(`[GW2] ${CLIENTS} screens are cut off ${CUTS} times each under load: 0 lost, 0 repeated, 0 out of order`, { timeout: 120_000 }, async () => {
    // Pages of seven events, read so slowly that commits always come in between: the worst case for the join.
    rig.hub.slowReads = true
    const folders = Array.from({ length: CLIENTS }, () => new Folder())
    const keys = folders.map((_, index) => rig.key('officer', `officer${index}`))
    for (const [index, folder] of folders.entries()) folder.connect(keys[index] ?? '')
    let loading = true
    const load = (async () => {
      while (loading) {
        commit(1 + (notes % 5))
        await sleep(3)
      }
    })()
    for (let cut = 0; cut < CUTS; cut++) {
      for (const [index, folder] of folders.entries()) {
        // Some are cut in the middle of their tail, others once live.
        await sleep((index * 7 + cut * 3) % 5)
        folder.cut()
        folder.connect(keys[index] ?? '')
      }
      await sleep((cut % 4) * 30)
    }
    loading = false
    await load
    rig.hub.slowReads = false
    commit(1)
    for (let wait = 0; wait < 400 && folders.some((folder) => folder.seq !== rig.hub.world.seq); wait++) await sleep(25)
    expect(folders.map(({ seq, lost }) => ({ seq, lost }))).toEqual(folders.map(() => ({ seq: rig.hub.world.seq, lost: 0 })))
    expect(folders.reduce((sum, folder) => sum + folder.repeated, 0)).toBe(0)
    expect(folders.reduce((sum, folder) => sum + folder.tails, 0)).toBeGreaterThan(CLIENTS * CUTS * 0.5)
    for (const folder of folders) expect(folder.world && snapshotOf(folder.world)).toEqual(snapshotOf(rig.hub.world))
  })

  it('[GW3] another log, a since from the future, too long an absence and no since at all get a snapshot', async () => {
    while (rig.hub.world.seq <= MAX_TAIL + 10) commit(500)
    const head = rig.hub.world.seq
    const { logId } = rig.hub
    const cases: [object, 'tail' | 'snapshot'][] = [
      [{}, 'snapshot'],
      [{ logId }, 'snapshot'],
      [{ since: head }, 'snapshot'],
      [{ logId: 'another', since: head }, 'snapshot'],
      [{ logId, since: head + 1 }, 'snapshot'],
      [{ logId, since: head - MAX_TAIL - 1 }, 'snapshot'],
      [{ logId, since: head - MAX_TAIL }, 'tail'],
      [{ logId, since: head }, 'tail'],
    ]
    for (const [auth, mode] of cases) {
      const screen = rig.screen(rig.keys.officer, { ...auth })
      const welcome = await next(screen, 'welcome')
      expect({ auth, mode: welcome.mode, seq: welcome.seq }).toEqual({ auth, mode, seq: head })
      if (mode === 'snapshot') expect((await next(screen, 'snapshot')).seq).toBe(head)
      screen.disconnect()
    }
  })

  it('[GW1] a group commit is one frame', async () => {
    const screen = rig.screen(rig.keys.officer)
    await next(screen, 'snapshot')
    await sleep(50)
    const frames: number[] = []
    screen.on('events', ({ events }) => frames.push(events.length))
    commit(16)
    commit(3)
    commit(1)
    for (let wait = 0; wait < 100 && frames.length < 3; wait++) await sleep(10)
    expect(frames).toEqual([16, 3, 1])
  })
})
