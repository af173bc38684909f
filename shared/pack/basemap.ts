import { z } from 'zod'
import { boundsSchema } from './bounds'
import { setIdSchema } from './points'

const bilingual = z.strictObject({ zh: z.string().min(1).max(120), en: z.string().min(1).max(120) })

/** An address of the user's own service. No name and password in it: what is secret goes into the query. */
const httpUrl = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/[^\s/@]+(\/[^\s]*)?$/, 'an address that begins with http:// or https://')

/** `{x}` and `{y}`, or `{-y}` where rows are counted from the south (TMS); `{z}` the level. */
const tileUrl = httpUrl.refine(
  (url) => url.includes('{z}') && url.includes('{x}') && (url.includes('{y}') || url.includes('{-y}')),
  'the address must contain {z}, {x} and {y} (or {-y})',
)

const fileName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.pmtiles$/, 'a .pmtiles file of the pack folder, without a path')

/**
 * Frames of a map service. Only what lies where it is can be under marks that do: tiles in GCJ-02 or BD-09 are refused,
 * because a picture cannot be shifted by an offset that changes from place to place without tearing at its seams.
 */
const datum = z
  .enum(['wgs84', 'cgcs2000', 'gcj02', 'bd09'])
  .default('wgs84')
  .refine(
    (frame) => frame === 'wgs84' || frame === 'cgcs2000',
    'tiles in GCJ-02 or BD-09 lie 300 to 1200 m beside every mark; use a service in WGS-84 or CGCS2000, such as Tianditu',
  )

/** Heights as pictures, for hill shade. */
const demSchema = z
  .strictObject({
    file: fileName.optional(),
    url: tileUrl.optional(),
    encoding: z.enum(['terrarium', 'mapbox']),
    tileSize: z.union([z.literal(256), z.literal(512)]).default(256),
    maxzoom: z.number().int().min(0).max(22).default(12),
  })
  .refine(({ file, url }) => (file === undefined) !== (url === undefined), 'either file or url')

const common = {
  id: setIdSchema,
  name: bilingual,
  /** Shown in the map's corner, as the map's licence asks. */
  attribution: z.string().max(300).default(''),
  minzoom: z.number().int().min(0).max(22).default(0),
  /** Above this level the last tiles are enlarged. */
  maxzoom: z.number().int().min(0).max(22).optional(),
  /** What the tiles cover; beyond it nothing is asked for, and the offline ground is seen. */
  bounds: boundsSchema.optional(),
  datum,
  dem: demSchema.optional(),
}

/** How a picture drawn for daylight is shown on a dark screen. */
export const DARK_TREATMENTS = ['none', 'dim', 'invert'] as const
export type DarkTreatment = (typeof DARK_TREATMENTS)[number]
const picture = {
  tileSize: z.union([z.literal(256), z.literal(512)]).default(256),
  dark: z.enum(DARK_TREATMENTS).default('dim'),
}

/** Layer names for which the product has a style. */
export const TILE_SCHEMAS = ['dinghai', 'openmaptiles', 'protomaps'] as const
export type TileSchema = (typeof TILE_SCHEMAS)[number]

