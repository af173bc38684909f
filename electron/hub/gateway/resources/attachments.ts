import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { asIncidentId } from '../../../../shared/base/ids'
import type { Incident } from '../../../../shared/domain/incident/state'
import { MAX_PHOTO, openPhoto, PHOTO_TYPES, removePhoto, storePhoto, type StoredPhoto } from '../attachments'
import { run } from '../commands'
import type { GatewayContext } from '../context'
import { outsideTimeSchema } from '../../feeds/time'
import { bodyParts, mediaType } from '../http/body'
import { commandIdOf } from '../http/idempotency'
import { invalid, notFound, Refusal } from '../http/refusal'
import { param, sender, type Exchange, type Route } from '../http/route'
import { validate } from '../validate'

const HASH = /^[0-9a-f]{64}$/
const EXTENSION = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const

const querySchema = z.object({
  name: z.string().trim().max(120).default(''),
  at: z
    .string()
    .transform((text) => (/^\d+$/.test(text) ? Number(text) : text))
    .pipe(outsideTimeSchema)
    .optional(),
})

/** Photos from the scene. */
export function attachmentRoutes(context: GatewayContext): Route[] {
  const { hub, attachmentsDir } = context

  /** True if the sender's team was ever sent to it; officers may see all. */
  function concerns(exchange: Exchange, incident: Incident): boolean {
    const { role, teamId } = sender(exchange)
    return role === 'officer' || incident.dispatchIds.some((id) => hub.world.dispatches.get(id)?.teamId === teamId)
  }

  function isShown(exchange: Exchange, hash: string): boolean {
    for (const incident of hub.world.incidents.values()) {
      if (incident.attachments.some((attachment) => attachment.hash === hash) && concerns(exchange, incident)) return true
    }
    return false
  }

  function isReferred(hash: string): boolean {
    for (const incident of hub.world.incidents.values()) {
      if (incident.attachments.some((attachment) => attachment.hash === hash)) return true
    }
    return false
  }

  /** The name from the query or from `X-File-Name` (percent-encoded, as a header is ASCII). */
  function nameOf(exchange: Exchange, fromQuery: string): string {
    const header = exchange.request.headers['x-file-name']
    if (fromQuery !== '' || typeof header !== 'string') return fromQuery
    try {
      return decodeURIComponent(header).trim().slice(0, 120)
    } catch {
      return header.slice(0, 120)
    }
  }

  async function receive(exchange: Exchange): Promise<StoredPhoto> {
    const { request } = exchange
    if (Number(request.headers['content-length'] ?? 0) > MAX_PHOTO) {
      throw new Refusal({ code: 'too_large', message: `a photo may have ${MAX_PHOTO} bytes` }, 413, { connection: 'close' })
    }
    try {
      return await storePhoto(attachmentsDir, bodyParts(request))
    } catch (error) {
      // A phone that lost the network in the middle: nothing was stored, it will send it again.
      if (request.destroyed && !(error instanceof Refusal)) throw invalid('the upload was cut off', undefined, 400)
      throw error
    }
  }

  return [
    {
      method: 'POST',
      path: '/api/v1/incidents/{id}/attachments',
      roles: ['officer', 'team'],
      doc: {
        tag: 'attachments',
        summary: 'Add a photo to an incident',
        description: 'The body is the image itself, at most 8 MB. What it is, is told by its content, not by its header. The same photo again changes nothing.',
        idempotencyKey: 'optional',
        query: {
          name: { description: 'What it is called; or in the header X-File-Name, percent-encoded.', schema: z.string().max(120) },
          at: { description: 'When it was taken: ISO 8601 with zone or epoch ms.', schema: z.union([z.string(), z.number()]) },
        },
        body: Object.fromEntries(PHOTO_TYPES.map((type) => [type, { example: '(binary)' }])),
        replies: {
          201: { description: 'Stored and recorded.', example: { hash: '9f86d081…', mime: 'image/jpeg', bytes: 812345, incidentId: 'inc_4f7Qd2', seq: 48240 } },
          200: { description: 'The incident had it already.', example: { hash: '9f86d081…', mime: 'image/jpeg', bytes: 812345, incidentId: 'inc_4f7Qd2', seq: 48240 } },
          404: { description: 'There is no such incident, or the team was not sent to it.' },
          413: { description: 'Longer than 8 MB.' },
          415: { description: 'Not a JPEG, PNG or WebP image.' },
        },
      },
      async handle(exchange) {
        const id = asIncidentId(param(exchange, 'id'))
        const incident = hub.world.incidents.get(id)
        if (!incident || !concerns(exchange, incident)) throw notFound(`no incident ${id}`, 'id')
        if (mediaType(exchange.request).startsWith('multipart/')) {
          throw new Refusal({ code: 'unsupported_type', message: 'send the image itself as the body, not a form', field: 'Content-Type', allowed: PHOTO_TYPES })
        }
        const query = validate(querySchema, Object.fromEntries(exchange.url.searchParams))
        if (!query.ok) throw new Refusal(query.error)
        const commandId = commandIdOf(exchange, 'optional')
        const { hash, mime, bytes, fresh } = await receive(exchange)
        const data = { incidentId: id, hash, mime, bytes, name: nameOf(exchange, query.value.name), observedAt: query.value.at ?? hub.now() }
        const reply = await run(hub, sender(exchange), { commandId, type: 'addAttachment', data, asked: { ...data, observedAt: query.value.at ?? null } })
        if (!reply.ok) {
          if (fresh && !isReferred(hash)) await removePhoto(attachmentsDir, hash)
          throw new Refusal(reply.error)
        }
        return { status: reply.result.duplicate ? 200 : 201, body: { hash, mime, bytes, incidentId: id, seq: reply.seq } }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/attachments/{hash}',
      roles: ['officer', 'team'],
      doc: {
        tag: 'attachments',
        summary: 'A photo',
        description: 'A team sees the photos of incidents that it was sent to.',
        replies: {
          200: { description: 'The image.', contentType: 'image/jpeg' },
          304: { description: 'It never changes.' },
          404: { description: 'There is no such photo for this key.' },
        },
      },
      async handle(exchange) {
        const hash = param(exchange, 'hash')
        const photo = HASH.test(hash) && isShown(exchange, hash) ? await openPhoto(attachmentsDir, hash) : null
        if (!photo) throw notFound('no such photo', 'hash')
        const headers = {
          'content-type': photo.mime,
          'x-content-type-options': 'nosniff',
          'content-disposition': `inline; filename="${hash.slice(0, 16)}.${EXTENSION[photo.mime]}"`,
          'content-security-policy': "default-src 'none'; sandbox",
          'cache-control': 'private, max-age=31536000, immutable',
          etag: `"${hash}"`,
        }
        if (exchange.request.headers['if-none-match'] === `"${hash}"` || exchange.request.method === 'HEAD') {
          await photo.file.close()
          const known = exchange.request.headers['if-none-match'] === `"${hash}"`
          return { status: known ? 304 : 200, headers }
        }
        exchange.response.writeHead(200, { ...headers, 'content-length': String(photo.bytes) })
        // A reader that goes away in the middle is its own affair.
        await pipeline(photo.file.createReadStream(), exchange.response).catch(() => exchange.response.destroy())
        return null
      },
    },
  ]
}
