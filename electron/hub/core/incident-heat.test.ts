import { describe, expect, it } from 'vitest'
import { asIncidentId } from '../../../shared/base/ids'
import { DAY, MINUTE } from '../../../shared/base/time'
import { incidentGrid } from '../../../shared/domain/incident/heat'
import { emptyWorld } from '../../../shared/domain/world'
import { Scene, T0 } from '../../../tests/fixtures/domain'
import { IncidentHeat } from './incident-heat'

/** A month with `size` incidents, oldest last in no order that matters. */
function month(size: number) {
  const scene = new Scene()
  const one = scene.world.incidents.get(scene.alarm())
  if (!one) throw new Error('no incident')
  const world = emptyWorld()
  for (let i = 0; i < size; i++) {
    const id = asIncidentId(`i${i}`)
    world.incidents.set(id, { ...one, id, reportedAt: T0 - ((i * 7919) % size) * ((30 * DAY) / size), at: { lon: 120.2 + (i % 61) / 100, lat: 27.1 + (i % 43) / 100 } })
  }
  world.seq = size
  return world
}

describe('the heat of incidents in the hub', () => {
  it('is complete beyond a thousand incidents, for every period', () => {
    const world = month(5000)
    const heat = new IncidentHeat({ world, drill: false })
    for (const days of [1, 7, 30]) {
      const from = T0 - days * DAY
      const brute = [...world.incidents.values()].filter(({ reportedAt }) => reportedAt >= from).length
      const grid = heat.since(from)
      expect(grid.incidents).toBe(brute)
      expect(grid.count.reduce((sum, n) => sum + n, 0)).toBe(brute)
    }
    expect(heat.since(T0 - 30 * DAY - 1).incidents).toBe(5000)
  })

  it('is counted once until another event is committed, and forgets what nobody asks for', () => {
    const world = month(100)
    const heat = new IncidentHeat({ world, drill: false })
    const first = heat.since(T0 - DAY)
    expect(heat.since(T0 - DAY)).toBe(first)
    const [incident] = world.incidents.values()
    if (!incident) throw new Error('no incident')
    world.incidents.set(incident.id, { ...incident, status: 'merged' })
    world.seq += 1
    const second = heat.since(T0 - DAY)
    expect(second).not.toBe(first)
    expect(second).toEqual(incidentGrid(world.incidents.values(), T0 - DAY, false))
    for (let minute = 1; minute <= 20; minute++) heat.since(T0 - minute * MINUTE)
    expect(heat.since(T0 - DAY)).not.toBe(second)
    expect(heat.since(T0 - DAY)).toEqual(second)
  })
})
