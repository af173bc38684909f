import type { IncidentId } from '../base/ids'
import type { EpochMs } from '../base/time'
import { severityRank } from '../domain/incident/kind'
import { isOpen, type Incident } from '../domain/incident/state'
import type { Wall, WallShow } from '../domain/wall/state'
import type { WallSettings } from '../pack/scene'

/** What is on a wall at a moment, and why. */
export interface NowShowing {
  /** Null: the wall is dark by order. */
  readonly sceneId: string | null
  readonly why: 'playlist' | 'cast' | 'interrupted'
  /** The incident that the scene is about, if it is about one. */
  readonly incidentId: IncidentId | null
  /** What the director asked for; a view or a camera carries its own content. */
  readonly show: WallShow
  /** Entry of the playlist; 0 where none runs. */
  readonly index: number
  /** When the picture changes by itself if nothing happens; null: it does not. */
  readonly changesAt: EpochMs | null
}

/**
 * What a wall shows at `now`. A pure function of what the director did, of the pack's scenes and of the incidents: every
 * screen of a wall and every director's desk comes to the same answer without asking anybody, and a wall that restarts
 * is back where it was.
 */
export function nowShowing(
  wall: Wall,
  settings: WallSettings,
  incidents: Iterable<Incident>,
  now: EpochMs,
): NowShowing {
  // A held wall lives in the moment at which it was held.
  const moment = wall.heldAt ?? now
  const base = ordered(wall, settings, moment)
  if (wall.blank) return { ...base, sceneId: null, changesAt: null }
  const serious = wall.interruptible ? interruption(wall, settings, incidents, moment) : null
  if (!serious) return wall.heldAt === null ? base : { ...base, changesAt: null }
  return {
    ...base,
    sceneId: settings.interrupt.scene,
    why: 'interrupted',
    incidentId: serious.id,
    changesAt: wall.heldAt === null ? interruptionEnd(serious, settings) : null,
  }
}

/** The newest open incident that is grave and fresh enough to take the wall, and newer than the director's last word. */
function interruption(wall: Wall, settings: WallSettings, incidents: Iterable<Incident>, moment: EpochMs): Incident | null {
  let newest: Incident | null = null
  for (const incident of incidents) {
    if (!isOpen(incident) || severityRank(incident.severity) > severityRank(settings.interrupt.from)) continue
    if (incident.reportedAt > moment || incident.reportedAt <= wall.startedAt || !interrupts(incident, settings, moment)) continue
    if (!newest || incident.reportedAt > newest.reportedAt) newest = incident
  }
  return newest
}

const interrupts = (incident: Incident, settings: WallSettings, moment: EpochMs): boolean =>
  incident.answeredAt === null || moment < incident.reportedAt + settings.interrupt.seconds * 1000

/** Null while it is unanswered: nobody knows when it will be. */
const interruptionEnd = (incident: Incident, settings: WallSettings): EpochMs | null =>
  incident.answeredAt === null ? null : incident.reportedAt + settings.interrupt.seconds * 1000

function ordered(wall: Wall, settings: WallSettings, moment: EpochMs): NowShowing {
  const { show } = wall
  const cast = (sceneId: string, incidentId: IncidentId | null = null): NowShowing => ({
    sceneId,
    why: 'cast',
    incidentId,
    show,
    index: 0,
    changesAt: null,
  })
  switch (show.kind) {
    case 'scene':
      // A scene that the pack no longer has must not leave the wall empty.
      return settings.scenes.some(({ id }) => id === show.sceneId) ? cast(show.sceneId) : playing(wall, settings, moment)
    case 'incident':
      return cast(settings.incidentScene, show.incidentId)
    case 'view':
    case 'camera':
    case 'chart':
    case 'briefing':
      return cast(settings.viewScene)
    case 'playlist':
      return playing(wall, settings, moment)
  }
}

function playing(wall: Wall, settings: WallSettings, moment: EpochMs): NowShowing {
  const { show } = wall
  const wanted = show.kind === 'playlist' ? show.playlistId : null
  const list = settings.playlists.find(({ id }) => id === wanted) ?? settings.playlists[0]
  const entries = list?.entries ?? []
  const round = entries.reduce((sum, { seconds }) => sum + seconds * 1000, 0)
  const first = entries.length === 0 ? 0 : wall.startIndex % entries.length
  let left = round === 0 ? 0 : Math.max(0, moment - wall.startedAt) % round
  let index = first
  for (let step = 0; step < entries.length; step++) {
    index = (first + step) % entries.length
    const length = (entries[index]?.seconds ?? 0) * 1000
    if (left < length) {
      const changesAt = entries.length === 1 ? null : moment + length - left
      return { sceneId: entries[index]?.scene ?? null, why: 'playlist', incidentId: null, show, index, changesAt }
    }
    left -= length
  }
  return { sceneId: entries[index]?.scene ?? null, why: 'playlist', incidentId: null, show, index, changesAt: null }
}
