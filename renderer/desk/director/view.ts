import type { WallId } from '../../../shared/base/ids'
import type { EpochMs } from '../../../shared/base/time'
import type { Incident } from '../../../shared/domain/incident/state'
import type { Wall, WallPart } from '../../../shared/domain/wall/state'
import type { WallSettings } from '../../../shared/pack/scene'
import type { WallScreen } from '../../../shared/protocol/messages'
import { nowShowing, type NowShowing } from '../../../shared/wall/now-showing'

/** One place of a wall's grid of screens. */
export interface PartView {
  readonly part: WallPart
  /** Null: no screen is connected for this part. */
  readonly screen: WallScreen | null
}

export interface WallView {
  readonly id: WallId
  /** Its number key, 1-9; null from the tenth on. */
  readonly key: number | null
  readonly wall: Wall
  readonly parts: readonly PartView[]
  readonly columns: number
  readonly connected: boolean
  /** When its last screen left, as far as this desk has seen it; null: connected, or never seen by this desk. */
  readonly goneSince: EpochMs | null
  readonly on: NowShowing
  /** Since when that is on. */
  readonly since: EpochMs
  /** Entries of the running playlist; 0: none runs. */
  readonly entries: number
}

/** All walls that ever connected, by id: which screens are there, what is on and why. Pure. */
export function directorView(
  walls: Iterable<Wall>,
  screens: readonly WallScreen[],
  gone: ReadonlyMap<string, EpochMs>,
  settings: WallSettings,
  incidents: readonly Incident[],
  now: EpochMs,
): WallView[] {
  return [...walls]
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((wall, index) => {
      const own = screens.filter((screen) => screen.wall === wall.id)
      const on = nowShowing(wall, settings, incidents, now)
      return {
        id: wall.id,
        key: index < 9 ? index + 1 : null,
        wall,
        parts: partsOf(own),
        columns: Math.max(1, ...own.map(({ part }) => part.columns)),
        connected: own.length > 0,
        goneSince: own.length > 0 ? null : (gone.get(wall.id) ?? null),
        on,
        since: sinceWhen(wall, on, settings, incidents, now),
        entries: playlistOf(wall, settings)?.entries.length ?? 0,
      }
    })
}

/** Every place of the wall's grid; a screen that says another grid than the first one is listed behind it. */
function partsOf(screens: readonly WallScreen[]): PartView[] {
  const grid = screens[0]?.part
  if (!grid) return []
  const places: PartView[] = []
  const left = new Set(screens)
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      const part = { column, row, columns: grid.columns, rows: grid.rows }
      const here = screens.filter((screen) => JSON.stringify(screen.part) === JSON.stringify({ ...screen.part, ...part }))
      for (const screen of here) left.delete(screen)
      if (here.length === 0) places.push({ part, screen: null })
      else places.push(...here.map((screen) => ({ part, screen })))
    }
  }
  return [...places, ...[...left].map((screen) => ({ part: screen.part, screen }))]
}

function playlistOf(wall: Wall, settings: WallSettings) {
  const { show } = wall
  if (show.kind !== 'playlist') return null
  return settings.playlists.find(({ id }) => id === show.playlistId) ?? settings.playlists[0] ?? null
}

function sinceWhen(wall: Wall, on: NowShowing, settings: WallSettings, incidents: readonly Incident[], now: EpochMs): EpochMs {
  if (on.why === 'interrupted') return incidents.find(({ id }) => id === on.incidentId)?.reportedAt ?? wall.startedAt
  if (on.why === 'cast') return wall.startedAt
  // An entry began so long ago as it has not left: of a held wall, as it was then.
  const free = wall.heldAt === null ? on : nowShowing({ ...wall, heldAt: null }, settings, incidents, wall.heldAt)
  const seconds = playlistOf(wall, settings)?.entries[on.index]?.seconds
  const changesAt = free.changesAt
  return seconds === undefined || changesAt === null ? wall.startedAt : Math.min(now, changesAt - seconds * 1000)
}

/** The entry `step` places on in a playlist of so many, round the end. */
export const entryAt = (index: number, step: number, entries: number): number => (index + step + entries) % entries
