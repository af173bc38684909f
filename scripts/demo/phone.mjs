// A team leader's phone without a screen: the phone page's own interface, pressed by a script.
import { randomUUID } from 'node:crypto'
import { io } from 'socket.io-client'
import { client } from './api.mjs'

const PROTOCOL = 3

/** Redeems a one-time link (`…#k=SECRET`) and keeps the line open. */
export async function connectPhone(url, link, name) {
  const secret = new URL(link).hash.replace(/^#k=/, '')
  const { deviceKey, teamId } = await client(url).post('/api/v1/devices/claim', { secret, name })
  const http = client(url, deviceKey)
  const socket = io(url, { transports: ['websocket'], auth: { protocol: PROTOCOL, token: deviceKey } })
  const waiting = new Set()
  let state = null
  socket.on('phone', (next) => {
    state = next
    for (const look of waiting) look()
  })

  /** Resolves with the first state for which `test` returns something, or rejects after `timeoutMs`. */
  function until(test, timeoutMs) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => done(reject, new Error(`${name}: nothing came in ${timeoutMs / 1000} s`)), timeoutMs)
      const done = (settle, value) => {
        clearTimeout(timer)
        waiting.delete(look)
        settle(value)
      }
      function look() {
        const found = state && test(state)
        if (found) done(resolve, found)
      }
      waiting.add(look)
      look()
    })
  }

  return {
    teamId,
    /** The order for an incident, once it is on this phone; says that it was drawn, as the page does. */
    async order(incidentId, timeoutMs = 60_000) {
      const order = await until((now) => now.orders.find((one) => one.incident.id === incidentId && one.dispatch.endedAt === null), timeoutMs)
      await http.post('/api/v1/commands', {
        commandId: `delivered:${order.dispatch.id}`,
        type: 'markDelivered',
        data: { dispatchId: order.dispatch.id, observedAt: Date.now() },
      })
      return order
    },
    milestone: (dispatchId, milestone, note = '') =>
      http.post(`/api/v1/dispatches/${dispatchId}/milestones`, { milestone, at: Date.now(), note }, { 'idempotency-key': randomUUID() }),
    position: (at, more = {}) =>
      http.post(`/api/v1/teams/${teamId}/position`, { lon: at[0], lat: at[1], datum: 'wgs84', at: Date.now(), ...more }),
    photo: (incidentId, bytes, name = 'scene.png') =>
      http.send(`/api/v1/incidents/${incidentId}/attachments`, bytes, { 'content-type': 'image/png', 'x-file-name': name }),
    close: () => socket.disconnect(),
  }
}
