import { createSocket } from 'node:dgram'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { sharedData } from '../../../../tests/fixtures/shared-data'
import type { Collector } from '../../../../shared/pack/collectors'
import { silent } from '../../core/testing'
import { anyFeed, type Observation } from '../feed'
import { startSupervisor, type Supervisor } from '../supervisor'
import { createAisDecoder, type AisMessage } from './decoder'
import { createLineCutter } from './lines'
import { aisTcp } from './tcp'
import { aisUdp } from './udp'

const CLASS_A = '!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A'
const STATIC = ['!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C', '!AIVDM,2,2,1,A,88888888880,2*25']

function readAll(lines: readonly string[]): { messages: AisMessage[]; errors: string[] } {
  const decoder = createAisDecoder()
  const messages: AisMessage[] = []
  const errors: string[] = []
  for (const line of lines) {
    const read = decoder.line(line)
    if (!read.ok) errors.push(read.error)
    else if (read.value) messages.push(read.value)
  }
  return { messages, errors }
}

describe('AIS sentences', () => {
  it('give position, heading and speed in our units', () => {
    const [said] = readAll([CLASS_A]).messages
    expect(said).toMatchObject({ mmsi: '371798000', station: 'vessel' })
    expect(said?.position?.lon).toBeCloseTo(-123.3954, 3)
    expect(said?.position?.lat).toBeCloseTo(48.3816, 3)
    expect(said?.position?.speedMps).toBeCloseTo(12.3 * 0.514444, 2)
    expect(said?.position?.headingDeg).toBe(215)
  })

  it('in parts are joined, also when the parts of two messages are mixed', () => {
    const other = STATIC.map((line) => withSequence(line, '2'))
    const { messages, errors } = readAll([STATIC[0]!, other[0]!, CLASS_A, STATIC[1]!, other[1]!])
    expect(errors).toEqual([])
    expect(messages.map(({ particulars }) => particulars.name)).toEqual([undefined, 'EVER DIADEM', 'EVER DIADEM'])
    expect(messages[1]).toMatchObject({ mmsi: '351759000', particulars: { callsign: '3FOF8', imo: 9134270, shipType: 70, lengthM: 295, beamM: 32, destination: 'NEW YORK' } })
  })

  it('may come with a tag block before them', () => {
    expect(readAll([`\\s:station,c:1241544035*53\\${CLASS_A}`]).messages).toHaveLength(1)
  })

  it.each([
    ['a wrong checksum', CLASS_A.replace('*4A', '*4B'), 'checksum'],
    ['a payload that is cut short', checked('AIVDM,1,1,,A,15RTgt0P,0'), 'at least 28'],
    ['a part without its beginning', STATIC[1]!, 'beginning was not heard'],
    ['other text', 'hello', 'no AIVDM'],
    ['no end', 'x'.repeat(500), '500 characters'],
  ])('with %s are refused, saying so', (_what, line, why) => {
    expect(readAll([line]).errors).toEqual([expect.stringContaining(why)])
  })

  it('that say "not known" give no position and no false zero', () => {
    // 181 degrees east, 91 north, speed 102.3, course 360, heading 511.
    const unknown = checked('AIVDM,1,1,,A,13u?etP03>PlLRP4cV`1HG;P0000,0')
    const { messages } = readAll([unknown])
    for (const { position } of messages) expect(Math.abs(position?.lon ?? 0)).toBeLessThanOrEqual(180)
  })

  it('never throw and never leave the earth, whatever comes', () => {
    const decoder = createAisDecoder()
    const payload = fc.string({ unit: fc.constantFrom(...'0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw'), maxLength: 80 })
    fc.assert(
      fc.property(fc.oneof(fc.string(), payload.map((text) => checked(`AIVDM,1,1,,A,${text},0`))), (line) => {
        const read = decoder.line(line)
        if (!read.ok || !read.value?.position) return
        expect(Math.abs(read.value.position.lon)).toBeLessThanOrEqual(180)
        expect(Math.abs(read.value.position.lat)).toBeLessThanOrEqual(90)
        expect(read.value.mmsi).toMatch(/^\d{9}$/)
      }),
      { numRuns: 2000 },
    )
  })

  const sample = sharedData('ais/gpsd_sample.aivdm')
  it.skipIf(sample === null)('of a real receiver are read, types 1-3, 5, 18, 19, 21, 24 and 27 among them (needs ../shared/data)', () => {
    const lines = readFileSync(sample ?? '', 'latin1').split('\n').filter((line) => /^!..VD[MO]/.test(line))
    const { messages, errors } = readAll(lines)
    // Of 118 sentences 24 complete a message of these types; the others are of types that say nothing of a vessel.
    expect(errors).toEqual([])
    expect(messages).toHaveLength(24)
    expect(messages.filter(({ station }) => station === 'aid-to-navigation')).toHaveLength(2)
    expect(messages.filter(({ particulars }) => particulars.name !== undefined).length).toBeGreaterThan(8)
    for (const { position } of messages) if (position) expect(Math.abs(position.lat)).toBeLessThanOrEqual(90)
  })
})

