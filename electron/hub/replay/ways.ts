import type { EpochMs } from '../../../shared/base/time'
import { decodeTrackFrame, PER_DEGREE, PER_HEADING, PER_SPEED, trackGroupOf, UNKNOWN } from '../../../shared/protocol/track-frame'
import type { RecordedWay } from '../../../shared/replay/format'
import type { Trail } from '../tracks/history-protocol'
import { FORGET_AFTER_MS } from '../tracks/table'

/** Positions of one recording, all objects together: a player holds them all. */
const MOST_POSITIONS = 1_500_000
/** Of one object; others than teams at most one a minute. */
const MOST_EACH = 2_000
const OTHERS_EVERY_MS = 60_000

/** What a recording needs of the kept positions: of a running hub, or straight from the file. */
export interface KeptPositions {
  at(time: EpochMs, since: EpochMs): Promise<ArrayBuffer>
  trail(id: string, from: EpochMs, to: EpochMs, most: number): Promise<Trail | null>
}

/** The ways of everything that moved between `from` and `to`, each with where it was at `from`. Rejects as they do. */
export async function* waysBetween(kept: KeptPositions, from: EpochMs, to: EpochMs): AsyncGenerator<RecordedWay, void, void> {
  const before = new Map(fixesOf(await kept.at(from, from - FORGET_AFTER_MS)).map((way) => [way.id, way]))
  const ids = new Set([...before.keys(), ...fixesOf(await kept.at(to, from)).map(({ id }) => id)])
  const each = Math.max(2, Math.min(MOST_EACH, Math.floor(MOST_POSITIONS / Math.max(1, ids.size))))
  const others = Math.max(2, Math.min(each, Math.ceil((to - from) / OTHERS_EVERY_MS) + 1))
  for (const id of ids) {
    const trail = await kept.trail(id, from + 1, to, trackGroupOf(id) === 'team' ? each : others)
    const first = before.get(id)
    if (!trail || trail.at.length === 0) {
      if (first) yield first
      continue
    }
    yield {
      id,
      name: trail.name,
      at: [...(first?.at ?? []), ...trail.at],
      lon: [...(first?.lon ?? []), ...trail.lon],
      lat: [...(first?.lat ?? []), ...trail.lat],
      headingDeg: [...(first?.headingDeg ?? []), ...trail.headingDeg],
      speedMps: [...(first?.speedMps ?? []), ...trail.speedMps],
    }
  }
}

function fixesOf(bytes: ArrayBuffer): RecordedWay[] {
  const frame = decodeTrackFrame(bytes)
  const known = (value: number | undefined, per: number): number | null => (value === undefined || value === UNKNOWN ? null : value / per)
  return frame.named.map(({ id, name }, i) => ({
    id,
    name: name ?? null,
    at: [frame.at[i] ?? 0],
    lon: [(frame.lon[i] ?? 0) / PER_DEGREE],
    lat: [(frame.lat[i] ?? 0) / PER_DEGREE],
    headingDeg: [known(frame.heading[i], PER_HEADING)],
    speedMps: [known(frame.speed[i], PER_SPEED)],
  }))
}
