import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMessageHandler } from '../../electron/hub/gateway/socket/messages'
import { startRig, type Rig } from '../../electron/hub/gateway/testing/harness'
import { commandData, PERMITTED, type CommandType, type Role } from '../../shared/domain/command'
import type { CommandReply } from '../../shared/protocol/messages'

type Outside = Exclude<Role, 'hub'>
const ROLES: readonly Outside[] = ['officer', 'team', 'unit', 'wall', 'feed']

/**
 * Who may use what, written down a second time by hand: a route that lets somebody new in, or a new one, fails here
 * until somebody has thought about it.
 */
const MATRIX: Readonly<Record<string, readonly Outside[] | 'anyone'>> = {
  'POST /api/v1/alarms': ['feed'],
  'POST /api/v1/cap': ['feed'],
  'GET /api/v1/incidents': ['officer', 'wall'],
  'GET /api/v1/incident-heat': ['officer'],
  'GET /api/v1/incidents/{id}': ['officer', 'wall'],
  'GET /api/v1/incidents/{id}/recommendation': ['officer'],
  'POST /api/v1/incidents/{id}/dispatches': ['officer'],
  'POST /api/v1/incidents/{id}/attachments': ['officer', 'team'],
  'GET /api/v1/attachments/{hash}': ['officer', 'team'],
  'POST /api/v1/dispatches/{id}/milestones': ['officer', 'team'],
  'POST /api/v1/teams/{id}/position': ['team'],
  'GET /api/v1/closures': ['officer', 'wall', 'team'],
  'POST /api/v1/closures': ['officer'],
  'DELETE /api/v1/closures/{id}': ['officer'],
  'POST /api/v1/reach': ['officer'],
  'POST /api/v1/people': ['officer'],
  'GET /api/v1/coverage': ['officer', 'wall'],
  'POST /api/v1/coverage/suggestion': ['officer'],
  'GET /api/v1/events': ['officer'],
  'GET /api/v1/recordings': ['officer'],
  'GET /api/v1/recordings/size': ['officer'],
  'GET /api/v1/replay': ['officer', 'wall'],
  'GET /api/v1/replay/events': ['officer'],
  'POST /api/v1/commands': ['officer', 'team', 'unit', 'feed'],
  'GET /api/v1/phone': ['team'],
  'GET /api/v1/units': ['officer'],
  'GET /api/v1/unit': ['unit'],
  'GET /api/v1/briefings': ['officer', 'wall'],
  'POST /api/v1/briefings': ['officer'],
  'GET /api/v1/briefings/{id}': ['officer', 'wall'],
  'GET /api/v1/briefings/{id}/now': ['officer'],
  'POST /api/v1/alerts/events': ['feed'],
  'GET /api/v1/alerts': ['officer', 'wall'],
  'GET /api/v1/response': ['officer'],
  'GET /api/v1/callouts': ['officer'],
  'GET /api/v1/relocation/villages/{id}': ['officer', 'unit'],
  'GET /api/v1/relocation/households': ['officer'],
  'GET /api/v1/points/{id}': ['officer', 'wall'],
  'GET /api/v1/vessels/{mmsi}': ['officer', 'wall'],
  'GET /api/v1/sea': ['officer', 'wall'],
  'GET /api/v1/sea/state': ['officer', 'wall'],
  'GET /api/v1/recalls': ['officer', 'wall'],
  'POST /api/v1/recalls/count': ['officer'],
  'POST /api/v1/recalls': ['officer'],
  'GET /api/v1/basemaps/{id}/{part}': ['officer', 'wall', 'team'],
  'GET /api/v1/basemaps/{id}/{part}/{z}/{x}/{y}': ['officer', 'wall', 'team'],
  'GET /api/v1/pack': ['officer', 'wall', 'team'],
  'GET /api/v1/roads': ['officer', 'wall', 'team'],
  'POST /api/v1/session': 'anyone',
  'GET /api/v1/session': ['officer', 'wall', 'team', 'unit', 'feed'],
  'DELETE /api/v1/session': ['officer', 'wall', 'team', 'unit'],
  'PUT /api/v1/session/password': ['officer'],
  'GET /api/v1/officers': ['officer'],
  'POST /api/v1/officers': ['officer'],
  'DELETE /api/v1/officers': ['officer'],
  'POST /api/v1/devices/links': ['officer'],
  'POST /api/v1/devices/claim': 'anyone',
  'GET /api/v1/devices': ['officer'],
  'DELETE /api/v1/devices/{id}': ['officer'],
  'GET /api/v1/feeds': ['officer'],
  'POST /api/v1/feeds': ['officer'],
  'DELETE /api/v1/feeds/{id}': ['officer'],
  'POST /api/v1/feeds/{name}/positions': ['feed'],
  'POST /api/v1/feeds/{name}/readings': ['feed'],
  'POST /api/v1/feeds/{name}/heat': ['feed'],
  'GET /api/v1/tracks/trail': ['officer', 'wall'],
  'GET /api/v1/tracks/at': ['officer', 'wall'],
  'GET /api/v1/tracks/span': ['officer', 'wall'],
  'POST /api/v1/drill/clock': ['officer'],
  'GET /healthz': 'anyone',
  'GET /api/v1/health': 'anyone',
  'GET /api/v1/openapi.json': 'anyone',
}

