import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { afterAll, describe, expect, it } from 'vitest'
import type { EventEnvelope } from '../../shared/domain/envelope'
import { PROTOCOL, type EventFrame, type Welcome } from '../../shared/protocol/messages'
import { client, login } from '../fixtures/http'
import { runHub, temporaryDataDir, type RunningHub } from '../fixtures/run-hub'

/** Rounds of `kill -9` under load. */
const ROUNDS = 50

const folder = temporaryDataDir()
afterAll(folder.remove)

/** A screen that follows the hub through every restart and keeps what it was told, in order. */
class Follower {
  readonly seen: EventEnvelope[] = []
  #since = 0
  #logId: string | undefined
  #socket: Socket | null = null
  gaps = 0

  follow(url: string, token: string): void {
    this.#socket?.disconnect()
    const auth = { protocol: PROTOCOL, token, since: this.#since, ...(this.#logId ? { logId: this.#logId } : {}) }
    const socket = io(url, { transports: ['websocket'], auth, reconnection: false, forceNew: true })
    this.#socket = socket
    socket.on('welcome', (welcome: Welcome) => {
      this.#logId = welcome.logId
    })
    socket.on('snapshot', (snapshot: { seq: number }) => {
      this.#since = snapshot.seq
    })
    socket.on('events', (frame: EventFrame) => {
      for (const event of frame.events) {
        if (event.seq !== this.#since + 1) this.gaps++
        this.#since = event.seq
        this.seen.push(event)
      }
    })
  }

  get since(): number {
    return this.#since
  }

  close(): void {
    this.#socket?.disconnect()
  }
}

describe('kill -9 under load', () => {
  it(`loses no acknowledged command in ${ROUNDS} rounds, leaves no half commit, and screens converge`, async () => {
    const acknowledged = new Map<string, string>()
    let unanswered = 0
    let hub: RunningHub = await runHub(folder.path)
    const password = hub.initialPassword ?? ''
    let token = await login(hub.url, password)
    const feed = await client(hub.url, token).post<{ key: string }>('/api/v1/feeds', { name: 'police-110' })
    const follower = new Follower()

    for (let round = 0; round < ROUNDS; round++) {
      follower.follow(hub.url, token)
      const alarms = client(hub.url, feed.key)
      let dead = false
      const load = Array.from({ length: 8 }, async () => {
        while (!dead) {
          const sourceId = randomUUID()
          try {
            const { incidentId } = await alarms.post<{ incidentId: string }>('/api/v1/alarms', {
              sourceId,
              kind: 'flood',
              place: `第 ${round} 轮`,
              lon: 120.42,
              lat: 27.3,
              datum: 'wgs84',
              observedAt: new Date().toISOString(),
            })
            acknowledged.set(sourceId, incidentId)
          } catch {
            // Cut off in the middle: it may or may not be there, nobody was told that it is.
            unanswered++
            if (dead) return
            await sleep(5)
          }
        }
      })
      await sleep(20 + ((round * 37) % 120))
      await hub.kill()
      dead = true
      await Promise.all(load)
      hub = await runHub(folder.path)
      if (round % 10 === 9) token = await login(hub.url, password)
    }

    const officer = client(hub.url, token)
    const events: EventEnvelope[] = []
    for (let since = 0; ; ) {
      const page = await officer.get<{ events: EventEnvelope[] }>(`/api/v1/events?since=${since}&limit=1000`)
      if (page.events.length === 0) break
      events.push(...page.events)
      since = page.events.at(-1)?.seq ?? since
    }
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
    const reported = new Map<string, string>()
    for (const event of events) {
      if (event.type !== 'incident.reported') continue
      const data = event.data as { incidentId: string; source: { sourceId: string } }
      expect(reported.has(data.source.sourceId), 'reported once').toBe(false)
      reported.set(data.source.sourceId, data.incidentId)
    }
    expect(acknowledged.size).toBeGreaterThan(ROUNDS)
    for (const [sourceId, incidentId] of acknowledged) expect(reported.get(sourceId)).toBe(incidentId)

    follower.follow(hub.url, token)
    const head = events.at(-1)?.seq ?? 0
    for (let wait = 0; wait < 200 && follower.since < head; wait++) await sleep(25)
    expect(follower.since).toBe(head)
    expect(follower.gaps).toBe(0)
    const first = follower.seen[0]?.seq ?? 1
    expect(follower.seen).toHaveLength(head - first + 1)
    for (const event of follower.seen) expect(event).toEqual(events[event.seq - 1])
    expect(unanswered).toBeGreaterThan(0)
    follower.close()
    expect(await hub.stop()).toBe(0)
  }, 240_000)
})
