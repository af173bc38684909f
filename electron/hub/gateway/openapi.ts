import { z } from 'zod'
import { commandData } from '../../../shared/domain/command'
import type { ReplyDoc, Route } from './http/route'

type Json = Readonly<Record<string, unknown>>

const INTRO = `One hub, one interface. Keys go into \`Authorization: Bearer KEY\`, never into an address. Times are UTC epoch
milliseconds; what comes in may also be ISO 8601 with a zone. Positions are WGS-84 degrees; what comes in says its frame.
Every refusal is \`{"error":{"code","message","field"?}}\`.`

const ERROR: Json = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: {
          enum: [
            'invalid', 'unknown_kind', 'not_found', 'forbidden', 'unauthorised', 'stale_version', 'wrong_state', 'team_taken', 'team_not_eligible',
            'already_reached', 'already_done', 'reason_needed', 'command_id_reused', 'too_large', 'unsupported_type', 'rate_limited', 'unavailable',
          ],
        },
        message: { type: 'string', description: 'English, for logs and integrators.' },
        field: { type: 'string', description: 'The offending field, as the sender wrote it.' },
        allowed: { type: 'array', items: { type: 'string' } },
        winner: { type: 'object', description: 'team_taken: who was first.' },
        violations: { type: 'array', items: { type: 'string' }, description: 'team_not_eligible: what an override answers for.' },
        missed: { type: 'array', items: { type: 'object' }, description: 'stale_version: what the sender had not seen.' },
      },
    },
  },
}

/** What any operation may answer, besides what it says itself. */
const COMMON: Readonly<Record<number, ReplyDoc>> = {
  429: { description: 'Too many requests; `Retry-After` says how many seconds to wait.' },
  503: { description: 'The log cannot be written: the hub is stopping. Nothing was done.' },
}
const FOR_KEYS: Readonly<Record<number, ReplyDoc>> = {
  401: { description: 'No key, or one that is unknown, revoked or over.' },
  403: { description: 'The key\'s role may not do this.' },
}
const FOR_BODIES: Readonly<Record<number, ReplyDoc>> = {
  400: { description: 'The body is not what its type says, or a needed header is missing.' },
  413: { description: 'The body is too long.' },
  415: { description: 'The body is of another type.' },
  422: { description: 'A field is wrong: `field` names it.' },
}

/** JSON Schema of what a sender writes (before defaults and conversions). */
function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' })
  return rest
}

function reply(status: string, doc: ReplyDoc): Json {
  const failed = Number(status) >= 400
  const type = doc.contentType ?? 'application/json'
  const bare = Number(status) === 204 || Number(status) === 304
  const media = {
    ...(failed ? { schema: { $ref: '#/components/schemas/Error' } } : doc.schema ? { schema: schemaOf(doc.schema) } : {}),
    ...(doc.example === undefined ? {} : { example: doc.example }),
  }
  return { description: doc.description, ...(bare ? {} : { content: { [type]: media } }) }
}

function operation(route: Route): Json {
  const { doc } = route
  const open = route.roles === 'anyone'
  const path = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string', maxLength: 64 } }))
  const query = Object.entries(doc.query ?? {}).map(([name, { description, schema, required = false }]) => ({ name, in: 'query', required, description, schema: schemaOf(schema) }))
  const header = doc.idempotencyKey
    ? [{
        name: 'Idempotency-Key',
        in: 'header',
        required: doc.idempotencyKey === 'required',
        description: 'A new value per action, the same for its repetitions: those get the first answer again.',
        schema: { type: 'string', minLength: 1, maxLength: 200 },
        example: '0b9a2f1e-6c1c-4f0f-8b53-6f2f3a1d9c55',
      }]
    : []
  const replies = { ...COMMON, ...(open ? {} : FOR_KEYS), ...(doc.body ? FOR_BODIES : {}), ...doc.replies }
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replace(/^\/api\/v1/, '').replaceAll(/[/{}-]+(\w?)/g, (_all, first: string) => first.toUpperCase())}`,
    tags: [doc.tag],
    summary: doc.summary,
    description: [doc.description, open ? 'No key needed.' : `Roles: ${route.roles.join(', ')}.`].filter(Boolean).join('\n\n'),
    security: open ? [] : [{ key: [] }],
    ...(path.length + query.length + header.length > 0 ? { parameters: [...path, ...query, ...header] } : {}),
    ...(doc.body
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(
              Object.entries(doc.body).map(([type, { schema, example }]) => [type, { schema: schema ? schemaOf(schema) : { type: 'string' }, example }]),
            ),
          },
        }
      : {}),
    responses: Object.fromEntries(Object.entries(replies).map(([status, said]) => [status, reply(status, said)])),
  }
}

/** The whole interface as OpenAPI 3.1, from the objects that serve it: what is not in here does not exist. */
export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route)
  return {
    openapi: '3.1.0',
    info: { title: 'Dinghai hub', version, description: INTRO, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map((route) => route.doc.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A session token, device key or feed key.' } },
      schemas: {
        Error: ERROR,
        ...Object.fromEntries(Object.entries(commandData).map(([type, schema]) => [`command.${type}`, schemaOf(schema)])),
      },
    },
  }
}
