import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UnitId } from '../../base/ids'
import { MINUTE, SECOND } from '../../base/time'
import { ALL_UNITS, ANSWER, calloutOf, CALLOUT_PACK, MAZHAN, unitActor, V1, V2, V3, warning, XIAGUAN } from '../../../tests/fixtures/callouts'
import { HUB, Scene, T0 } from '../../../tests/fixtures/domain'
import { deadlines } from '../deadlines'
import type { DomainEvent } from '../event'
import { snapshotOf, worldFrom } from '../world-snapshot'
import { CALLOUT_CLOCKS, owes, type CalloutClock } from './state'

type Step =
  | { readonly do: 'read'; readonly unit: UnitId }
  | { readonly do: 'answer'; readonly unit: UnitId }
  | { readonly do: 'reach'; readonly unit: UnitId }
  | { readonly do: 'lift' }

const STEPS: readonly Step[] = [
  ...ALL_UNITS.map((unit) => ({ do: 'read', unit }) as const),
  ...[MAZHAN, XIAGUAN].map((unit) => ({ do: 'answer', unit }) as const),
  ...[V1, V2, V3, MAZHAN].map((unit) => ({ do: 'reach', unit }) as const),
  { do: 'lift' },
]

class CalloutScene extends Scene {
  readonly calloutId
  constructor() {
    super()
    this.pack = CALLOUT_PACK
    this.calloutId = calloutOf(this.send('sendCallout', warning()))
  }

  step(step: Step): void {
    const { calloutId } = this
    if (step.do === 'lift') this.send('liftCallout', { calloutId, note: '' })
    else if (step.do === 'read') this.send('readCallout', { calloutId, unitId: step.unit }, unitActor(step.unit))
    else if (step.do === 'answer') this.send('answerCallout', { calloutId, unitId: step.unit, values: { ...ANSWER, villages: [] } }, unitActor(step.unit))
    else this.send('recordCalloutCall', { calloutId, unitId: step.unit, attempt: 1, outcome: 'reached', who: '演示', number: '', note: '' })
  }

  get callout() {
    const held = this.world.callouts.get(this.calloutId)
    if (!held) throw new Error('no call-out')
    return held
  }

  /** What a restarted hub has. */
  restart(): void {
    const held = worldFrom(JSON.parse(JSON.stringify(snapshotOf(this.world))) as never)
    for (const callout of held.callouts.values()) this.world.callouts.set(callout.id, callout)
  }
}

/** The same facts in any order, with any of them repeated, at one moment. */
const anyOrder = fc.tuple(fc.shuffledSubarray([...STEPS], { minLength: STEPS.length }), fc.array(fc.constantFrom(...STEPS), { maxLength: 8 })).map(([order, repeats]) => [...order, ...repeats])

function agree(make: () => CalloutScene) {
  const matrix = (steps: readonly Step[]) => {
    const scene = make()
    for (const step of steps) scene.step(step)
    const { units, liftedAt, ran } = scene.callout
    return { units, liftedAt, ran }
  }
  const expected = matrix(STEPS)
  return fc.property(anyOrder, (steps) => {
    expect(matrix(steps)).toEqual(expected)
  })
}

describe('the matrix of a warning', () => {
  it('is the same in whatever order read, phoned, replied and lifted come, however often', () => {
    fc.assert(agree(() => new CalloutScene()), { numRuns: 100 })
  })

  it('shows a planted bug: a fold that forgets what is read after the lifting', () => {
    class Forgetful extends CalloutScene {
      override append(event: DomainEvent, actor: typeof HUB): void {
        if (event.type === 'callout.read' && this.callout.liftedAt !== null) return
        super.append(event, actor)
      }
    }
    expect(fc.check(agree(() => new Forgetful()), { numRuns: 200 }).failed).toBe(true)
  })
})

const SETTINGS = { ackTimeoutSeconds: 30, maxRealerts: 2, escalation: 'officer' } as const

/** Does what the hub's scheduler does, up to `now`, each deadline at its moment. */
function runClocks(scene: CalloutScene, now: number): void {
  for (;;) {
    const next = deadlines(scene.world, SETTINGS)[0]
    if (!next || next.at > now || next.command.type !== 'runCalloutClock') return
    scene.now = Math.max(scene.now, next.at)
    scene.must('runCalloutClock', { calloutId: scene.calloutId, clock: next.command.data.clock }, HUB)
  }
}

it('each clock runs out exactly once if somebody owes it at its moment, else never; restarts change nothing', () => {
  const timed = fc.array(fc.record({ step: fc.constantFrom(...STEPS), at: fc.integer({ min: 1, max: 70 * 60 }), restart: fc.boolean() }), { maxLength: 14 })
  fc.assert(
    fc.property(timed, (plan) => {
      const scene = new CalloutScene()
      const before = new Map<CalloutClock, boolean>()
      const note = (until: number): void => {
        // The oracle: who owes what at the moment itself, told apart from the scheduler.
        const { liftedAt, units } = scene.callout
        const marks: readonly [CalloutClock, number | null][] = [
          ['read', liftedAt === null ? T0 + 3 * MINUTE : null],
          ['answer', liftedAt === null ? T0 + 15 * MINUTE : null],
          ['report', liftedAt === null ? null : liftedAt + 30 * MINUTE],
        ]
        for (const [clock, at] of marks) if (at !== null && at <= until && !before.has(clock)) before.set(clock, units.some((unit) => owes(unit, clock)))
      }
      for (const { step, at, restart } of plan.toSorted((a, b) => a.at - b.at)) {
        const moment = T0 + at * SECOND
        note(moment)
        runClocks(scene, moment)
        scene.now = moment
        scene.step(step)
        if (restart) scene.restart()
      }
      note(T0 + 120 * MINUTE)
      runClocks(scene, T0 + 120 * MINUTE)
      const fired = scene.events.flatMap((event) => (event.type === 'callout.clockRan' ? [event.data.clock] : []))
      expect(fired.toSorted()).toEqual(CALLOUT_CLOCKS.filter((clock) => before.get(clock) === true).toSorted())
    }),
    { numRuns: 150 },
  )
})