/** Whoever may use these may still be refused: they are for one's own team or feed only. */
const OWN = /^\/api\/v1\/(teams\/\{id\}\/position|relocation\/villages\/\{id\}|feeds\/\{name\}\/)/

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.close())

describe('the role matrix', () => {
  it('covers every operation that the interface has', async () => {
    const { body } = await rig.call('GET', '/api/v1/openapi.json')
    const paths = body['paths'] as Readonly<Record<string, object>>
    const operations = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    expect(operations.toSorted()).toEqual(Object.keys(MATRIX).toSorted())
  })

  it.each(Object.entries(MATRIX))('%s', async (operation, permitted) => {
    const [method = '', template = ''] = operation.split(' ')
    const path = template.replace(/\{\w+\}/g, 'nothing')
    // Nothing may come of it: a briefing asks for nothing, so here it is asked for wrongly.
    const bodyOf = method === 'POST' || method === 'PUT' ? { body: operation === 'POST /api/v1/briefings' ? { storm: 0 } : {} } : {}
    const nobody = await rig.call(method, path, bodyOf)
    if (permitted === 'anyone') expect([401, 403]).not.toContain(nobody.status)
    else expect(nobody).toMatchObject({ status: 401, body: { error: { code: 'unauthorised' } } })
    expect((await rig.call(method, path, { ...bodyOf, key: 'dhk_no-such-key-at-all' })).status).toBe(401)
    const seq = rig.hub.world.seq
    for (const role of ROLES) {
      // A key of its own: signing out is one of the operations.
      const key = rig.key(role, role === 'feed' ? '110' : 'x', role === 'team' ? 'lan' : undefined)
      const { status, body } = await rig.call(method, path, { ...bodyOf, key })
      const code = (body['error'] as { code?: string } | undefined)?.code
      if (permitted === 'anyone' || permitted.includes(role)) expect(status === 403 && !OWN.test(template), `${role} ${code}`).toBe(false)
      else expect({ role, status, code }).toEqual({ role, status: 403, code: 'forbidden' })
    }
    expect(rig.hub.world.seq).toBe(seq)
  })
})

describe('[GW6] commands', () => {
  const types = Object.keys(commandData) as CommandType[]
  it.each(types)('%s is for its roles only, over the socket and over HTTP', async (type) => {
    const handle = createMessageHandler({
      hub: rig.hub,
      buckets: { take: () => 0 },
      counters: { add: () => {}, get: () => 0, all: () => ({}) },
      redact: { isSensitiveKind: () => false } as never,
      onBug: (error) => expect.unreachable(String(error)),
    })
    for (const role of ROLES) {
      const key = rig.key(role, role === 'feed' ? '110' : 'x', role === 'team' ? 'lan' : undefined)
      const principal = rig.access.verify(key)
      if (!principal) throw new Error('no principal')
      let reply: CommandReply | undefined
      const message = { commandId: `m-${type}-${role}`, type, data: {} }
      await handle({ principal, watch: () => {}, look: () => {}, present: () => {}, picture: () => {}, direct: () => {}, scrub: () => {}, drop: () => {} }, 'command', [message, (answer: CommandReply) => (reply = answer)])
      const over = await rig.call('POST', '/api/v1/commands', { key, body: message })
      const code = reply?.ok === false ? reply.error.code : 'ok'
      // Photos and briefings come through their own doors, never as a bare command.
      if (PERMITTED[type].includes(role) && type !== 'addAttachment' && type !== 'freezeBriefing') expect(code).not.toBe('forbidden')
      else expect({ type, role, code, status: over.status }).toEqual({ type, role, code: 'forbidden', status: 403 })
    }
  })
})
