import { parentPort, workerData } from 'node:worker_threads'
import { required } from '../../../shared/base/assert'
import { FAIR_DAY } from '../../../shared/dispatch/travel'
import { loadEngine } from './load'
import type { RoadSources } from './load'
import type { RoadEngine } from './engine'
import type { RoadReply, RoadRequest } from './protocol'

const port = required(parentPort, 'parent port: this is the entry of a worker thread')
const reply = (message: RoadReply): void => port.postMessage(message)
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function answer(engine: RoadEngine, request: RoadRequest): unknown {
  switch (request.call) {
    case 'meta':
      return engine.meta
    case 'travelTimes':
      return engine.travelTimes(request.argument, request.now)
    case 'route':
      return engine.route(request.argument, request.now)
    case 'setClosures':
      return engine.setClosures(request.argument, request.now)
  }
}

try {
  const engine = loadEngine(workerData as RoadSources)
  // The first question of an alarm must not pay for what can be prepared.
  for (const vehicle of ['rescue-vehicle', 'fire-engine', 'ambulance'] as const) engine.warm(vehicle, FAIR_DAY)
  port.on('message', (request: RoadRequest) => {
    try {
      reply({ id: request.id, ok: true, answer: answer(engine, request) })
    } catch (error) {
      // One bad question must not take the roads away from the others.
      reply({ id: request.id, ok: false, message: messageOf(error) })
    }
  })
  reply({ id: null, ok: true, meta: engine.meta })
} catch (error) {
  reply({ id: null, ok: false, message: messageOf(error) })
}
