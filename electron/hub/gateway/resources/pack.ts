import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packSearchEntries } from '../../pack/pinyin'
import type { GatewayContext } from '../context'
import { answerFixed, fixed, type Fixed } from '../http/fixed'
import { notFound } from '../http/refusal'
import type { Route } from '../http/route'

/** The jurisdiction, which does not change while the hub runs: made once, then only its tag is compared. */
export function packRoutes({ hub, basemaps }: GatewayContext): Route[] {
  const { folder: _, teams: __, population: ___, contacts: ____, households: _____, sea: ______, pointSets, ...rest } = hub.pack
  // Addresses and keys of map services stay here: screens are told what they draw, and ask the hub.
  const pack = { ...rest, manifest: { ...rest.manifest, basemaps: basemaps.views } }
  const pointCounts = Object.fromEntries(pointSets.map(({ id, ids }) => [id, ids.length]))
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
        description: 'With an ETag. `search` has every name with its pinyin. Teams are facts of the world and not here, nor is the population, with which the hub counts; of the point sets only `pointCounts`, how many points each has.',
        replies: {
          200: { description: 'The pack.', example: { manifest: { name: { zh: '苍南', en: 'Cangnan' } }, kinds: [], places: [], search: [], roads: { schematic: true } } },
          304: { description: 'It has not changed.' },
        },
      },
      handle(exchange) {
        packBody ??= fixed(JSON.stringify({ ...pack, pointCounts, search: packSearchEntries(hub.pack), roads: hub.roads }))
        return answerFixed(packBody, exchange, 'application/json; charset=utf-8')
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
        return answerFixed(roads, exchange, 'application/geo+json')
      },
    },
  ]
}
