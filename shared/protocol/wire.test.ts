import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { commandData } from '../domain/command'
import {
  commandMessageSchema,
  directMessageSchema,
  helloSchema,
  presenceMessageSchema,
  PROTOCOL,
  routeMessageSchema,
  viewportMessageSchema,
  watchMessageSchema,
} from './messages'
import { decodeTrackFrame, encodeTrackFrame, type TrackPoint } from './track-frame'

describe('the wire', () => {
  it('has not changed without anybody noticing', () => {
    const schemas = {
      ...commandData,
      commandMessageSchema,
      helloSchema,
      watchMessageSchema,
      routeMessageSchema,
      viewportMessageSchema,
      presenceMessageSchema,
      directMessageSchema,
    }
    const text = Object.entries(schemas)
      .map(([name, schema]) => `${name} ${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }))}`)
      .toSorted()
      .join('\n')
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 16)
    // A new hash is fine if old screens still understand; if they do not, PROTOCOL is raised in the same commit.
    expect({ PROTOCOL, hash }).toEqual({ PROTOCOL: 2, hash: '4d70d964a4dac1b3' })
  })
})

describe('track frames', () => {
  const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true })
  const point: fc.Arbitrary<TrackPoint> = fc.record({
    id: fc.stringMatching(/^[A-Za-z0-9_.:-]{1,64}$/),
    lon: degrees(180),
    lat: degrees(90),
    at: fc.integer({ min: 0, max: 4e12 }),
    headingDeg: fc.constantFrom(0, 90, 359.5, Number.NaN),
    speedMps: fc.constantFrom(0, 12.5, Number.NaN),
    accuracyM: fc.constantFrom(5, Number.NaN),
  })

  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 50 }), fc.integer({ min: 0, max: 4e12 }), (points, hubTime) => {
        expect(decodeTrackFrame(encodeTrackFrame(hubTime, points))).toEqual({ hubTime, points })
      }),
    )
  })

  it('are refused whole when a byte is missing, added, or they are something else', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 9 }), fc.nat(), (points, cut) => {
        const frame = encodeTrackFrame(1, points)
        expect(() => decodeTrackFrame(frame.slice(0, cut % frame.byteLength))).toThrow()
        const longer = new Uint8Array(frame.byteLength + 1)
        longer.set(new Uint8Array(frame))
        expect(() => decodeTrackFrame(longer.buffer)).toThrow()
      }),
    )
    expect(() => decodeTrackFrame(new TextEncoder().encode('{"points":[] ,,,').buffer)).toThrow('not a track frame')
  })
})
