import { z } from 'zod'
import { create } from 'zustand'
import type { AreaGeometry } from '../../../shared/dispatch/reach'
import type { Rejection } from '../../../shared/domain/rejection'
import type { LonLat } from '../../../shared/geo/position'
import { callApi } from '../../state/api'
import { useSession } from '../../state/session'
import { circleArea } from './find-around'
import { openDrawer } from './store'

export type AroundUnit = 'km' | 'minutes'
/** Steps that the keys go through. */
const STEPS: Readonly<Record<AroundUnit, readonly number[]>> = { km: [0.5, 1, 2, 3, 5, 8, 10, 15, 20, 30, 50], minutes: [5, 10, 15, 20, 30, 45, 60, 90, 120] }

export interface AroundState {
  /** Null: nothing was asked. */
  readonly at: LonLat | null
  readonly title: string
  readonly unit: AroundUnit
  readonly km: number
  readonly minutes: number
  /** What lies within; null while it is being worked out. */
  readonly area: AreaGeometry | null
  /** A circle because there are no road data. */
  readonly estimated: boolean
  /** People who live there; null: nobody knows. */
  readonly people: number | null
  readonly error: Rejection | null
}

export const useAround = create<AroundState>(() => ({ at: null, title: '', unit: 'km', km: 5, minutes: 15, area: null, estimated: false, people: null, error: null }))

const areaSchema = z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))) })
const reachSchema = z.object({ kind: z.enum(['road', 'water', 'estimated']), areas: z.array(z.object({ geometry: areaSchema, people: z.number().nullable() })).min(1) })
const peopleSchema = z.object({ people: z.number().nullable() })

let asking: AbortController | null = null

/** Opens 周边 round a place. */
export function lookAround(at: LonLat, title: string): void {
  useAround.setState({ at, title })
  openDrawer('surroundings')
  void ask()
}

export function forgetAround(): void {
  asking?.abort()
  useAround.setState({ at: null, area: null, people: null, error: null })
}

export function setAround(change: Partial<Pick<AroundState, 'unit' | 'km' | 'minutes'>>): void {
  useAround.setState(change)
  void ask()
}

/** The next larger (1) or smaller (-1) distance or time. */
export function stepAround(step: 1 | -1): void {
  const { unit, [unit]: now } = useAround.getState()
  const steps = STEPS[unit]
  const next = step > 0 ? steps.find((one) => one > now) : steps.findLast((one) => one < now)
  if (next !== undefined) setAround({ [unit]: next })
}

async function ask(): Promise<void> {
  const { at, unit, km, minutes } = useAround.getState()
  if (!at) return
  asking?.abort()
  const controller = new AbortController()
  asking = controller
  const { token } = useSession.getState()
  const circle = unit === 'km' ? circleArea(at, km * 1000) : null
  useAround.setState({ area: circle, estimated: false, people: null, error: null })
  const request = { token, signal: controller.signal }
  if (circle) {
    const answer = await callApi('/api/v1/people', peopleSchema, { ...request, body: { circle: { at, metres: km * 1000 } } })
    if (!controller.signal.aborted && answer.ok) useAround.setState({ people: answer.value.people })
    return
  }
  const answer = await callApi('/api/v1/reach', reachSchema, { ...request, body: { at, seconds: [minutes * 60], vehicle: 'rescue-vehicle', direction: 'towards' } })
  if (controller.signal.aborted) return
  if (!answer.ok) return useAround.setState({ error: answer.error })
  const [area] = answer.value.areas
  useAround.setState({ area: area?.geometry ?? null, people: area?.people ?? null, estimated: answer.value.kind === 'estimated' })
}
