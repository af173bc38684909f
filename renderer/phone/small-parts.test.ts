import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { phoneEn } from '../../shared/i18n/en/phone'
import { phoneZh } from '../../shared/i18n/zh/phone'
import type { Position } from '../../shared/dispatch/travel'
import { isPhoneState } from './api'
import { bestSample, clockSample, withSample, type ClockSample } from '../state/clock-sync'
import { navigateLinks } from './navigate-links'
import { fitWithin } from './photo'
import { fitFrame, scaleBar } from './sketch-geometry'

describe('clock', () => {
  it('trusts the quickest answer and forgets everything after a jump', () => {
    let samples: ClockSample[] = []
    samples = withSample(samples, clockSample(0, 4_000, 62_000))
    samples = withSample(samples, clockSample(10_000, 10_100, 70_050))
    samples = withSample(samples, clockSample(20_000, 26_000, 85_000))
    expect(bestSample(samples)?.offsetMs).toBe(60_000)
    // The leader set the phone's clock: a quick answer says something quite different.
    samples = withSample(samples, clockSample(90_000, 90_100, 90_050))
    expect(bestSample(samples)?.offsetMs).toBe(0)
  })
})

describe('sketch', () => {
  const lonLat = fc.tuple(fc.double({ min: 119, max: 122, noNaN: true }), fc.double({ min: 26, max: 31, noNaN: true }))
  it('keeps every point inside the margin, north up, true to scale', () => {
    fc.assert(
      fc.property(fc.array(lonLat, { minLength: 1, maxLength: 20 }), (points: Position[]) => {
        const frame = fitFrame(points, 350, 170, 30)
        for (const at of points) {
          const { x, y } = frame.project(at)
          expect(x).toBeGreaterThanOrEqual(29.9)
          expect(x).toBeLessThanOrEqual(320.1)
          expect(y).toBeGreaterThanOrEqual(29.9)
          expect(y).toBeLessThanOrEqual(140.1)
        }
        const [lon, lat] = points[0] as Position
        expect(frame.project([lon, lat + 0.01]).y).toBeLessThan(frame.project([lon, lat]).y)
        expect(frame.project([lon, lat]).y - frame.project([lon, lat + 0.01]).y).toBeCloseTo(1_111.95 * frame.pixelsPerMetre, 3)
      }),
    )
  })
  it('shows a place alone with one kilometre round it, and a round scale', () => {
    const frame = fitFrame([[120.4, 27.3]], 350, 170, 30)
    expect(frame.pixelsPerMetre * 1_000).toBeCloseTo(110)
    expect(scaleBar(0.11, 90)).toEqual({ metres: 500, pixels: 55 })
  })
})

describe('photo', () => {
  it('fits into the longest side and is never enlarged', () => {
    expect(fitWithin(4000, 3000, 1600)).toEqual({ width: 1600, height: 1200 })
    expect(fitWithin(3000, 4000, 1600)).toEqual({ width: 1200, height: 1600 })
    expect(fitWithin(640, 480, 1600)).toEqual({ width: 640, height: 480 })
    expect(fitWithin(20_000, 2, 1600)).toEqual({ width: 1600, height: 1 })
  })
})

describe('navigation', () => {
  it('gives every app its own frame: GCJ-02, BD-09, WGS-84', () => {
    const links = navigateLinks({ lon: 120.446, lat: 27.277 }, '观美水库 上游')
    const [lon, lat] = /to=([\d.]+),([\d.]+),/.exec(links.amap)?.slice(1).map(Number) ?? []
    const [bdLat, bdLon] = /location=([\d.]+),([\d.]+)&/.exec(links.baidu)?.slice(1).map(Number) ?? []
    expect(lon).toBeGreaterThan(120.449)
    expect(lon).toBeLessThan(120.453)
    expect(lat).toBeGreaterThan(27.272)
    expect(lat).toBeLessThan(27.277)
    // BD-09 lies about 0.0065 east and 0.006 north of GCJ-02.
    expect((bdLon ?? 0) - (lon ?? 0)).toBeCloseTo(0.0065, 2)
    expect((bdLat ?? 0) - (lat ?? 0)).toBeCloseTo(0.006, 2)
    expect(links.system.startsWith('geo:27.277000,120.446000')).toBe(true)
    expect(links.amap).not.toContain(' ')
  })
})

describe('what comes from outside', () => {
  it('is looked at before it is drawn', () => {
    expect(isPhoneState(null)).toBe(false)
    expect(isPhoneState('<html>')).toBe(false)
    expect(isPhoneState({ hubTime: 1, seq: 1, team: { profile: { name: 'x' } }, orders: [{}] })).toBe(false)
    expect(isPhoneState({ hubTime: 1, seq: 1, team: { profile: { name: 'x' } }, orders: [] })).toBe(true)
  })
})

describe('catalogues', () => {
  it('have the same places to fill in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').toSorted((a, b) => a.localeCompare(b))
    for (const [key, text] of Object.entries(phoneZh)) {
      expect(places(phoneEn[key as keyof typeof phoneEn]), key).toEqual(places(text))
    }
  })
})
