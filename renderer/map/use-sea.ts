import { useMemo } from 'react'
import { create } from 'zustand'
import { HOUR } from '../../shared/base/time'
import { isOpen } from '../../shared/domain/incident/state'
import { useNow } from '../state/clock'
import { useSea, useSeaPlan } from '../state/sea'
import { trackGroup, trackOf } from '../state/tracks'
import { useWorld } from '../state/world'
import { clockText, distanceText, durationText } from '../ui/format'
import { useT } from '../ui/i18n'
import { isVisible } from './layers/registry'
import { approachMarks, driftMarks, formationMarks, gridMarks, silentMarks } from './sea-marks'
import type { MapData, Visible } from './types'

/** How many hours from now drifts are drawn for, on this screen; 0: now. */
export const useDriftHours = create<{ readonly hours: number }>(() => ({ hours: 0 }))

const NO_MARKS: readonly never[] = []
/** Formations are drawn anew so often: hulls of thousands of vessels need not follow each position. Milliseconds. */
const FORMATIONS_MS = 5_000

export type SeaData = Pick<MapData, 'seaGrids' | 'formations' | 'approaches' | 'silentVessels' | 'drifts'>

/** What the map shows of the sea besides the vessels themselves. */
export function useSeaMarks(visible: Visible): SeaData {
  const { t, language } = useT()
  const plan = useSeaPlan()
  const state = useSea((sea) => sea.state)
  const drifts = useWorld((world) => world.drifts)
  const incidents = useWorld((world) => world.incidents)
  const hours = useDriftHours((chosen) => chosen.hours)
  const warnings = state?.warnings ?? NO_MARKS
  const isWarned = warnings.length > 0 && isVisible(visible, 'sea-warnings')
  // The clocks run by the second, but only where there are any.
  const second = useNow(isWarned ? 1_000 : FORMATIONS_MS)
  const slow = Math.floor(second / FORMATIONS_MS)
  const minute = Math.floor(second / 60_000) * 60_000

  const showsGrids = isVisible(visible, 'sea-grids')
  const counts = state?.grids ?? null
  const seaGrids = useMemo(
    () => (plan && showsGrids ? gridMarks(plan.grids, counts, ({ name, nameEn }) => (language === 'en' ? (nameEn ?? name) : name)) : NO_MARKS),
    [plan, showsGrids, counts, language],
  )
  const showsFormations = isVisible(visible, 'formations')
  const formations = useMemo(
    // `slow` only says when: positions are read where they are.
    () => (plan && showsFormations && slow > 0 ? formationMarks(plan.formations, trackGroup('vessel'), plan.settings.formationReachM) : NO_MARKS),
    [plan, showsFormations, slow],
  )
  const warnedAt = isWarned ? second : 0
  const approaches = useMemo(
    () =>
      isWarned
        ? approachMarks(warnings, warnedAt, (mmsi) => trackOf(`vessel:${mmsi}`), ({ cpaM }, seconds) => `${clockText(seconds * 1000)} · ${distanceText(cpaM, t)}`)
        : NO_MARKS,
    [isWarned, warnings, warnedAt, t],
  )
  const silent = state?.silentVessels
  const silentVessels = useMemo(
    () => (silent && silent.length > 0 ? silentMarks(silent, ({ name, lastAt }) => `${name} ${t('sea.silentFor', { time: durationText((minute - lastAt) / 1000) })}`) : NO_MARKS),
    [silent, minute, t],
  )
  const marks = useMemo(() => {
    const open = [...drifts.values()].filter(({ id }) => {
      const incident = incidents.get(id)
      return incident !== undefined && isOpen(incident)
    })
    return open.length === 0 ? NO_MARKS : driftMarks(open, minute + hours * HOUR, (_, after) => t('sea.drift.label', { n: after.toFixed(1) }))
  }, [drifts, incidents, minute, hours, t])
  return useMemo(() => ({ seaGrids, formations, approaches, silentVessels, drifts: marks }), [seaGrids, formations, approaches, silentVessels, marks])
}