/** A ground of the user's own. The offline ground needs no entry: it is always there, underneath. */
export const basemapSchema = z
  .discriminatedUnion('kind', [
    /** One file in the pack's folder; what is in it is read from its head. */
    z.strictObject({ kind: z.literal('pmtiles'), ...common, file: fileName, dark: picture.dark }),
    /** A server of vector tiles (MVT). */
    z.strictObject({ kind: z.literal('vector'), ...common, url: tileUrl, schema: z.enum(TILE_SCHEMAS) }),
    /** A server of pictures (XYZ or TMS). */
    z.strictObject({ kind: z.literal('raster'), ...common, ...picture, url: tileUrl }),
    /**
     * OGC WMTS 1.0.0 on a web-mercator matrix. `url` is the service's address (key and value pairs are added), or a
     * RESTful template with `{TileMatrix}`, `{TileRow}` and `{TileCol}`.
     */
    z.strictObject({
      kind: z.literal('wmts'),
      ...common,
      ...picture,
      url: httpUrl,
      layer: z.string().min(1).max(200).optional(),
      style: z.string().max(100).default('default'),
      matrixSet: z.string().min(1).max(100).optional(),
      /** Name of a level in the matrix set: `{z}`, `EPSG:3857:{z}` … */
      matrix: z.string().max(100).regex(/\{z\}/, 'must contain {z}').default('{z}'),
      format: z.string().max(60).default('image/png'),
    }),
    /** 天地图, with a key of the kind 服务端 (the hub asks, not the browser). */
    z.strictObject({
      kind: z.literal('tianditu'),
      ...common,
      /** Left out: a street map is turned over on dark screens, a photograph dimmed. */
      dark: z.enum(DARK_TREATMENTS).optional(),
      key: z.string().regex(/^[0-9A-Za-z]{8,64}$/, 'the key as Tianditu gives it: letters and digits'),
      layer: z.enum(['vec', 'img', 'ter']),
      /** The service's address, where the bureau has a mirror of its own. */
      url: httpUrl.default('https://t0.tianditu.gov.cn'),
    }),
  ])
  .superRefine((basemap, context) => {
    if (basemap.maxzoom !== undefined && basemap.maxzoom < basemap.minzoom)
      context.addIssue({ code: 'custom', path: ['maxzoom'], message: 'must not be less than minzoom' })
    if (basemap.kind !== 'wmts' || basemap.url.includes('{TileMatrix}')) return
    if (basemap.layer === undefined) context.addIssue({ code: 'custom', path: ['layer'], message: 'needed unless url is a template with {TileMatrix}' })
    if (basemap.matrixSet === undefined) context.addIssue({ code: 'custom', path: ['matrixSet'], message: 'needed unless url is a template with {TileMatrix}' })
  })
export type Basemap = z.infer<typeof basemapSchema>

/** Id of the ground that is always there; no ground of a pack may be called so. */
export const OFFLINE_BASEMAP = 'offline'

/** Parts of a ground: the picture or the shapes, its names as a picture of their own, its heights. */
export const BASEMAP_PARTS = ['base', 'names', 'dem'] as const
export type BasemapPart = (typeof BASEMAP_PARTS)[number]

/** Where the tiles of a part come from; `{z}`, `{x}`, `{y}` or `{-y}` are filled in. Null: no server has it. */
export function upstreamTemplate(basemap: Basemap, part: BasemapPart): string | null {
  if (part === 'dem') return basemap.dem?.url ?? null
  if (part === 'names' && basemap.kind !== 'tianditu') return null
  switch (basemap.kind) {
    case 'pmtiles':
      return null
    case 'vector':
    case 'raster':
      return basemap.url
    case 'wmts':
      return wmtsTemplate(basemap)
    case 'tianditu': {
      const layer = part === 'names' ? TIANDITU_NAMES[basemap.layer] : basemap.layer
      const query = `SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles`
      return `${basemap.url.replace(/\/+$/, '')}/${layer}_w/wmts?${query}&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${basemap.key}`
    }
  }
}

/** The layer with the names that belongs to each of Tianditu's pictures. */
const TIANDITU_NAMES = { vec: 'cva', img: 'cia', ter: 'cta' } as const

function wmtsTemplate({ url, layer, style, matrixSet, matrix, format }: Extract<Basemap, { kind: 'wmts' }>): string {
  if (url.includes('{TileMatrix}')) {
    return url
      .replaceAll('{TileMatrixSet}', encodeURIComponent(matrixSet ?? ''))
      .replaceAll('{Style}', encodeURIComponent(style))
      .replaceAll('{TileMatrix}', matrix)
      .replaceAll('{TileRow}', '{y}')
      .replaceAll('{TileCol}', '{x}')
  }
  const pairs = { SERVICE: 'WMTS', REQUEST: 'GetTile', VERSION: '1.0.0', LAYER: layer ?? '', STYLE: style, FORMAT: format, TILEMATRIXSET: matrixSet ?? '' }
  const query = Object.entries(pairs).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const level = encodeURIComponent(matrix).replaceAll('%7Bz%7D', '{z}')
  return `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}&TILEMATRIX=${level}&TILEROW={y}&TILECOL={x}`
}