/** A sentence with its checksum. */
function checked(body: string): string {
  let sum = 0
  for (let i = 0; i < body.length; i++) sum ^= body.charCodeAt(i)
  return `!${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`
}

function withSequence(line: string, sequence: string): string {
  const fields = line.slice(1, line.indexOf('*')).split(',')
  fields[3] = sequence
  return checked(fields.join(','))
}

describe('lines', () => {
  it('are the same however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[!-~]{0,60}$/), { maxLength: 20 }), fc.array(fc.nat(50), { maxLength: 30 }), (lines, cuts) => {
        const found: string[] = []
        const cut = createLineCutter((line) => found.push(line))
        let rest = Buffer.from(lines.map((line) => `${line}\r\n`).join(''))
        for (const at of cuts) {
          cut(rest.subarray(0, at))
          rest = rest.subarray(at)
        }
        cut(rest)
        // A chunk that ends between CR and LF makes an empty line, which says nothing.
        expect(found.filter((line) => line !== '')).toEqual(lines.filter((line) => line !== ''))
      }),
    )
  })

  it('without an end are thrown away', () => {
    const found: string[] = []
    const cut = createLineCutter((line) => found.push(line), 100)
    for (let i = 0; i < 50; i++) cut(Buffer.from('x'.repeat(50)))
    cut(Buffer.from('\nnext\n'))
    expect(found.at(-1)).toBe('next')
  })
})

describe('a receiver', () => {
  let supervisor: Supervisor | null = null
  const closers: (() => void)[] = []
  afterEach(async () => {
    await supervisor?.stop()
    supervisor = null
    for (const close of closers.splice(0)) close()
  })

  function listen(collector: Collector): Observation[] {
    const observations: Observation[] = []
    supervisor = startSupervisor({
      collectors: [collector],
      feeds: [anyFeed(aisTcp), anyFeed(aisUdp)],
      inboxDir: tmpdir(),
      now: Date.now,
      log: silent,
      backOffMs: [20],
      deliver(observation) {
        observations.push(observation)
        return Promise.resolve(null)
      },
    })
    return observations
  }

  it('over TCP that closes the line is called again, and what it says after that is heard', async () => {
    const calls: Socket[] = []
    const server = createServer((socket) => {
      calls.push(socket)
      socket.on('error', () => {})
      socket.write(`${CLASS_A}\r\n${STATIC.join('\r\n')}\r\n`)
      if (calls.length === 1) setTimeout(() => socket.destroy(), 50)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closers.push(() => {
      for (const call of calls) call.destroy()
      server.close()
    })
    const heard = listen({ kind: 'ais-tcp', name: 'ais', title: { zh: 'AIS', en: 'AIS' }, staleSeconds: 60, host: '127.0.0.1', port: (server.address() as AddressInfo).port })
    await expect.poll(() => heard.filter(({ kind }) => kind === 'position')).toHaveLength(2)
    // A position report of class A also says how the vessel moves (under way, at anchor …).
    expect(heard.filter(({ kind }) => kind === 'vessel')).toHaveLength(4)
    expect(supervisor?.health()[0]).toMatchObject({ state: 'live', detail: '6' })
  })

  it('over UDP is heard, rubbish and all', async () => {
    const probe = createSocket('udp4')
    await new Promise<void>((resolve) => probe.bind(0, '127.0.0.1', resolve))
    const { port } = probe.address()
    await new Promise<void>((resolve) => probe.close(() => resolve()))
    const heard = listen({ kind: 'ais-udp', name: 'ais', title: { zh: 'AIS', en: 'AIS' }, staleSeconds: 60, bind: '127.0.0.1', port })
    const sender = createSocket('udp4')
    closers.push(() => sender.close())
    await expect
      .poll(() => {
        sender.send(Buffer.from(`rubbish\n${CLASS_A}\n`), port, '127.0.0.1')
        return heard.length
      })
      .toBeGreaterThan(0)
    expect(supervisor?.health()[0]?.refused).toBeGreaterThan(0)
  })
})
