import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import type { AccessRole, Principal } from '../access/principal'
import { Refusal } from './refusal'

/** One request on its way through a handler. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
  /** Who asks; null only where the route is for anyone and no token came along. */
  readonly principal: Principal | null
  /** Address of the peer: key of the throttles where nobody is known yet. */
  readonly ip: string
}

export interface Reply {
  readonly status: number
  /** Text and bytes go out as they are, anything else as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What the interface description says of one answer. */
export interface ReplyDoc {
  readonly description: string
  readonly example?: unknown
  readonly schema?: z.ZodType
  readonly contentType?: string
}

export interface RouteDoc {
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** Names are those of the query string. */
  readonly query?: Readonly<Record<string, { readonly description: string; readonly schema: z.ZodType; readonly required?: boolean }>>
  readonly body?: Readonly<Record<string, { readonly schema?: z.ZodType; readonly example: unknown }>>
  readonly idempotencyKey?: 'required' | 'optional'
  readonly replies: Readonly<Record<number, ReplyDoc>>
}

/** One operation of the interface: what the router serves and what openapi.json says come from the same object. */
export interface Route {
  readonly method: Method
  /** Segments in braces are parameters: `/api/v1/incidents/{id}`. */
  readonly path: string
  /** `anyone`: no token needed (one that comes along is checked all the same). */
  readonly roles: readonly AccessRole[] | 'anyone'
  /** One of hundreds that a screen asks for at once (a tile): does not use up what a known sender may send. */
  readonly light?: boolean
  readonly doc: RouteDoc
  /** Null: the handler has answered by itself. */
  handle(exchange: Exchange): Promise<Reply | null>
}

/** The sender of a route that is not for anyone. */
export function sender(exchange: Exchange): Principal {
  if (!exchange.principal) throw new Refusal({ code: 'unauthorised', message: 'a key is needed' })
  return exchange.principal
}

export function param(exchange: Exchange, name: string): string {
  return exchange.params[name] ?? ''
}
