import { describe, expect, it } from 'vitest'
import type { RouteResult } from '../../../shared/dispatch/travel'
import type { Dispatch } from '../../../shared/domain/dispatch/state'
import { Scene, T0 } from '../../../tests/fixtures/domain'
import { arrivalOf } from './arrival'

const route = (seconds: number | null, kind: RouteResult['kind'] = 'road'): RouteResult => ({
  kind,
  geometry: [],
  seconds,
  metres: 0,
  walkSeconds: 0,
  walkMetres: 0,
  snapM: 0,
  legs: [],
  graphVersion: 1,
})

function order(...milestones: ('acknowledged' | 'departed' | 'arrived')[]): Dispatch {
  const scene = new Scene()
  const id = scene.order(scene.alarm(), scene.team('t1'))
  for (const milestone of milestones) {
    scene.now += 60_000
    scene.milestone(id, milestone)
  }
  const found = scene.world.dispatches.get(id)
  if (!found) throw new Error('no order')
  return found
}

const MOBILISATION = 300

describe('when a team should be there', () => {
  it('counts down its way from where it is', () => {
    const dispatch = order('acknowledged', 'departed')
    const way = { route: route(230), at: T0 + 200_000, live: true }
    expect(arrivalOf({ dispatch, way, mobilisationSeconds: MOBILISATION, now: T0 + 200_000 })).toEqual({ seconds: 230, estimated: false })
    expect(arrivalOf({ dispatch, way, mobilisationSeconds: MOBILISATION, now: T0 + 210_000 })).toEqual({ seconds: 220, estimated: false })
  })

  it('never says less than nothing', () => {
    const dispatch = order('acknowledged', 'departed')
    expect(arrivalOf({ dispatch, way: { route: route(10), at: T0, live: true }, mobilisationSeconds: 0, now: T0 + 60_000 })?.seconds).toBe(0)
  })

  it('adds what is left of the gathering while the team has not moved', () => {
    const dispatch = order('acknowledged')
    const way = { route: route(600), at: T0 + 100_000, live: false }
    expect(arrivalOf({ dispatch, way, mobilisationSeconds: MOBILISATION, now: T0 + 100_000 })).toEqual({ seconds: 800, estimated: false })
  })

  it('counts from the departure when the phone gives no position, and says about', () => {
    const dispatch = order('acknowledged', 'departed')
    const way = { route: route(600), at: T0 + 400_000, live: false }
    expect(arrivalOf({ dispatch, way, mobilisationSeconds: MOBILISATION, now: T0 + 420_000 })).toEqual({ seconds: 300, estimated: true })
  })

  it('falls back on what the officer was told, and to silence if that was nothing', () => {
    const dispatch = { ...order('acknowledged'), basis: { rank: 1, etaSeconds: 900, etaKind: 'road' as const } }
    expect(arrivalOf({ dispatch, way: null, mobilisationSeconds: 0, now: T0 + 100_000 })).toEqual({ seconds: 800, estimated: true })
    expect(arrivalOf({ dispatch, way: { route: route(null, 'unreachable'), at: T0, live: true }, mobilisationSeconds: 0, now: T0 })?.estimated).toBe(true)
    expect(arrivalOf({ dispatch: order('acknowledged'), way: null, mobilisationSeconds: 0, now: T0 })).toBeNull()
  })

  it('has nothing to say before the signature and after the arrival', () => {
    const way = { route: route(600), at: T0, live: true }
    expect(arrivalOf({ dispatch: order(), way, mobilisationSeconds: 0, now: T0 })).toBeNull()
    expect(arrivalOf({ dispatch: order('acknowledged', 'departed', 'arrived'), way, mobilisationSeconds: 0, now: T0 })).toBeNull()
  })
})
