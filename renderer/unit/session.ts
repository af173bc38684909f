import { errorOf } from '../pocket/answer'
import { connect, restoreClock, type Channel, type Connection } from '../pocket/connection'
import { claimCall, post, request } from '../pocket/request'
import { hubNow } from '../state/clock'
import { newId } from '../state/new-id'
import { openOutbox, type Outbox } from './outbox'
import { getUnit, isUnitState, keepDevice, loadSaid, receiveState, saveSaid, setUnit, type Device } from './store'

const TIMEOUT = 15_000

let session: { readonly outbox: Outbox; readonly connection: Connection; stop(): void } | null = null

const channel: Channel = {
  name: 'unit',
  path: '/api/v1/unit',
  receive(state) {
    if (!isUnitState(state)) return false
    receiveState(state, hubNow())
    return true
  },
  link: () => getUnit().link,
  setLink: (link, heard) => setUnit({ link, ...(heard ? { lastContact: hubNow() } : {}) }),
  setDrill: (drill) => setUnit({ drill }),
}

/** Exchanges a one-time secret for the device's key. Each outcome is told in its own words. */
export async function claim(secret: string): Promise<void> {
  setUnit({ enrol: 'claiming' })
  const answer = await request(claimCall(secret, ''), null, TIMEOUT)
  const grant = (answer?.body ?? null) as { deviceKey?: unknown; role?: unknown; unitId?: unknown } | null
  if (answer && answer.status < 300 && typeof grant?.deviceKey === 'string') {
    if (grant.role !== 'unit' || typeof grant.unitId !== 'string') {
      setUnit({ enrol: 'notUnit' })
      return
    }
    stopSession()
    const device: Device = { key: grant.deviceKey, unitId: grant.unitId }
    keepDevice(device)
    startSession(device)
    return
  }
  const error = errorOf(answer?.body)
  // Only a refusal by the hub itself has used the link up; anything else leaves it good for another try.
  setUnit({ enrol: !answer || answer.status >= 500 || !error || error.code === 'rate_limited' ? 'offline' : 'used' })
}

/** Starts everything that belongs to an enrolled device. */
export function startSession(device: Device): void {
  if (session) return
  restoreClock('unit')
  const outbox = openOutbox({
    unitId: device.unitId,
    load: loadSaid,
    save: saveSaid,
    send: ({ commandId, type, data }) => request(post('/api/v1/commands', { commandId, type, data }), device.key, TIMEOUT),
    onChange: (said, durable) => setUnit({ said, durable }),
    onUnauthorised: revoked,
    later: (task, ms) => {
      const timer = setTimeout(task, ms)
      return () => clearTimeout(timer)
    },
    dice: Math.random,
  })
  const connection = connect(device.key, channel, {
    onContact: outbox.kick,
    onRevoked: revoked,
    onReplaced: () => setUnit({ replaced: true }),
  })
  const wake = () => {
    if (document.visibilityState !== 'visible') return
    outbox.kick()
    connection.poke()
  }
  window.addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
  session = {
    outbox,
    connection,
    stop() {
      window.removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', wake)
      connection.stop()
      outbox.stop()
    },
  }
}

function stopSession(): void {
  session?.stop()
  session = null
}

/** The centre has switched this device off: the key is forgotten, what could not be sent is counted. */
function revoked(): void {
  const leftOver = getUnit().said.filter(({ state }) => state === 'waiting').length
  stopSession()
  keepDevice(null)
  setUnit({ enrol: 'revoked', leftOver })
}

/**
 * Says something in the unit's name: it is kept, sent, and sent again until the hub has answered. `words`: what the page
 * calls it, in case it is refused. Commands that carry a moment take it from the caller, not from the time of sending.
 */
export function say(type: string, data: unknown, words: string): void {
  session?.outbox.say({ commandId: newId(), type, data, words, at: hubNow() })
}

export function dismiss(commandId: string): void {
  session?.outbox.dismiss(commandId)
}
