import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../tests/fixtures/shared-data'
import { readIbtracs } from './ibtracs'
import { readJmaBestTrack } from './jma-best-track'
import { readProvincial } from './provincial'

const HEADER = '66666 0608  034 0010 0608 0 6               SAOMAI              20061114'
const jma = sharedData('jma_bst_zhejiang.txt')
const ibtracs = sharedData('ibtracs_zhejiang_2000-2025-07.csv')

describe('JMA best tracks', () => {
  it('are read with their eccentric circles, in UTC', () => {
    const read = readJmaBestTrack(`${HEADER}\n06081006 002 5 270 1212  935     100     90050 0050 20120 0070\n06081018 002 4 274 1187  980     050     00000 0000 20100 0050`)
    expect(read).toMatchObject({
      ok: true,
      value: [
        {
          typhoonId: '2006-08',
          observed: [
            {
              at: Date.UTC(2006, 7, 10, 6),
              lon: 121.2,
              lat: 27,
              pressureHpa: 935,
              windMps: 51.4,
              circles: [
                { force: 'kt50', shape: { kind: 'eccentric', longest: 92_600, shortest: 92_600 } },
                { force: 'kt30', shape: { kind: 'eccentric', towardsDeg: 90, longest: 222_240, shortest: 129_640 } },
              ],
            },
            { circles: [{ force: 'kt30' }] },
          ],
        },
      ],
    })
  })

  it.each([
    ['', 'no storm'],
    ['06081006 002 5 270 1212  935     100', 'line 1'],
    [`${HEADER}\n06081306x`, 'line 2'],
    [`${HEADER}\n06083206 002 5 270 1212  935     100`, 'no time'],
    [`${HEADER}\n06081006 002 5 9x0 1212  935     100`, 'latitude'],
    [`${HEADER}\n06081006 002 5 270 ....  935     100`, 'longitude'],
    ['66666 06xx  034 0010 0608 0 6               SAOMAI', 'international number'],
  ])('%j is refused, naming it', (text, why) => {
    expect(readJmaBestTrack(text)).toMatchObject({ ok: false, error: expect.stringContaining(why) })
  })

  it.skipIf(jma === null)('of the fourteen storms that hit Zhejiang are read whole (needs ../shared/data)', () => {
    const read = readJmaBestTrack(readFileSync(jma ?? '', 'utf8'))
    if (!read.ok) throw new Error(read.error)
    expect(read.value.map(({ typhoonId }) => typhoonId)).toHaveLength(14)
    expect(read.value.every(({ observed }) => observed.length >= 30)).toBe(true)
  })
})

describe('IBTrACS', () => {
  it.each([
    ['A,B\n1,2', 'no column SID'],
    ['SID,ISO_TIME,LAT,LON\nX,yesterday,1,2', 'line 2: ISO_TIME'],
    ['SID,ISO_TIME,LAT,LON\nX,2000-07-02T12:00Z,95,2', 'line 2: LAT'],
    ['SID,ISO_TIME,LAT,LON', 'no row'],
    ['SID,ISO_TIME,LAT,LON\nX,2000-07-02T12:00Z,15', 'on line 2'],
  ])('%j is refused, naming line and column', (text, why) => {
    expect(readIbtracs(text)).toMatchObject({ ok: false, error: expect.stringContaining(why) })
  })

  it.skipIf(ibtracs === null)('is read whole, storm by storm (needs ../shared/data)', () => {
    const read = readIbtracs(readFileSync(ibtracs ?? '', 'utf8'))
    if (!read.ok) throw new Error(read.error)
    expect(read.value).toHaveLength(54)
    expect(read.value.reduce((sum, { observed }) => sum + observed.length, 0)).toBe(2169)
  })
})

describe('provincial sites', () => {
  const point = (time: string, changes: object = {}) => ({
    time, lat: '22.50', lng: '128.40', pressure: '955', speed: '42', power: '14', strong: '强台风',
    radius7: '280|300|250|260', radius10: '100|100|90|90', radius12: '', forecast: [], ...changes,
  })
  const storm = (points: object[]) => JSON.stringify([{ tfid: '200608', name: '桑美', enname: 'SAOMAI', points }])
  const forecast = [
    { tm: '中国', forecastpoints: [point('2006/8/8 20:00:00'), point('2006/8/9 20:00:00', { lat: '24.6', lng: '124.8' })] },
    { tm: '日本', forecastpoints: [point('2006/8/9 20:00:00', { lat: '25.0', lng: '125.1' })] },
  ]

  it('are read in Beijing time, with quadrants, and one advisory per agency', () => {
    const read = readProvincial(storm([point('2006/8/8 14:00:00'), point('2006/8/8 20:00:00', { forecast })]), 'beijing')
    expect(read).toMatchObject({
      ok: true,
      value: [
        {
          typhoonId: '2006-08', name: { zh: '桑美', en: 'SAOMAI' }, agency: '中国', issuedAt: Date.UTC(2006, 7, 8, 12),
          observed: [{ at: Date.UTC(2006, 7, 8, 6) }, { circles: [{ force: 'b7', shape: { ne: 280_000, se: 300_000, sw: 250_000, nw: 260_000 } }, { force: 'b10' }] }],
          // The present position that a forecast begins with is no forecast.
          forecast: [{ at: Date.UTC(2006, 7, 9, 12) }],
        },
        { agency: '日本', observed: [], forecast: [{ lon: 125.1 }] },
      ],
    })
  })

  it('in UTC are not moved', () => {
    expect(readProvincial(storm([point('2006-08-08 14:00')]), 'utc')).toMatchObject({ value: [{ observed: [{ at: Date.UTC(2006, 7, 8, 14) }] }] })
  })

  it('may leave out radii, pressure and wind: unknown is not zero', () => {
    const read = readProvincial(storm([point('2006/8/8 14:00:00', { radius7: null, radius10: '', pressure: '', speed: '' })]), 'beijing')
    expect(read).toMatchObject({ value: [{ observed: [{ circles: [], pressureHpa: null, windMps: null }] }] })
  })

  it.each([
    ['rubbish', 'not JSON'],
    ['{}', 'points'],
    [storm([]), 'points: empty'],
    [storm([point('yesterday')]), 'points.0.time'],
    [storm([point('2006/2/30 14:00:00')]), 'points.0.time'],
    [storm([point('2006/8/8 14:00:00', { lat: '128.4', lng: '22.5' })]), 'points.0.lat'],
    [storm([point('2006/8/8 14:00:00', { radius7: '280|300' })]), 'points.0.radius7'],
    [storm([point('2006/8/8 14:00:00')]).replace('200608', 'x'), 'tfid'],
  ])('%j is refused, naming the field', (text, why) => {
    expect(readProvincial(text, 'beijing')).toMatchObject({ ok: false, error: expect.stringContaining(why) })
  })

  it('never throw, whatever a site answers', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void readProvincial(JSON.stringify(value), 'beijing')))
    fc.assert(fc.property(fc.string(), (text) => void readProvincial(text, 'utc')))
    fc.assert(fc.property(fc.string(), (text) => void readJmaBestTrack(text)))
    fc.assert(fc.property(fc.string(), (text) => void readIbtracs(text)))
  })
})
