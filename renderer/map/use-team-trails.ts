import { useMemo } from 'react'
import { useNow } from '../state/clock'
import { onTrackGroup, trackGroup } from '../state/tracks'
import { useWorld } from '../state/world'
import { TrailRecorder } from './trail-recorder'
import type { TrailMark } from './moving-types'

/** A trail that is so old behind is drawn soon enough, milliseconds. */
const EVERY_MS = 3_000

const recorder = new TrailRecorder()
let recording = false
/** From the first map of this page on: what nobody has watched is not known. */
function record(): void {
  if (recording) return
  recording = true
  recorder.note(trackGroup('team'))
  onTrackGroup('team', (columns) => recorder.note(columns))
}

/** Where the teams under orders have been since this screen was opened. */
export function useTeamTrails(): readonly TrailMark[] {
  record()
  const teams = useWorld((world) => world.teams)
  const tick = useNow(EVERY_MS)
  return useMemo(
    () =>
      [...teams.values()].flatMap((team) => {
        const path = team.assignment && tick > 0 ? recorder.path(`team:${team.id}`) : null
        return path ? [{ id: team.id, path, tone: 'acting' as const }] : []
      }),
    [teams, tick],
  )
}
