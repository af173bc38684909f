import { BASEMAP_PARTS, type BasemapPart } from '../../../../shared/pack/basemap'
import { TileError } from '../../basemaps/upstream'
import type { GatewayContext } from '../context'
import { notFound, Refusal } from '../http/refusal'
import { param, type Exchange, type Route } from '../http/route'
import { sendRanged } from '../http/static'

/**
 * The user's own grounds. The hub asks the map services, so that a wall without internet has them, keys stay here, and
 * the screens' security policy need not name anybody. Only what the pack configures is asked for.
 */
export function basemapRoutes({ basemaps }: GatewayContext): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/basemaps/{id}/{part}',
      roles: ['officer', 'wall', 'team'],
      light: true,
      doc: {
        tag: 'pack',
        summary: 'The PMTiles archive of a ground, by byte ranges',
        description: '`part` is `base` or `dem`. Only grounds whose view in the pack says `"source": "file"`.',
        replies: {
          200: { description: 'The archive.', contentType: 'application/vnd.pmtiles', example: '…' },
          206: { description: 'A part of it.', contentType: 'application/vnd.pmtiles', example: '…' },
          404: { description: 'No such archive.' },
        },
      },
      async handle(exchange) {
        const path = basemaps.file(param(exchange, 'id'), partOf(exchange))
        if (path === null || !(await sendRanged(exchange.request, exchange.response, path))) throw notFound('no such archive')
        return null
      },
    },
    {
      method: 'GET',
      path: '/api/v1/basemaps/{id}/{part}/{z}/{x}/{y}',
      roles: ['officer', 'wall', 'team'],
      light: true,
      doc: {
        tag: 'pack',
        summary: 'One tile of a ground, from the service that the pack configures, through the hub’s cache',
        description: '`part` is `base`, `names` or `dem`; rows count from the north. Kept on disk for 7 days, longer while the service is away.',
        replies: {
          200: { description: 'The tile: PNG, JPEG, WebP or MVT.', contentType: 'image/png', example: '…' },
          404: { description: 'No such ground, or the service has nothing there.' },
          503: { description: 'The service does not answer, or not with a tile: `message` says why.' },
        },
      },
      async handle(exchange) {
        const [z, x, y] = ['z', 'x', 'y'].map((name) => whole(param(exchange, name)))
        const asked = z === null || x === null || y === null || z === undefined || x === undefined || y === undefined || z > 22 ? undefined : basemaps.tile(param(exchange, 'id'), partOf(exchange), z, x, y)
        if (!asked) throw notFound('no such tile')
        try {
          const tile = await asked
          if (!tile) throw notFound('no tile there')
          const headers = { 'content-type': tile.type, 'cache-control': 'private, max-age=3600', 'content-security-policy': "default-src 'none'; sandbox" }
          return { status: 200, body: tile.body, headers }
        } catch (error) {
          if (error instanceof TileError) throw new Refusal({ code: 'unavailable', message: error.message })
          throw error
        }
      },
    },
  ]
}

function partOf(exchange: Exchange): BasemapPart {
  const part = BASEMAP_PARTS.find((name) => name === param(exchange, 'part'))
  if (!part) throw notFound('no such part')
  return part
}

function whole(text: string): number | null {
  return /^\d{1,8}$/.test(text) ? Number(text) : null
}
