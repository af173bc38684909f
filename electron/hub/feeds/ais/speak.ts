import type { FeedIO } from '../feed'
import { createAisDecoder } from './decoder'

/** Refusals told apart in the log; the rest is counted: one bad receiver must not fill the disk. */
const TOLD_A_MINUTE = 5

/** Takes sentences and hands over positions and particulars under `vessel:MMSI` (or `aton:MMSI`). */
export function createAisSpeaker(io: FeedIO): (line: string) => void {
  const decoder = createAisDecoder()
  const names = new Map<string, string>()
  let told = 0
  let minute = 0

  return (line) => {
    const read = decoder.line(line)
    if (!read.ok) {
      const now = Math.floor(io.now() / 60_000)
      told = now === minute ? told + 1 : 1
      minute = now
      if (told <= TOLD_A_MINUTE) io.refused(read.error)
      return
    }
    io.heard()
    if (read.value === null) return
    const { mmsi, station, position, particulars } = read.value
    if (station === 'other') return
    if (particulars.name !== undefined) names.set(mmsi, particulars.name)
    const at = io.now()
    if (station === 'vessel' && Object.keys(particulars).length > 0) void io.emit({ kind: 'vessel', sourceId: null, mmsi, particulars, at })
    if (position === null) return
    const name = names.get(mmsi)
    const id = `${station === 'vessel' ? 'vessel' : 'aton'}:${mmsi}`
    void io.emit({ kind: 'position', sourceId: null, point: { id, ...position, accuracyM: Number.NaN, at, ...(name === undefined ? {} : { name }) } })
  }
}
