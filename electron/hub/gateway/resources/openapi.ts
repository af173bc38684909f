import type { Route } from '../http/route'
import { openApi } from '../openapi'

/** The description of all other routes, and of itself. */
export function openApiRoutes(others: readonly Route[], version: string): Route[] {
  let text: string | null = null
  const own: Route = {
    method: 'GET',
    path: '/api/v1/openapi.json',
    roles: 'anyone',
    doc: { tag: 'health', summary: 'This description', replies: { 200: { description: 'OpenAPI 3.1.', example: { openapi: '3.1.0' } } } },
    handle() {
      text ??= JSON.stringify(openApi([...others, own], version))
      return Promise.resolve({ status: 200, body: text, headers: { 'cache-control': 'no-cache' } })
    },
  }
  return [own]
}
