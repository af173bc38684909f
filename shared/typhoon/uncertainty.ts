import { HOUR, type EpochMs } from '../base/time'
import type { Track } from './track'

/**
 * How far the centre of a forecast is off on average, metres by hours of lead. Orders of magnitude of what the agencies'
 * yearly verifications of the western North Pacific report for the early 2020s; a bureau enters its own agency's latest
 * figures in the pack.
 */
export const USUAL_ERROR: readonly (readonly [leadHours: number, metres: number])[] = [
  [0, 15_000],
  [24, 75_000],
  [48, 135_000],
  [72, 210_000],
  [96, 300_000],
  [120, 420_000],
]

/**
 * Radius in metres inside which the centre will be at `at` with about 70 %: the source's own where its fixes carry one
 * (evenly between them), else the usual mean error for the lead times 1.24 (errors in two dimensions that are normal and
 * alike in both have 70 % within 1.24 times their mean). 0 for what was observed.
 */
export function errorAt(track: Track, at: EpochMs, usual: readonly (readonly [number, number])[] = USUAL_ERROR): number {
  if (track.observedUntil !== null && at <= track.observedUntil) return 0
  const from = track.observedUntil ?? track.issuedAt ?? track.fixes[0]?.at ?? at
  const own = track.fixes.filter((fix) => fix.within70M !== null && fix.at > from)
  const points: readonly (readonly [number, number])[] =
    own.length > 0 ? [[0, 0], ...own.map((fix) => [(fix.at - from) / HOUR, fix.within70M ?? 0] as const)] : usual.map(([hours, metres]) => [hours, metres * 1.24] as const)
  return interpolate(points, (at - from) / HOUR)
}

/** Piecewise linear; the last slope goes on beyond the end. */
function interpolate(points: readonly (readonly [number, number])[], x: number): number {
  const next = points.findIndex(([at]) => at >= x)
  const to = next > 0 ? points[next] : points.at(next === 0 ? 0 : -1)
  const from = next > 0 ? points[next - 1] : points.at(next === 0 ? 0 : -2)
  if (!from || !to) return 0
  if (from === to || from[0] === to[0]) return to[1]
  return Math.max(0, from[1] + ((to[1] - from[1]) * (x - from[0])) / (to[0] - from[0]))
}
