import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundsIn, cameraFor, cameraOfPart, canvasSize, intersection, pixelOf, placeAt, windowOf } from './canvas'

const screen = { width: 1920, height: 1080 }
const cameras = fc.record({
  center: fc.record({ lon: fc.double({ min: 110, max: 130, noNaN: true }), lat: fc.double({ min: 15, max: 45, noNaN: true }) }),
  zoom: fc.double({ min: 5, max: 15, noNaN: true }),
})
const walls = fc.record({ columns: fc.integer({ min: 1, max: 6 }), rows: fc.integer({ min: 1, max: 4 }) })

describe('one picture on several screens', () => {
  it('joins at every seam: a place on it stands at the same height on both sides', () => {
    fc.assert(
      fc.property(cameras, walls, fc.double({ min: 0, max: 1, noNaN: true }), (camera, { columns, rows }, share) => {
        const size = canvasSize(screen, { column: 0, row: 0, columns, rows })
        for (let column = 1; column < columns; column++) {
          const left = windowOf(screen, { column: column - 1, row: 0, columns, rows })
          const right = windowOf(screen, { column, row: 0, columns, rows })
          const seam = placeAt({ x: right.left, y: share * screen.height }, camera, size)
          const onLeft = pixelOf(seam, cameraOfPart(camera, size, left), screen)
          const onRight = pixelOf(seam, cameraOfPart(camera, size, right), screen)
          expect(onLeft.x).toBeCloseTo(screen.width, 3)
          expect(onRight.x).toBeCloseTo(0, 3)
          expect(onLeft.y).toBeCloseTo(onRight.y, 3)
          expect(onLeft.y).toBeCloseTo(share * screen.height, 3)
        }
      }),
    )
  })

  it('is whole: the parts lie side by side and cover the canvas', () => {
    fc.assert(
      fc.property(walls, ({ columns, rows }) => {
        const size = canvasSize(screen, { column: 0, row: 0, columns, rows })
        let area = 0
        for (let row = 0; row < rows; row++) {
          for (let column = 0; column < columns; column++) {
            const rect = windowOf(screen, { column, row, columns, rows })
            expect(intersection(rect, { left: 0, top: 0, ...size })).toEqual(rect)
            area += rect.width * rect.height
          }
        }
        expect(area).toBe(size.width * size.height)
      }),
    )
  })
})

describe('the camera', () => {
  it('puts the bounds into what is free, and fills it one way', () => {
    const size = { width: 5760, height: 1080 }
    const free = { left: 900, top: 100, width: 2000, height: 800 }
    const bounds = [120.1, 27.1, 120.8, 27.7] as const
    const camera = cameraFor([...bounds], free, size, 14)
    const upper = pixelOf({ lon: bounds[0], lat: bounds[3] }, camera, size)
    const lower = pixelOf({ lon: bounds[2], lat: bounds[1] }, camera, size)
    expect(upper.y).toBeCloseTo(100, 3)
    expect(lower.y).toBeCloseTo(900, 3)
    expect((upper.x + lower.x) / 2).toBeCloseTo(1900, 3)
    expect(upper.x).toBeGreaterThan(900)
  })

  it('goes no nearer than it may for a single place', () => {
    const camera = cameraFor([120.4, 27.3, 120.4, 27.3], { left: 0, top: 0, ...screen }, screen, 12)
    expect(camera.zoom).toBe(12)
    expect(camera.center.lon).toBeCloseTo(120.4, 9)
    expect(camera.center.lat).toBeCloseTo(27.3, 9)
  })

  it('knows what it shows', () => {
    fc.assert(
      fc.property(cameras, (camera) => {
        const [west, south, east, north] = boundsIn(camera, screen)
        const upper = pixelOf({ lon: west, lat: north }, camera, screen)
        const lower = pixelOf({ lon: east, lat: south }, camera, screen)
        expect(upper.x).toBeCloseTo(0, 3)
        expect(upper.y).toBeCloseTo(0, 3)
        expect(lower.x).toBeCloseTo(screen.width, 3)
        expect(lower.y).toBeCloseTo(screen.height, 3)
      }),
    )
  })

  it('has nothing in common with a window beside it', () => {
    expect(intersection({ left: 0, top: 0, width: 10, height: 10 }, { left: 10, top: 0, width: 10, height: 10 })).toBeNull()
  })
})
