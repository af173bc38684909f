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
  replayMessageSchema,
  routeMessageSchema,
  scrubMessageSchema,
  viewportMessageSchema,
  watchMessageSchema,
} from './messages'
import { decodeTrackFrame, encodeTrackFrame, PER_DEGREE, PER_HEADING, PER_SPEED, UNKNOWN } from './track-frame'

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
      scrubMessageSchema,
      replayMessageSchema,
    }
    const text = Object.entries(schemas)
      .map(([name, schema]) => `${name} ${JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))}`)
      .toSorted()
      .join('\n')
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 16)
    // A new hash is fine if old screens still understand; if they do not, PROTOCOL is raised in the same commit.
    expect({ PROTOCOL, hash }).toEqual({ PROTOCOL: 3, hash: 'dd275d67ede53a62' })
  })
})

describe('track frames', () => {
  const degrees = (limit: number) => fc.integer({ min: -limit * PER_DEGREE, max: limit * PER_DEGREE })
  const text = fc.string({ unit: fc.constantFrom('浙', '苍', 'a', '0', '—', '𠮷'), minLength: 1, maxLength: 40 })
  const handles = fc.uniqueArray(fc.nat({ max: 5000 }), { maxLength: 50 })
  const moved = handles.chain((list) =>
    fc.tuple(
      ...list.map((handle) =>
        fc.record({
          handle: fc.constant(handle),
          lon: degrees(180),
          lat: degrees(90),
          at: fc.integer({ min: 1, max: 4e12 }),
          heading: fc.constantFrom(0, 9000, 35_950, UNKNOWN),
          speed: fc.constantFrom(0, 1250, UNKNOWN),
          accuracy: fc.constantFrom(5, UNKNOWN),
          id: fc.stringMatching(/^[A-Za-z0-9_.:-]{1,64}$/),
          name: fc.option(text, { nil: undefined }),
        }),
      ),
    ),
  )
  type Row = { handle: number; lon: number; lat: number; at: number; heading: number; speed: number; accuracy: number; id: string; name: string | undefined }
  const said = (value: number, per: number) => (value === UNKNOWN ? Number.NaN : value / per)

  function frameOf(rows: readonly Row[], removed: readonly number[], start: boolean): ArrayBuffer {
    return encodeTrackFrame({
      hubTime: 7,
      start,
      removed,
      named: rows.map(({ handle, id, name }) => ({ handle, id, ...(name === undefined ? {} : { name }) })),
      moved: rows.map((row) => ({
        handle: row.handle,
        point: {
          id: row.id,
          lon: row.lon / PER_DEGREE,
          lat: row.lat / PER_DEGREE,
          at: row.at,
          headingDeg: said(row.heading, PER_HEADING),
          speedMps: said(row.speed, PER_SPEED),
          accuracyM: said(row.accuracy, 1),
        },
      })),
    })
  }

  it('come back as they were', () => {
    fc.assert(
      fc.property(moved, handles, fc.boolean(), (rows, removed, start) => {
        const frame = decodeTrackFrame(frameOf(rows, removed, start))
        expect({ ...frame, removed: [...frame.removed] }).toMatchObject({ hubTime: 7, start, size: rows.length, removed })
        expect(frame.named).toEqual(rows.map(({ handle, id, name }) => ({ handle, id, ...(name === undefined ? {} : { name }) })))
        for (const column of ['handle', 'lon', 'lat', 'at', 'heading', 'speed', 'accuracy'] as const) {
          expect([...frame[column]]).toEqual(rows.map((row) => row[column]))
        }
      }),
    )
  })

  it('are refused whole when a byte is missing, added, or they are something else', () => {
    fc.assert(
      fc.property(moved, handles, fc.nat(), (rows, removed, cut) => {
        const frame = frameOf(rows, removed, false)
        expect(() => decodeTrackFrame(frame.slice(0, cut % frame.byteLength))).toThrow()
        const longer = new Uint8Array(frame.byteLength + 1)
        longer.set(new Uint8Array(frame))
        expect(() => decodeTrackFrame(longer.buffer)).toThrow()
      }),
    )
    expect(() => decodeTrackFrame(new TextEncoder().encode('{"points":[] ,,,                    ').buffer)).toThrow('not a track frame')
  })

  it('take rubbish in any byte without hanging or taking memory that is not there', () => {
    fc.assert(
      fc.property(moved, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 20 }), (rows, damage) => {
        const bytes = new Uint8Array(frameOf(rows, [1, 2], true))
        for (const [at, value] of damage) bytes[at % bytes.length] = value
        try {
          expect(decodeTrackFrame(bytes.buffer).size).toBeLessThan(bytes.length)
        } catch (error) {
          expect(error instanceof RangeError || error instanceof TypeError).toBe(true)
        }
      }),
    )
  })

  it('say the largest that fits where a value is larger, and turn headings to 0-360', () => {
    const point = { id: 'vessel:1', lon: 120, lat: 27, at: 1, headingDeg: -90, speedMps: 1e6, accuracyM: 1e6 }
    const frame = decodeTrackFrame(encodeTrackFrame({ hubTime: 1, start: false, named: [], removed: [], moved: [{ handle: 0, point }] }))
    expect([frame.heading[0], frame.speed[0], frame.accuracy[0]]).toEqual([27_000, UNKNOWN - 1, UNKNOWN - 1])
  })
})
