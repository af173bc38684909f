import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import { validate } from '../validate'
import { invalid, Refusal } from './refusal'

/** Longest JSON or XML body in bytes. */
export const MAX_BODY = 64 * 1024

/** The media type without its parameters, in small letters. */
export function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

/**
 * The body in parts. Leaving the loop early leaves the connection open, so that the refusal can still be read: the
 * stream's own iterator would destroy it.
 */
export function bodyParts(request: IncomingMessage): AsyncIterable<Buffer> {
  return { [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer> }
}

/** Reads a body of at most `limit` bytes. Throws a 413 `Refusal` as soon as it is clear that it is longer. */
export async function readBody(request: IncomingMessage, limit = MAX_BODY): Promise<Buffer> {
  const tooLarge = new Refusal({ code: 'too_large', message: `the body is longer than ${limit} bytes` }, 413, { connection: 'close' })
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of bodyParts(request)) {
      length += part.byteLength
      if (length > limit) throw tooLarge
      parts.push(part)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw invalid('the body was cut off', undefined, 400)
  }
  return Buffer.concat(parts, length)
}

/** A JSON body: 415 if it says it is something else, 400 if it is not JSON. */
export async function readJson(request: IncomingMessage, limit = MAX_BODY): Promise<unknown> {
  const type = mediaType(request)
  if (type !== 'application/json' && !type.endsWith('+json')) {
    throw new Refusal({ code: 'unsupported_type', message: 'send application/json', field: 'Content-Type', allowed: ['application/json'] })
  }
  const bytes = await readBody(request, limit)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch (error) {
    const detail = error instanceof SyntaxError ? error.message : 'not UTF-8'
    throw invalid(`the body is not JSON: ${detail.slice(0, 200)}`, undefined, 400)
  }
}

/** A JSON body that fits the schema, or a 422 that names the field. */
export async function readBodyAs<S extends z.ZodType>(request: IncomingMessage, schema: S): Promise<z.output<S>> {
  const checked = validate(schema, await readJson(request))
  if (!checked.ok) throw new Refusal(checked.error)
  return checked.value
}
