import { ID_PATTERN } from '../../../../shared/base/ids'
import { notFound, Refusal } from './refusal'
import type { Route } from './route'

interface Node {
  readonly literal: Map<string, Node>
  parameter: Node | null
  readonly routes: Map<string, Route>
}

const node = (): Node => ({ literal: new Map(), parameter: null, routes: new Map() })

export interface Match {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** Finds the route of a method and path; throws a 404 or 405 `Refusal`. */
export type Router = (method: string, path: string) => Match

export function createRouter(routes: readonly Route[]): Router {
  const root = node()
  for (const route of routes) {
    let at = root
    for (const segment of route.path.slice(1).split('/')) {
      if (segment.startsWith('{')) {
        at.parameter ??= node()
        at = at.parameter
      } else {
        const next = at.literal.get(segment) ?? node()
        at.literal.set(segment, next)
        at = next
      }
    }
    if (at.routes.has(route.method)) throw new Error(`two routes for ${route.method} ${route.path}`)
    at.routes.set(route.method, route)
  }
  return (method, path) => {
    const values: string[] = []
    let at: Node | undefined = root
    for (const segment of path.slice(1).split('/')) {
      const literal: Node | undefined = at.literal.get(segment)
      if (!literal && at.parameter && ID_PATTERN.test(segment)) {
        values.push(segment)
        at = at.parameter
      } else {
        at = literal
      }
      if (!at) break
    }
    if (!at || at.routes.size === 0) throw notFound(`nothing at ${path.slice(0, 200)}`)
    // A HEAD is a GET whose body the server leaves out.
    const route = at.routes.get(method === 'HEAD' ? 'GET' : method)
    if (!route) {
      const allowed = [...at.routes.keys()]
      throw new Refusal({ code: 'not_found', message: `no ${method.slice(0, 20)} here`, allowed }, 405, { allow: allowed.join(', ') })
    }
    // Named by the route itself: what is `{id}` in one may be `{name}` in another of the same place.
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    return { route, params: Object.fromEntries(values.map((value, i) => [names[i], value])) }
  }
}
