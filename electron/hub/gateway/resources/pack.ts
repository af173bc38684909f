import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packSearchEntries } from '../../pack/pinyin'
import type { GatewayContext } from '../context'
import { notFound } from '../http/refusal'
import type { Exchange, Reply, Route } from '../http/route'

interface Fixed {
  readonly body: string
  readonly etag: string
}

function fixed(body: string): Fixed {
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` }
}

/** The body, or 304 if the asker has it. */
function answer({ body, etag }: Fixed, exchange: Exchange, type: string): Reply {
  const headers = { etag, 'cache-control': 'private, no-cache', 'content-type': type }
  const known = exchange.request.headers['if-none-match']?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  return known ? { status: 304, headers: { etag } } : { status: 200, body, headers }
}

/** The jurisdiction, which does not change while the hub runs: made once, then only its tag is compared. */
export function packRoutes({ hub }: GatewayContext): Route[] {
  const { folder: _, teams: __, ...pack } = hub.pack
  let packBody: Fixed | null = null
  let roadBody: Promise<Fixed | null> | null = null

  async function readRoads(): Promise<Fixed | null> {
    const { file, kind } = hub.pack.manifest.roads
    if (kind !== 'schematic') return null
    return readFile(join(hub.pack.folder, file), 'utf8').then(fixed, () => null)
  }

  return [
    {
      method: 'GET',
      path: '/api/v1/pack',
      roles: ['officer', 'wall', 'team'],
      doc: {
        tag: 'pack',
        summary: 'The jurisdiction: kinds, places, stations, shelters, hazards, townships, piers, settings',
        description: 'With an ETag. `search` has every name with its pinyin. Teams are facts of the world and not here.',
        replies: {
          200: { description: 'The pack.', example: { manifest: { name: { zh: '苍南', en: 'Cangnan' } }, kinds: [], places: [], search: [], roads: { schematic: true } } },
          304: { description: 'It has not changed.' },
        },
      },
      handle(exchange) {
        packBody ??= fixed(JSON.stringify({ ...pack, search: packSearchEntries(hub.pack), roads: hub.roads }))
        return Promise.resolve(answer(packBody, exchange, 'application/json; charset=utf-8'))
      },
    },
    {
      method: 'GET',
      path: '/api/v1/roads',
      roles: ['officer', 'wall', 'team'],
      doc: {
        tag: 'pack',
        summary: 'The schematic road network as GeoJSON',
        replies: {
          200: { description: 'A FeatureCollection of lines.', contentType: 'application/geo+json', example: { type: 'FeatureCollection', features: [] } },
          304: { description: 'It has not changed.' },
          404: { description: 'The roads are not schematic: the base map shows them.' },
        },
      },
      async handle(exchange) {
        roadBody ??= readRoads()
        const roads = await roadBody
        if (!roads) throw notFound('this pack has no schematic roads')
        return answer(roads, exchange, 'application/geo+json')
      },
    },
  ]
}
