import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../base/time'
import { destination } from '../geo/sphere'
import type { Fix } from '../domain/typhoon/state'
import { passageOf } from '../typhoon/passage'
import type { Track } from '../typhoon/track'
import { observedTrack } from '../../tests/fixtures/storms'
import { arrivalAt, arrivalField, homeSpeed, lateForPort, type ArrivalField, type Homebound } from './late'

const speed = { leastMps: 2.6, usualMps: 4.1, mostMps: 6.2 }
const T0 = Date.UTC(2026, 7, 1)
const port = { lon: 121, lat: 27 }
/** A storm that runs west along 27 N at 10 m/s, Beaufort 7 to 200 km; it is 400 km east of the port at T0. */
const start = destination(port, 90, 400_000)
const circles = [{ force: 'b7', shape: { kind: 'quadrants', ne: 200_000, se: 200_000, sw: 200_000, nw: 200_000 } }] as const
const fix = (hours: number): Fix => ({ at: T0 + hours * HOUR, ...destination(start, 270, 36_000 * hours), pressureHpa: 950, windMps: 40, circles: [...circles], within70M: null })
const track: Track = { agency: 'test', fixes: [0, 3, 6, 9, 12].map(fix), observedUntil: null, issuedAt: T0 }
const box = [120, 26, 125, 28] as const

/** Vessels so many metres east of the port. */
function fleet(...vessels: readonly (readonly [metres: number, mps: number])[]): Homebound {
  const places = vessels.map(([metres]) => destination(port, 90, metres))
  return {
    size: vessels.length,
    lonLat: Float64Array.from(places.flatMap(({ lon, lat }) => [lon, lat])),
    speed: Float32Array.from(vessels, ([, mps]) => mps),
    portM: Float64Array.from(vessels, ([metres]) => metres),
    portLonLat: Float64Array.from(vessels.flatMap(() => [port.lon, port.lat])),
  }
}
const need = (field: ArrivalField | null): ArrivalField => {
  if (!field) throw new Error('no field')
  return field
}

describe('who cannot be in port in time', () => {
  it('follows from when the circle is where the vessel will be', () => {
    const field = need(arrivalField(track, 'b7', box, T0))
    // It reaches the port after 200 km at 10 m/s.
    expect((arrivalAt(field, port.lon, port.lat) - T0) / HOUR).toBeCloseTo(200_000 / 36_000, 0)
    const { inside, late } = lateForPort(fleet([20_000, 4], [75_000, 4], [120_000, 4], [120_000, 6], [250_000, 4]), field, T0, speed)
    // 20 km take 1.4 h; 75 km 5.2 h and the storm comes to the port after 5.6 h; 120 km take 8.3 h or 5.6 h.
    expect(inside).toBe(1)
    expect(late[0]).toMatchObject({ row: 4, metAt: T0 })
    expect(late.map(({ row }) => row)).not.toContain(0)
    expect(late.map(({ row }) => row)).not.toContain(1)
    expect(late.map(({ row }) => row)).toContain(2)
    const slow = late.find(({ row }) => row === 2)
    expect((slow?.metAt ?? 0) - T0).toBeGreaterThan(HOUR)
    expect((slow?.metAt ?? 0) - T0).toBeLessThanOrEqual(120_000 / 4 * 1000)
  })

  it('is nobody when the storm gives no such circle, or has passed', () => {
    expect(arrivalField(track, 'b10', box, T0)).toBeNull()
    expect(arrivalField(track, 'b7', box, T0 + 13 * HOUR)).toBeNull()
    expect(lateForPort(fleet(), need(arrivalField(track, 'b7', box, T0)), T0, speed)).toEqual({ inside: 0, late: [] })
  })

  it('counts one without a port by where it lies', () => {
    const one = { ...fleet([50_000, 4]), portM: Float64Array.from([Infinity]) }
    expect(lateForPort(one, need(arrivalField(track, 'b7', box, T0)), T0, speed).late).toHaveLength(1)
  })

  it('takes the usual speed for one that lies or does not say', () => {
    expect([0, NaN, 3, 20].map((mps) => homeSpeed(mps, speed))).toEqual([4.1, 4.1, 3, 6.2])
  })

  it('has arrivals as they are worked out place by place', () => {
    const saomai = observedTrack('2006-08')
    const from = saomai.fixes[0]?.at ?? 0
    const force = saomai.fixes.flatMap((one) => one.circles.map((circle) => circle.force)).includes('kt50') ? 'kt50' : 'b7'
    const field = need(arrivalField(saomai, force, [120, 26.5, 122, 28], from))
    for (const place of [{ lon: 120.6, lat: 27.2 }, { lon: 121.3, lat: 27.1 }, { lon: 121.6, lat: 27.6 }]) {
      const enters = passageOf(saomai, place)?.circles.find((one) => one.force === force)?.enters?.at
      if (enters === undefined) expect(arrivalAt(field, place.lon, place.lat)).toBe(Infinity)
      else expect(Math.abs(arrivalAt(field, place.lon, place.lat) - enters)).toBeLessThan(20 * MINUTE)
    }
  })
})
