import { z } from 'zod'
import { asTeamId, ID_PATTERN } from '../../../../shared/base/ids'
import { MINUTE } from '../../../../shared/base/time'
import { unitsOf, type Unit } from '../../../../shared/pack/units'
import { OFFICER_NAME } from '../access/officers'
import { LINK_LIMITS, LINK_MINUTES } from '../access/store'
import type { GatewayContext } from '../context'
import { readBodyAs } from '../http/body'
import { invalid, notFound, Refusal, tooMany } from '../http/refusal'
import { param, sender, type Route } from '../http/route'
import { linkUrl } from '../link-url'

const deviceName = z.string().trim().min(1).max(80)

const linkSchema = z.object({
  role: z.enum(['wall', 'team', 'unit', 'officer']).describe('officer: a desk that needs no password.'),
  teamId: z.string().regex(ID_PATTERN).optional().describe('For role team: whose phone it will be.'),
  unitId: z.string().regex(ID_PATTERN).optional().describe('For role unit: whose page it will be.'),
  name: deviceName.optional().describe('What the device is called in the list; for a desk the officer\'s name.'),
  minutes: z.number().int().min(LINK_LIMITS.min).max(LINK_LIMITS.max).optional().describe(`How long the link waits (default ${LINK_MINUTES}).`),
})

const claimSchema = z.object({ secret: z.string().min(16).max(200), name: deviceName.optional() })

/** Walls, phones and desks that need no password: one-time links, what was claimed, and taking it back. */
export function deviceRoutes(context: GatewayContext): Route[] {
  const { hub, access, floods, connected } = context
  const units = new Map<string, Unit>(unitsOf(hub.pack).map((unit) => [unit.id, unit]))
  return [
    {
      method: 'POST',
      path: '/api/v1/devices/links',
      roles: ['officer'],
      doc: {
        tag: 'devices',
        summary: 'Make a one-time link',
        description: 'Show it as a QR code. The secret is in the fragment, which no server and no proxy ever sees.',
        body: { 'application/json': { schema: linkSchema, example: { role: 'team', teamId: 'mazhan-water', name: '队长手机' } } },
        replies: {
          201: {
            description: 'Works once, until `expiresAt`.',
            example: { id: 'aB3', role: 'team', url: 'http://192.168.1.10:8080/phone/#k=dhl_…', expiresAt: 1785219180000 },
          },
          404: { description: 'There is no such team or unit.' },
        },
      },
      async handle(exchange) {
        const { role, teamId, unitId, name, minutes = LINK_MINUTES } = await readBodyAs(exchange.request, linkSchema)
        const team = teamId === undefined ? undefined : hub.world.teams.get(asTeamId(teamId))
        if (role === 'team' && teamId === undefined) throw invalid('teamId: whose phone will it be?', 'teamId')
        if (role === 'team' && (!team || team.retired)) throw notFound(`no team ${teamId}`, 'teamId')
        if (role !== 'team' && teamId !== undefined) throw invalid('teamId: only for role team', 'teamId')
        const unit = unitId === undefined ? undefined : units.get(unitId)
        if (role === 'unit' && unitId === undefined) throw invalid('unitId: whose page will it be?', 'unitId')
        if (role === 'unit' && !unit) throw notFound(`no unit ${unitId}`, 'unitId')
        if (role !== 'unit' && unitId !== undefined) throw invalid('unitId: only for role unit', 'unitId')
        const called = name ?? (role === 'officer' ? sender(exchange).name : (team?.profile.name ?? unit?.name ?? 'wall'))
        if (role === 'officer' && !OFFICER_NAME.test(called)) throw invalid('name: letters, digits, _ . -, at most 40', 'name')
        const by = sender(exchange).actor.id
        const { id, secret, expiresAt } = access.createLink({ role, name: called, teamId: team?.id ?? null, unitId: unit?.id ?? null, minutes, by })
        return { status: 201, body: { id, role, url: linkUrl(context.publicUrl(exchange), role, secret), expiresAt } }
      },
    },
    {
      method: 'POST',
      path: '/api/v1/devices/claim',
      roles: 'anyone',
      doc: {
        tag: 'devices',
        summary: 'Exchange a one-time link for a key',
        body: { 'application/json': { schema: claimSchema, example: { secret: 'dhl_…', name: '队长手机' } } },
        replies: {
          201: { description: 'The key: it is told once (`key` is the same).', example: { deviceKey: 'dhd_…', key: 'dhd_…', deviceId: 'x9K', role: 'team', name: '队长手机', teamId: 'mazhan-water', unitId: null } },
          401: { description: 'The link is unknown, used or over.' },
        },
      },
      async handle(exchange) {
        const { secret, name } = await readBodyAs(exchange.request, claimSchema)
        const wait = floods.waitMs(exchange.ip)
        if (wait > 0) throw tooMany(wait)
        const claimed = access.claim(secret, name ?? null)
        if (!claimed) {
          floods.failed(exchange.ip)
          throw new Refusal({ code: 'unauthorised', message: 'the link is unknown, used or over', field: 'secret' })
        }
        const { credentialId, role, name: called, teamId, unitId } = claimed.principal
        return { status: 201, body: { deviceKey: claimed.key, key: claimed.key, deviceId: credentialId, role, name: called, teamId, unitId } }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/devices',
      roles: ['officer'],
      doc: {
        tag: 'devices',
        summary: 'Walls, phones and desks that have a key',
        replies: {
          200: {
            description: 'The newest first.',
            example: { devices: [{ id: 'x9K', kind: 'device', role: 'team', name: '队长手机', teamId: 'mazhan-water', createdAt: 1785218000000, createdBy: 'link:aB3', lastSeenAt: 1785218580000, connected: 1 }] },
          },
        },
      },
      handle() {
        const sockets = connected()
        const devices = access.credentials().filter((credential) => credential.role !== 'feed')
        return Promise.resolve({ status: 200, body: { devices: devices.map((device) => ({ ...device, connected: sockets.get(device.id) ?? 0 })) } })
      },
    },
    {
      method: 'DELETE',
      path: '/api/v1/devices/{id}',
      roles: ['officer'],
      doc: {
        tag: 'devices',
        summary: 'Revoke a device',
        description: 'Its key is void and its sockets are closed at once.',
        replies: { 204: { description: 'Revoked.' }, 404: { description: 'There is no such device, or it is revoked.' } },
      },
      handle(exchange) {
        const id = param(exchange, 'id')
        const device = access.credentials().find((credential) => credential.id === id && credential.role !== 'feed')
        if (!device || !access.revoke(id, sender(exchange).actor.id)) throw notFound(`no device ${id}`, 'id')
        return Promise.resolve({ status: 204 })
      },
    },
  ]
}

/** Documented default of a link's life, for screens that show it. */
export const LINK_MS = LINK_MINUTES * MINUTE
