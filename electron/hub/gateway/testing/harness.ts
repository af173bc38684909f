import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io as connectSocket, type Socket } from 'socket.io-client'
import { asTeamId, asUnitId } from '../../../../shared/base/ids'
import type { IncidentKind } from '../../../../shared/domain/incident/kind'
import type { TeamProfile } from '../../../../shared/domain/team/profile'
import type { Pack } from '../../../../shared/pack/schema'
import { PROTOCOL, type HubToScreen, type ScreenToHub } from '../../../../shared/protocol/messages'
import { silent, smallPack } from '../../core/testing'
import type { AccessRole } from '../access/principal'
import { openAccessStore, type AccessStore } from '../access/store'
import { createGateway, type Gateway, type GatewayOptions } from '../gateway'
import { createMemoryHub, type MemoryHub } from './memory-hub'

export type Screen = Socket<HubToScreen, ScreenToHub>

type Field =
  | 'candidates' | 'closureId' | 'closures' | 'deviceId' | 'deviceKey' | 'devices' | 'dispatchId' | 'error' | 'events' | 'excluded' | 'feeds' | 'id'
  | 'incidentId' | 'incidents' | 'key' | 'mergeSuggestions' | 'number' | 'officers' | 'openapi' | 'paths' | 'search' | 'seq' | 'sources' | 'state'
  | 'timeline' | 'token' | 'url' | 'expiresAt' | 'counters'

export interface Answer {
  readonly status: number
  /** Of whatever shape: a test that looks at the wrong place fails. `never` fits wherever it is put. */
  readonly body: { readonly [name in Field]: never }
  readonly headers: Headers
}

export interface Rig {
  readonly hub: MemoryHub
  readonly access: AccessStore
  readonly gateway: Gateway
  readonly password: string
  /** Keys of one bearer of each role; the team is `lan`, the feed `110`, the unit `town:mazhan`. */
  readonly keys: Readonly<Record<AccessRole, string>>
  readonly folder: string
  /** `subject`: the team, or the unit (`town:mazhan` if left out). */
  key(role: AccessRole, name: string, subject?: string): string
  call(method: string, path: string, options?: CallOptions): Promise<Answer>
  screen(key: string, auth?: Record<string, unknown>): Screen
  close(): Promise<void>
}

export interface CallOptions {
  readonly key?: string | undefined
  readonly body?: unknown
  readonly raw?: string | Uint8Array
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

function kind(code: string, needs: IncidentKind['needs'], sensitive = false): IncidentKind {
  return {
    code, name: { zh: code, en: code }, glyph: '失', severity: 'red', needs, equipment: [], excludedVehicles: [],
    tasks: [{ zh: '带冲锋舟', en: 'Bring the boat' }], merge: { withinM: 2000, withinSeconds: 1800 }, sensitive,
  }
}

export function testProfile(name: string, changes: Partial<TeamProfile> = {}): TeamProfile {
  return {
    name, kind: 'social', township: '马站镇', leader: { name: '演示甲', phone: '13800000001' }, members: 8,
    base: { lon: 120.446, lat: 27.277 },
    certificates: [{ qualification: 'water', level: 'national', number: 'W-1', validUntil: '2099-05-31' }],
    vehicles: [{ class: 'rescue-vehicle', count: 1 }], equipment: [], mobilisationSeconds: 90, demonstration: true,
    ...changes,
  }
}

export function testPack(): Pack {
  const water: IncidentKind['needs'] = [{ qualification: 'water', minLevel: 'provincial' }]
  const kinds = [kind('missing-person-water', water), kind('flood', water), kind('medical', [], true)]
  const pack = smallPack(kinds, { lan: testProfile('lan'), second: testProfile('second', { base: { lon: 120.6, lat: 27.4 } }) })
  return {
    ...pack,
    manifest: {
      ...pack.manifest,
      feeds: [
        { name: '110', kind: 'alarm-http', datum: 'gcj02', channel: '110' },
        { name: 'weather', kind: 'cap', datum: 'wgs84', channel: '气象' },
      ],
    },
    townships: [{ id: 'mazhan', name: '马站镇', at: { lon: 120.45, lat: 27.28 } }],
  }
}

/** A gateway over an in-memory hub on a free port, with a key for every role. */
export async function startRig(changes: Partial<GatewayOptions> = {}, pack: Pack = testPack()): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'dinghai-gateway-'))
  const hub = createMemoryHub(pack)
  const { store: access, initialPassword } = await openAccessStore({
    file: join(folder, 'access.db'),
    now: Date.now,
    passwordCost: { memoryCost: 64, timeCost: 1 },
  })
  const gateway = await createGateway({
    hub, access, staticDir: null, basemapDir: null, attachmentsDir: join(folder, 'attachments'),
    bind: '127.0.0.1', port: 0, log: silent, ...changes,
  })
  const screens: Screen[] = []
  const key = (role: AccessRole, name: string, subject?: string): string =>
    access.issueKey({
      role,
      name,
      teamId: role === 'team' && subject !== undefined ? asTeamId(subject) : null,
      unitId: role === 'unit' ? asUnitId(subject ?? 'town:mazhan') : null,
      by: 'test',
    }).key
  return {
    hub, access, gateway, folder, key,
    password: initialPassword ?? '',
    keys: { officer: key('officer', 'jia'), team: key('team', 'phone', 'lan'), wall: key('wall', 'room'), feed: key('feed', '110'), unit: key('unit', 'page') },
    async call(method, path, { key: token, body, raw, type, headers = {} } = {}) {
      const content = raw ?? (body === undefined ? undefined : JSON.stringify(body))
      const response = await fetch(new URL(path, gateway.url), {
        method,
        redirect: 'manual',
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(content === undefined ? {} : { 'content-type': type ?? 'application/json' }),
          ...headers,
        },
        ...(content === undefined ? {} : { body: content as string }),
      })
      const text = await response.text()
      const json = response.headers.get('content-type')?.includes('json') === true && text !== ''
      return { status: response.status, body: (json ? JSON.parse(text) : { text }) as Answer['body'], headers: response.headers }
    },
    screen(token, auth = {}) {
      const screen: Screen = connectSocket(gateway.url, {
        auth: { protocol: PROTOCOL, token, ...auth },
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
      })
      screens.push(screen)
      return screen
    },
    async close() {
      for (const screen of screens) screen.disconnect()
      await gateway.close()
      access.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The next message of that name; rejects after `ms`. */
export function next<E extends keyof HubToScreen>(screen: Screen, event: E, ms = 15_000): Promise<Parameters<HubToScreen[E]>[0]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${event} within ${ms} ms`)), ms)
    // The listener's type follows from the event, which TypeScript cannot see through the generic.
    screen.once(event, ((message: Parameters<HubToScreen[E]>[0]) => {
      clearTimeout(timer)
      resolve(message)
    }) as never)
  })
}
