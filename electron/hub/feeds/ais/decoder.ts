import ggencoder from 'ggencoder'
import { err, ok, type Result } from '../../../../shared/base/result'
import type { LonLat } from '../../../../shared/geo/position'
import type { VesselParticulars } from '../../../../shared/domain/vessel/particulars'

const KNOT = 0.514444

/** What one complete AIS message says. */
export interface AisMessage {
  /** Nine digits. */
  readonly mmsi: string
  /** A ship, or something fixed or flying that also speaks AIS. */
  readonly station: 'vessel' | 'aid-to-navigation' | 'other'
  readonly position: (LonLat & { readonly headingDeg: number; readonly speedMps: number }) | null
  /** Only what this message carries. */
  readonly particulars: Partial<VesselParticulars>
}

/** Least length in six-bit characters of the messages that are read (ITU-R M.1371-5): shorter ones are cut off. */
const LEAST: Readonly<Record<number, number>> = { 1: 28, 2: 28, 3: 28, 5: 69, 18: 28, 19: 52, 21: 45, 24: 26, 27: 16 }
/** Messages whose parts are waiting; more at once are not heard by one receiver. */
const MAX_OPEN = 64
const MAX_LINE = 200

/** Turns NMEA 0183 lines into messages. Keeps the parts of those that are not complete yet. */
export interface AisDecoder {
  /**
   * Null: nothing to say yet (a part, another sentence, a message type that is not read, a comment). Errors say what is
   * wrong with the line.
   */
  line(text: string): Result<AisMessage | null, string>
}

export function createAisDecoder(): AisDecoder {
  // One receiver mixes the parts of several messages: each has its own session.
  const open = new Map<string, { session: object; payload: number }>()

  return {
    line(text) {
      // Tag blocks (NMEA 0183 v4) stand before the sentence: \s:station,c:time*hh\!AIVDM…
      const sentence = text.trim().replace(/^\\[^\\]*\\/, '')
      if (sentence === '' || sentence.startsWith('#') || sentence.startsWith('$')) return ok(null)
      if (sentence.length > MAX_LINE) return err(`${sentence.length} characters in one sentence`)
      const match = /^!..VD[MO],(\d),(\d),(\d?),([^,]{0,2}),([^,]*),(\d)\*[0-9A-Fa-f]{2}/.exec(sentence)
      if (!match) return err(`no AIVDM sentence: ${printable(sentence)}`)
      const [whole, parts, part, sequence, channel, payload] = match as unknown as [string, string, string, string, string, string]
      const key = `${sequence}/${channel}`
      const first = part === '1'
      const waiting = first ? undefined : open.get(key)
      if (!first && !waiting) return err(`part ${part} of a message whose beginning was not heard`)
      const session = waiting?.session ?? {}
      const length = (waiting?.payload ?? 0) + payload.length
      let decoded: InstanceType<typeof ggencoder.AisDecode>
      try {
        decoded = new ggencoder.AisDecode(whole, session)
      } catch (error) {
        open.delete(key)
        return err(error instanceof Error ? error.message : String(error))
      }
      if (decoded.error !== '') {
        open.delete(key)
        return err(`${decoded.error} ${printable(sentence)}`)
      }
      if (part !== parts) {
        open.delete(key)
        open.set(key, { session, payload: length })
        const oldest = open.keys().next()
        if (open.size > MAX_OPEN && oldest.done !== true) open.delete(oldest.value)
        return ok(null)
      }
      open.delete(key)
      return message(decoded, length)
    },
  }
}

function message(decoded: InstanceType<typeof ggencoder.AisDecode>, length: number): Result<AisMessage | null, string> {
  const { aistype = 0, mmsi = '' } = decoded
  const least = LEAST[aistype]
  if (least === undefined) return ok(null)
  if (length < least) return err(`type ${aistype} with ${length} characters: at least ${least}`)
  if (!/^\d{9}$/.test(mmsi) || mmsi === '000000000') return err(`"${mmsi}" is no MMSI`)
  const particulars = particularsOf(decoded, aistype)
  const position = decoded.valid && decoded.lon !== undefined && decoded.lat !== undefined ? positionOf(decoded, aistype) : null
  if (position === null && Object.keys(particulars).length === 0) return ok(null)
  return ok({ mmsi, station: stationOf(mmsi, aistype), position, particulars })
}

/** By the first digits of the MMSI (ITU-R M.585): 2 to 7 ships, 8 handhelds, 98 craft of a mother ship, 99 aids. */
function stationOf(mmsi: string, aistype: number): AisMessage['station'] {
  if (aistype === 21 || mmsi.startsWith('99')) return 'aid-to-navigation'
  return /^([2-8]|98)/.test(mmsi) ? 'vessel' : 'other'
}

function positionOf({ lon, lat, sog, cog, hdg }: InstanceType<typeof ggencoder.AisDecode>, aistype: number): AisMessage['position'] {
  // 181 and 91 say "not known"; Null Island is a receiver without a fix.
  if (lon === undefined || lat === undefined || !(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90) || (lon === 0 && lat === 0)) return null
  const unknownSpeed = aistype === 27 ? 63 : 102.3
  const speed = sog === undefined || sog >= unknownSpeed ? Number.NaN : sog * KNOT
  const course = cog === undefined || cog >= 360 ? Number.NaN : cog
  // Where it points if it says so, else where it goes.
  const heading = hdg === undefined || hdg >= 360 ? course : hdg
  return { lon, lat, headingDeg: aistype === 21 ? Number.NaN : heading, speedMps: aistype === 21 ? 0 : speed }
}

function particularsOf(decoded: InstanceType<typeof ggencoder.AisDecode>, aistype: number): Partial<VesselParticulars> {
  const text = (said: string | undefined) => {
    const clean = said?.replace(/@.*$/, '').replace(/[^\x20-\x7e]/g, '').trim() ?? ''
    return clean === '' ? undefined : clean
  }
  const positive = (said: number | undefined) => (said !== undefined && said > 0 ? said : undefined)
  const found: Record<string, unknown> = {
    name: text(decoded.shipname),
    callsign: text(decoded.callsign),
    imo: positive(decoded.imo),
    shipType: aistype === 21 ? undefined : positive(decoded.cargo),
    lengthM: positive(decoded.length),
    beamM: positive(decoded.width),
    draughtM: positive(decoded.draught),
    destination: text(decoded.destination),
    navStatus: decoded.navstatus === undefined || decoded.navstatus === 15 ? undefined : decoded.navstatus,
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

const printable = (text: string): string => text.slice(0, 60).replace(/[^\x20-\x7e]/g, '?')
