import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CAP_HEIGHT, HAN_HEIGHT } from '../map/least-text'
import { arcMinutes, DEFAULT_SEAT, heightFor, leastFontPx, MIN_ARC, reachedArc, wallScale } from './legibility'

const seats = fc.record({ distanceM: fc.double({ min: 0.5, max: 60, noNaN: true }), screenHeightM: fc.double({ min: 0.2, max: 10, noNaN: true }) })
const viewports = fc.record({ width: fc.integer({ min: 640, max: 16_000 }), height: fc.integer({ min: 360, max: 5_000 }) })

describe('the angle of what is read', () => {
  it('gives the heights of the published tables', () => {
    // DOMAIN, after ISO 9241 and NUREG-0700: 6 m 28 / 38 mm, 10 m 47 / 64 mm for 16′ / 22′.
    expect(heightFor(16, 6) * 1000).toBeCloseTo(27.9, 1)
    expect(heightFor(22, 6) * 1000).toBeCloseTo(38.4, 1)
    expect(heightFor(16, 10) * 1000).toBeCloseTo(46.5, 1)
    expect(heightFor(22, 10) * 1000).toBeCloseTo(64.0, 1)
  })

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 60, noNaN: true }), fc.double({ min: 0.5, max: 60, noNaN: true }), (minutes, distance) => {
        expect(arcMinutes(heightFor(minutes, distance), distance)).toBeCloseTo(minutes, 6)
      }),
    )
  })
})

describe('the smallest text', () => {
  it('reaches both figures, and with one per cent less it would not', () => {
    fc.assert(
      fc.property(viewports, seats, ({ height }, seat) => {
        const least = leastFontPx(height, seat)
        const enough = reachedArc(least, height, seat)
        expect(enough.figures).toBeGreaterThanOrEqual(MIN_ARC.figures - 1e-9)
        expect(enough.han).toBeGreaterThanOrEqual(MIN_ARC.han - 1e-9)
        const short = reachedArc(least * 0.99, height, seat)
        expect(short.figures < MIN_ARC.figures || short.han < MIN_ARC.han).toBe(true)
      }),
    )
  })

  it('is the same part of the picture at 1080p and at 4K, and does not depend on the width', () => {
    expect(leastFontPx(2160, DEFAULT_SEAT)).toBeCloseTo(2 * leastFontPx(1080, DEFAULT_SEAT), 9)
    expect(wallScale({ width: 5760, height: 1080 }, DEFAULT_SEAT)).toEqual(wallScale({ width: 1920, height: 1080 }, DEFAULT_SEAT))
  })

  it.each([
    [1920, 1080],
    [3840, 2160],
    [5760, 1080],
  ])('is legible from the default seat at %d x %d, on the map too', (width, height) => {
    const scale = wallScale({ width, height }, DEFAULT_SEAT)
    expect(scale.legible).toBe(true)
    const metresPerPixel = DEFAULT_SEAT.screenHeightM / height
    const name = arcMinutes(11.5 * scale.names * HAN_HEIGHT * metresPerPixel, DEFAULT_SEAT.distanceM)
    expect(name).toBeGreaterThanOrEqual(MIN_ARC.figures)
    expect(scale.unitPx * CAP_HEIGHT * metresPerPixel).toBeGreaterThanOrEqual(heightFor(16, 6))
  })
})

describe('a screen and a seat that do not go together', () => {
  it('keeps the layout and says that it cannot be read', () => {
    const scale = wallScale({ width: 1920, height: 1080 }, { distanceM: 20, screenHeightM: 1.35 })
    expect(scale.legible).toBe(false)
    expect(scale.unitPx).toBe(35)
    expect(scale.reachedArc).toBeLessThan(16)
  })

  it('never asks for more than the layout holds, and is honest about what it reaches', () => {
    fc.assert(
      fc.property(viewports, seats, (viewport, seat) => {
        const scale = wallScale(viewport, seat)
        expect(scale.unitPx).toBeLessThanOrEqual(Math.max(1, viewport.height / 30, 1))
        const reached = reachedArc(scale.unitPx, viewport.height, seat)
        expect(scale.legible).toBe(reached.figures >= MIN_ARC.figures && reached.han >= MIN_ARC.han)
      }),
    )
  })

  it('does not shrink to a newspaper for a near seat', () => {
    expect(wallScale({ width: 1920, height: 1080 }, { distanceM: 1, screenHeightM: 1.35 }).unitPx).toBe(20)
  })
})
