import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { CollectorOf } from '../../../../shared/pack/collectors'
import type { Feed, FeedIO } from '../feed'
import { emitAdvisories } from './emit'

const TIMEOUT_MS = 20_000
/** An answer larger than this is not a storm's. Bytes. */
const MAX_BODY = 20 * 2 ** 20
/** Storms of one list that are asked for. */
const MAX_STORMS = 20

/** Only the site that the pack names is ever asked: an answer cannot send the hub elsewhere. */
async function ask(url: string, stop: AbortSignal): Promise<string> {
  const response = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
    headers: { accept: 'application/json, text/csv, text/plain' },
  })
  if (!response.ok) throw new Error(`${url}: answered ${response.status}`)
  const parts: Uint8Array[] = []
  let bytes = 0
  // Counted while it comes, so that an endless answer ends.
  for await (const part of response.body ?? []) {
    bytes += part.byteLength
    if (bytes > MAX_BODY) throw new Error(`${url}: answered more than ${MAX_BODY} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const listSchema = z.array(z.object({ tfid: z.union([z.string(), z.number()]).transform(String) })).max(1000)

async function urlsOf({ url, listUrl }: CollectorOf<'typhoon-http'>, io: FeedIO, stop: AbortSignal): Promise<string[]> {
  if (listUrl === undefined) return [url]
  const list = listSchema.safeParse(JSON.parse(await ask(listUrl, stop)))
  if (!list.success) throw new Error(`${listUrl}: no list of storms with tfid`)
  const ids = list.data.map(({ tfid }) => tfid).filter((id) => /^[A-Za-z0-9-]{1,32}$/.test(id))
  if (ids.length > MAX_STORMS) io.refused(`${listUrl}: ${ids.length} storms, only the last ${MAX_STORMS} are asked for`)
  return ids.slice(-MAX_STORMS).map((id) => url.replaceAll('{id}', id))
}

/** Asks a site for its storms again and again. A failure is thrown: the supervisor waits and starts again. */
export const typhoonHttp: Feed<'typhoon-http'> = {
  kind: 'typhoon-http',
  async run(config, io, stop) {
    while (!stop.aborted) {
      for (const url of await urlsOf(config, io, stop)) {
        const text = await ask(url, stop)
        io.heard()
        await emitAdvisories(io, text, config, url)
      }
      await sleep(config.everySeconds * 1000, undefined, { signal: stop }).catch(() => {})
    }
  },
}
