import type { EpochMs } from '../../shared/base/time'
import type { Milestone } from '../../shared/domain/dispatch/state'
import { hubNow } from '../state/clock'
import { newId } from '../state/new-id'
import { errorOf } from '../pocket/answer'
import { connect, restoreClock, type Connection } from '../pocket/connection'
import { claimCall, request } from '../pocket/request'
import { callFor } from './api'
import { channel } from './channel'
import { storeDevice, type Device } from './device'
import { unsent, type OutboxWork } from './outbox'
import { openStorage } from './outbox-db'
import { openOutbox, type Outbox } from './outbox-runner'
import { shrink } from './photo'
import { startPosition } from './position'
import { forget, getPhone, setPhone, usePhone } from './store'

const WORD_TIMEOUT = 10_000
const PHOTO_TIMEOUT = 60_000
const CLAIM_TIMEOUT = 15_000

interface Session {
  readonly outbox: Outbox
  readonly connection: Connection
  stop(): void
}

let session: Session | null = null
let starting = false
/** Pressed while the storage was still being opened. */
let early: { readonly works: readonly OutboxWork[]; readonly at: EpochMs }[] = []

/** Exchanges a one-time secret for the phone's key. Each outcome is told in its own words. */
export async function claim(secret: string): Promise<void> {
  setPhone({ enrol: { kind: 'claiming' } })
  const answer = await request(claimCall(secret, deviceName()), null, CLAIM_TIMEOUT)
  const grant = (answer?.body ?? null) as { deviceKey?: unknown; role?: unknown; teamId?: unknown } | null
  if (answer && answer.status < 300 && typeof grant?.deviceKey === 'string') {
    if (grant.role !== 'team' || typeof grant.teamId !== 'string') {
      setPhone({ enrol: { kind: 'notTeam' } })
      return
    }
    const device: Device = { key: grant.deviceKey, teamId: grant.teamId }
    stopSession()
    forget({ kind: 'none' })
    storeDevice(device)
    setPhone({ device })
    return
  }
  const error = errorOf(answer?.body)
  // Only a refusal by the hub itself has used the link up; anything else leaves it good for another try.
  if (!answer || answer.status >= 500 || !error || error.code === 'rate_limited') setPhone({ enrol: { kind: 'offline' } })
  else if (['unauthorised', 'not_found', 'forbidden', 'already_done', 'wrong_state'].includes(error.code)) setPhone({ enrol: { kind: 'used' } })
  else setPhone({ enrol: { kind: 'failed', reason: error.message || error.code } })
}

/** What the officer sees in the list of phones. */
function deviceName(): string {
  const system = /\(([^;)]+)(?:;\s*([^;)]+))?/.exec(navigator.userAgent)
  return [system?.[1], system?.[2]].filter(Boolean).join(' ').slice(0, 60) || 'phone'
}

/** Starts everything that belongs to an enrolled phone. Calling it again while it runs does nothing. */
export async function startSession(device: Device): Promise<void> {
  if (session || starting) return
  starting = true
  restoreClock('phone')
  const storage = await openStorage()
  setPhone({ durable: storage.durable })
  const outbox = await openOutbox({
    teamId: device.teamId,
    store: storage,
    async send(item) {
      const photo = item.work.kind === 'photo' ? await storage.photo(item.key).catch(() => null) : null
      const call = callFor(item, photo)
      // The picture is gone from this phone's storage (the browser cleared it): said, not hidden.
      if (!call) return { status: 410, body: { error: { code: 'not_found', message: 'the picture is no longer on this phone' } } }
      return request(call, device.key, photo ? PHOTO_TIMEOUT : WORD_TIMEOUT)
    },
    onChange: (items) => setPhone({ items }),
    onUnauthorised: revoked,
    later: (task, ms) => {
      const timer = setTimeout(task, ms)
      return () => clearTimeout(timer)
    },
    dice: Math.random,
  })
  const position = startPosition(device.key, device.teamId)
  const connection = connect(device.key, channel, {
    onContact() {
      outbox.kick()
      position.kick()
    },
    onRevoked: revoked,
    onReplaced() {
      setPhone({ enrol: { kind: 'replaced' } })
    },
  })
  const prune = usePhone.subscribe((now, before) => {
    if (now.state && now.state !== before.state) outbox.prune(new Set(now.state.orders.map((order) => order.dispatch.id))).catch(() => undefined)
  })
  const wake = () => {
    if (document.visibilityState !== 'visible') return
    outbox.kick()
    connection.poke()
  }
  const offline = () => connection.poke()
  window.addEventListener('online', wake)
  window.addEventListener('offline', offline)
  document.addEventListener('visibilitychange', wake)
  starting = false
  session = {
    outbox,
    connection,
    stop() {
      window.removeEventListener('online', wake)
      window.removeEventListener('offline', offline)
      document.removeEventListener('visibilitychange', wake)
      prune()
      position.stop()
      connection.stop()
      outbox.stop()
    },
  }
  for (const { works, at } of early) add(outbox, works, at)
  early = []
}

export function stopSession(): void {
  session?.stop()
  session = null
}

/** The centre has switched this phone off: the key is forgotten, what could not be sent is named. */
function revoked(): void {
  const { items, device } = getPhone()
  if (!device) return
  const leftOver = unsent(items, device.teamId)
  stopSession()
  storeDevice(null)
  forget({ kind: 'revoked', leftOver })
}

/** Records presses and sends them as soon as possible. They carry one moment: the leader pressed once. */
export function record(...works: readonly OutboxWork[]): void {
  const at = hubNow()
  if (session) add(session.outbox, works, at)
  else early.push({ works, at })
}

function add(outbox: Outbox, works: readonly OutboxWork[], at: EpochMs): void {
  outbox.add(works.map((work) => ({ key: newId(), work })), at).catch(() => setPhone({ durable: false }))
}

export function milestones(dispatchId: string, ...steps: readonly Milestone[]): void {
  record(...steps.map((milestone): OutboxWork => ({ kind: 'milestone', dispatchId, milestone, note: '' })))
}

/** Tells the hub that an order is on the screen. Once for each order, however often it is drawn. */
export function delivered(dispatchId: string): void {
  const told = getPhone().items.some((item) => item.work.kind === 'delivered' && item.work.dispatchId === dispatchId)
  if (!told) record({ kind: 'delivered', dispatchId })
}

export async function sendPhotos(dispatchId: string, incidentId: string, files: readonly File[]): Promise<void> {
  setPhone({ photoFailed: false })
  for (const file of files) {
    try {
      const photo = await shrink(file)
      const at = hubNow()
      const key = newId()
      const name = `photo-${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}.jpg`
      const work: OutboxWork = { kind: 'photo', dispatchId, incidentId, name, bytes: photo.size }
      await session?.outbox.add([{ key, work }], at, new Map([[key, photo]]))
    } catch {
      setPhone({ photoFailed: true })
    }
  }
}

export function dismissRefusal(key: string): void {
  session?.outbox.dismiss(key).catch(() => undefined)
}
