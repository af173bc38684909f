import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Exchange, Reply } from './route'

const compress = promisify(gzip)
/** Below this a compressed body saves nothing worth the work, bytes. */
const WORTH_GZIP = 2048

/** A body that does not change while the hub runs, with the tag that tells whether the asker has it. */
export interface Fixed {
  readonly body: string
  readonly tag: string
  /** Compressed once, when it is first asked for like that. */
  gzipped: Promise<Buffer> | null
}

export function fixed(body: string): Fixed {
  return { body, tag: createHash('sha256').update(body).digest('base64url').slice(0, 27), gzipped: null }
}

/** The body, compressed for those who take it so, or 304 if the asker has it. */
export async function answerFixed(held: Fixed, exchange: Exchange, type: string): Promise<Reply> {
  const { headers: asked } = exchange.request
  const small = held.body.length < WORTH_GZIP || !acceptsGzip(asked['accept-encoding'])
  const etag = `"${held.tag}${small ? '' : '-gz'}"`
  const headers = { etag, 'cache-control': 'private, no-cache', vary: 'accept-encoding, origin' }
  const known = asked['if-none-match']?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  if (known) return { status: 304, headers }
  if (small) return { status: 200, body: held.body, headers: { ...headers, 'content-type': type } }
  held.gzipped ??= compress(held.body)
  return { status: 200, body: await held.gzipped, headers: { ...headers, 'content-type': type, 'content-encoding': 'gzip' } }
}

/** RFC 9110 12.5.3; `gzip;q=0` refuses it. */
function acceptsGzip(header: string | string[] | undefined): boolean {
  return String(header ?? '')
    .split(',')
    .some((entry) => /^\s*(gzip|x-gzip|\*)\s*(;\s*q\s*=\s*(1|0?\.\d*[1-9]\d*|1\.0*)\s*)?$/i.test(entry))
}
