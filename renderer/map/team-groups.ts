import { clusterPoints, mercator } from './cluster'
import type { MapBounds, TeamMark } from './types'

/** Teams that wait on one spot. */
export interface TeamGroup {
  readonly id: string
  readonly at: { readonly lon: number; readonly lat: number }
  readonly bounds: MapBounds
  /** The town that most of them are of, or null. */
  readonly place: string | null
  readonly members: readonly TeamMark[]
  /** How many of them can be sent. */
  readonly available: number
}

export interface GroupedTeams {
  readonly alone: readonly TeamMark[]
  readonly groups: readonly TeamGroup[]
}

/** Marks nearer to each other than this would cover each other, pixels. */
const GROUP_PX = 26
const EVERYWHERE: MapBounds = [-180, -90, 180, 90]

/** Only teams at their base that nobody asks for now: one that moves, or is named, is always its own mark. */
const mayGroup = ({ atBase, label, tone }: TeamMark) => atBase === true && label === 'near' && tone !== 'acting'

function mostCommon(names: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null
}

function group(teams: readonly TeamMark[], zoom: number, scale: number): GroupedTeams {
  const waiting = teams.filter(mayGroup)
  const lonLat = Float64Array.from(waiting.flatMap(({ at }) => [at.lon, at.lat]))
  const clusters = clusterPoints(lonLat, mercator(lonLat, waiting.length), waiting.length, { zoom, radiusPx: GROUP_PX * scale, bounds: EVERYWHERE })
  const groups = clusters
    .filter(({ count }) => count > 1)
    .map(({ lon, lat, rows, bounds }): TeamGroup => {
      const members = rows.flatMap((row) => waiting[row] ?? [])
      return {
        id: `group:${members[0]?.id ?? ''}`,
        at: { lon, lat },
        bounds,
        place: mostCommon(members.flatMap(({ place }) => (place ? [place] : []))),
        members,
        available: members.filter(({ tone }) => tone === 'available').length,
      }
    })
  const grouped = new Set(groups.flatMap(({ members }) => members))
  return { alone: teams.filter((team) => !grouped.has(team)), groups }
}

const known = new WeakMap<readonly TeamMark[], { readonly key: string; readonly grouped: GroupedTeams }>()

/** Teams as they are drawn at a zoom: the same object for the same marks. */
export function groupTeams(teams: readonly TeamMark[], zoom: number, scale: number): GroupedTeams {
  const step = Math.floor(zoom * 2) / 2
  const key = `${step} ${scale}`
  const entry = known.get(teams)
  if (entry?.key === key) return entry.grouped
  const grouped = group(teams, step, scale)
  known.set(teams, { key, grouped })
  return grouped
}
