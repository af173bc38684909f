import { unitsOf } from '../../../../shared/pack/units'
import type { GatewayContext } from '../context'
import { notFound } from '../http/refusal'
import { sender, type Route } from '../http/route'

/** Departments, towns and villages: whom to call in each, and what a unit's own page shows. */
export function unitRoutes({ hub, access, connected, unitState }: GatewayContext): Route[] {
  const contacts = new Map(hub.pack.contacts.map((contact) => [contact.unit, contact]))
  const units = unitsOf(hub.pack).map((unit) => {
    const contact = contacts.get(unit.id)
    return { ...unit, contact: contact ? { name: contact.name, phone: contact.phone } : null }
  })
  return [
    {
      method: 'GET',
      path: '/api/v1/units',
      roles: ['officer'],
      doc: {
        tag: 'units',
        summary: 'Departments, towns and villages with whom to call',
        description: '`devices`: pages that the unit has claimed; `connected`: those that are open now.',
        replies: {
          200: {
            description: 'All units: departments, then each town with its villages.',
            example: { units: [{ id: 'town:mazhan', kind: 'town', name: '马站镇', parent: null, at: { lon: 120.42, lat: 27.28 }, contact: { name: '演示甲', phone: '0577-0000-0001' }, devices: 1, connected: 1 }] },
          },
        },
      },
      handle() {
        const sockets = connected()
        const devices = new Map<string, { devices: number; connected: number }>()
        for (const { id, unitId } of access.credentials()) {
          if (unitId === null) continue
          const held = devices.get(unitId) ?? { devices: 0, connected: 0 }
          devices.set(unitId, { devices: held.devices + 1, connected: held.connected + ((sockets.get(id) ?? 0) > 0 ? 1 : 0) })
        }
        return Promise.resolve({ status: 200, body: { units: units.map((unit) => ({ ...unit, ...(devices.get(unit.id) ?? { devices: 0, connected: 0 }) })) } })
      },
    },
    {
      method: 'GET',
      path: '/api/v1/unit',
      roles: ['unit'],
      doc: {
        tag: 'units',
        summary: 'What the page of the asking unit shows',
        description: 'The same as the socket\'s `unit` message, for a page whose socket does not get through.',
        replies: {
          200: { description: 'The unit\'s own affairs.', example: { hubTime: 1785218601000, seq: 48220, drill: false, unit: { id: 'town:mazhan', kind: 'town', name: '马站镇' }, below: [] } },
          404: { description: 'The unit is no longer in the pack.' },
        },
      },
      handle(exchange) {
        const state = unitState(sender(exchange).unitId ?? '')
        if (!state) throw notFound('this unit is no longer known')
        return Promise.resolve({ status: 200, body: state })
      },
    },
  ]
}