/** The address of one tile. `x` counts from the west, `y` from the north (XYZ). */
export function tileAddress(template: string, z: number, x: number, y: number): string {
  return template
    .replaceAll('{z}', String(z))
    .replaceAll('{x}', String(x))
    .replaceAll('{y}', String(y))
    .replaceAll('{-y}', String(2 ** z - 1 - y))
}

/** What a screen is told of a ground: no addresses and no keys, the hub asks for the tiles. */
export interface BasemapView {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly attribution: string
  /** `file`: an archive that the hub serves by byte ranges; `tiles`: one request a tile. */
  readonly source: 'file' | 'tiles'
  /** Pictures, or shapes of a known schema. */
  readonly content: 'picture' | TileSchema
  readonly minzoom: number
  readonly maxzoom: number
  readonly tileSize: 256 | 512
  readonly bounds: readonly [number, number, number, number] | null
  readonly dark: DarkTreatment
  /** Its names come as pictures of their own, to be laid over it. */
  readonly names: boolean
  readonly dem: { readonly source: 'file' | 'tiles'; readonly encoding: 'terrarium' | 'mapbox'; readonly tileSize: 256 | 512; readonly maxzoom: number } | null
}

/** What is known of an archive from its head; the file itself is the hub's. */
export interface ArchiveFacts {
  readonly content: 'picture' | TileSchema
  readonly minzoom: number
  readonly maxzoom: number
  readonly bounds: readonly [number, number, number, number]
}

/** The ground as a screen needs it. `facts` are those of its own archive; null for servers. */
export function basemapView(basemap: Basemap, facts: ArchiveFacts | null): BasemapView {
  const dem = basemap.dem
  const last = basemap.kind === 'vector' ? 14 : 18
  return {
    id: basemap.id,
    name: basemap.name,
    attribution: basemap.attribution === '' && basemap.kind === 'tianditu' ? '天地图 · 国家地理信息公共服务平台' : basemap.attribution,
    source: basemap.kind === 'pmtiles' ? 'file' : 'tiles',
    content: facts?.content ?? (basemap.kind === 'vector' ? basemap.schema : 'picture'),
    minzoom: Math.max(basemap.minzoom, facts?.minzoom ?? 0),
    maxzoom: Math.min(basemap.maxzoom ?? facts?.maxzoom ?? last, facts?.maxzoom ?? 22),
    tileSize: 'tileSize' in basemap ? basemap.tileSize : 256,
    bounds: basemap.bounds ?? facts?.bounds ?? null,
    // A light street map turned over reads well in the dark; turned-over photographs do not.
    dark: 'dark' in basemap && basemap.dark !== undefined ? basemap.dark : basemap.kind === 'tianditu' && basemap.layer !== 'img' ? 'invert' : 'dim',
    names: basemap.kind === 'tianditu',
    dem: dem ? { source: dem.file === undefined ? 'tiles' : 'file', encoding: dem.encoding, tileSize: dem.tileSize, maxzoom: dem.maxzoom } : null,
  }
}

/** The schema that layers of these names belong to; null: none for which there is a style. */
export function schemaOfLayers(layers: readonly string[]): TileSchema | null {
  const has = (...names: readonly string[]) => names.every((name) => layers.includes(name))
  if (has('land', 'coast')) return 'dinghai'
  if (has('earth', 'roads')) return 'protomaps'
  if (has('water', 'transportation')) return 'openmaptiles'
  return null
}
