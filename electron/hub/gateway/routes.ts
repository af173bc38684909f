import type { GatewayContext } from './context'
import { READ_ONLY } from '../replay/hub'
import { Refusal } from './http/refusal'
import type { Route } from './http/route'
import { alarmRoutes } from './resources/alarms'
import { alertRoutes } from './resources/alerts'
import { attachmentRoutes } from './resources/attachments'
import { basemapRoutes } from './resources/basemaps'
import { briefingRoutes } from './resources/briefings'
import { closureRoutes } from './resources/closures'
import { commandRoutes } from './resources/commands'
import { coverageRoutes } from './resources/coverage'
import { deviceRoutes } from './resources/devices'
import { dispatchRoutes } from './resources/dispatches'
import { drillRoutes } from './resources/drill'
import { eventRoutes } from './resources/events'
import { feedRoutes } from './resources/feeds'
import { healthRoutes } from './resources/health'
import { incidentRoutes } from './resources/incidents'
import { openApiRoutes } from './resources/openapi'
import { packRoutes } from './resources/pack'
import { phoneRoutes } from './resources/phone'
import { pointRoutes } from './resources/points'
import { positionRoutes } from './resources/positions'
import { recordingRoutes } from './resources/recordings'
import { replayRoutes } from './resources/replay'
import { relocationRoutes } from './resources/relocation'
import { seaRoutes } from './resources/sea'
import { calloutRoutes } from './resources/callouts'
import { responseRoutes } from './resources/response'
import { sessionRoutes } from './resources/session'
import { telemetryRoutes } from './resources/telemetry'
import { trackRoutes } from './resources/tracks'
import { unitRoutes } from './resources/units'
import { vesselRoutes } from './resources/vessels'

/** Version 1 of the interface, whole. */
export function allRoutes(context: GatewayContext): Route[] {
  const routes = [
    alarmRoutes,
    alertRoutes,
    incidentRoutes,
    dispatchRoutes,
    positionRoutes,
    closureRoutes,
    briefingRoutes,
    coverageRoutes,
    eventRoutes,
    commandRoutes,
    phoneRoutes,
    attachmentRoutes,
    packRoutes,
    basemapRoutes,
    pointRoutes,
    vesselRoutes,
    seaRoutes,
    unitRoutes,
    calloutRoutes,
    responseRoutes,
    relocationRoutes,
    sessionRoutes,
    deviceRoutes,
    feedRoutes,
    telemetryRoutes,
    trackRoutes,
    drillRoutes,
    recordingRoutes,
    replayRoutes,
    healthRoutes,
  ].flatMap((resource) => resource(context))
  const all = [...routes, ...openApiRoutes(routes, context.version)]
  return context.hub.replay ? all.map(readOnlyInReplay) : all
}

/** What may be sent to a replay: who is there, and nothing about what happened. */
const KEPT = /^\/api\/v1\/(session|devices|officers)(\/|$)/

function readOnlyInReplay(route: Route): Route {
  if (route.method === 'GET' || KEPT.test(route.path)) return route
  return { ...route, handle: () => Promise.reject(new Refusal(READ_ONLY)) }
}
