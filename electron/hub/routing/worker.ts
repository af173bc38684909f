import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { required } from '../../../shared/base/assert'
import { FAIR_DAY } from '../../../shared/dispatch/travel'
import type { Steps } from './areas/world'
import { loadEngine } from './load'
import type { RoadSources } from './load'
import type { RoadEngine } from './engine'
import type { RoadReply, RoadRequest } from './protocol'

const port = required(parentPort, 'parent port: this is the entry of a worker thread')
const reply = (message: RoadReply): void => port.postMessage(message)
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The answer, or work that is done in steps while others are answered in between. */
function answer(engine: RoadEngine, request: RoadRequest): { readonly value: unknown } | { readonly steps: Steps<unknown> } {
  switch (request.call) {
    case 'meta':
      return { value: engine.meta }
    case 'travelTimes':
      return { value: engine.travelTimes(request.argument, request.now) }
    case 'route':
      return { value: engine.route(request.argument, request.now) }
    case 'setClosures':
      return { value: engine.setClosures(request.argument, request.now) }
    case 'areas':
      return { steps: engine.areas.areas(request.argument, request.now) }
    case 'coverage':
      return { steps: engine.areas.coverage(request.argument, request.now) }
    case 'suggest':
      return { steps: engine.areas.suggest(request.argument, request.now) }
  }
}

/** Work in steps runs one after the other, so that whoever comes in between waits for one step and not for several. */
let turn: Promise<unknown> = Promise.resolve()

async function inSteps(id: number, steps: Steps<unknown>): Promise<void> {
  try {
    for (;;) {
      const step = steps.next()
      if (step.done === true) return reply({ id, ok: true, answer: step.value })
      await nextTurn()
    }
  } catch (error) {
    reply({ id, ok: false, message: messageOf(error) })
  }
}

try {
  const engine = loadEngine(workerData as RoadSources)
  // The first question of an alarm must not pay for what can be prepared.
  for (const vehicle of ['rescue-vehicle', 'fire-engine', 'ambulance'] as const) engine.warm(vehicle, FAIR_DAY)
  port.on('message', (request: RoadRequest) => {
    try {
      const answered = answer(engine, request)
      if ('value' in answered) reply({ id: request.id, ok: true, answer: answered.value })
      else turn = turn.then(() => inSteps(request.id, answered.steps))
    } catch (error) {
      // One bad question must not take the roads away from the others.
      reply({ id: request.id, ok: false, message: messageOf(error) })
    }
  })
  reply({ id: null, ok: true, meta: engine.meta })
} catch (error) {
  reply({ id: null, ok: false, message: messageOf(error) })
}
