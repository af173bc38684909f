import { useEffect, useMemo, useState } from 'react'
import { z } from 'zod'
import { HOUR, MINUTE } from '../../../shared/base/time'
import type { IncidentGrid } from '../../../shared/domain/incident/heat'
import { coverageAreas, incidentGridHeat } from '../../map/sources'
import type { AreaMark, HeatOnMap, MapData } from '../../map/types'
import { callApi } from '../../state/api'
import { hubNow } from '../../state/clock'
import { useCoverage } from '../../state/coverage'
import { useZone } from '../../state/pack'
import { useSession } from '../../state/session'
import { timeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { useSuggestedMarks } from '../coverage/suggestion'
import { useAroundMark } from '../tools/around-mark'
import { useFoundMark } from '../tools/found-point'
import type { HeatPeriodHours } from '../tools/HeatPeriod'
import { useDrawer } from '../tools/store'
import { useMeasureMark, useShapes } from '../tools/use-draw-tool'

const NO_AREAS: readonly AreaMark[] = []

/** What the tools of the desk put on its map. */
export function useToolData(): Pick<MapData, 'areas' | 'shapes' | 'surroundings' | 'measure'> {
  const { t } = useT()
  const coverageOpen = useDrawer((state) => state.open === 'coverage')
  const coverage = useCoverage((state) => state.coverage)
  const areas = useMemo(() => (coverageOpen && coverage ? coverageAreas(coverage, t) : NO_AREAS), [coverageOpen, coverage, t])
  const drawn = useShapes()
  const suggested = useSuggestedMarks(coverageOpen)
  const found = useFoundMark()
  const shapes = useMemo(() => (suggested.length + found.length === 0 ? drawn : [...drawn, ...suggested, ...found]), [drawn, suggested, found])
  const surroundings = useAroundMark()
  const measure = useMeasureMark()
  return useMemo(() => ({ areas, shapes, surroundings, measure }), [areas, shapes, surroundings, measure])
}

const column = z.array(z.number())
const gridSchema = z.object({ from: z.number(), incidents: z.number(), cellM: z.number().positive(), lon: column, lat: column, count: column, weight: column })
const AGAIN_MS = 60_000

/**
 * The heat of incidents of a period, ended ones of weeks ago included: this screen's world forgets those after a day, so
 * the hub counts them, all that there are. Null: not asked for, or not known yet.
 */
export function useIncidentHeat(period: HeatPeriodHours, wanted: boolean): HeatOnMap | null {
  const { t } = useT()
  const zone = useZone()
  const [known, setKnown] = useState<{ readonly period: HeatPeriodHours; readonly grid: IncidentGrid } | null>(null)
  useEffect(() => {
    if (!wanted) return
    const controller = new AbortController()
    const load = async (): Promise<void> => {
      // From a whole minute on: all desks ask the same question.
      const now = hubNow()
      const from = Math.floor((now - (period === 0 ? hoursToday(now, zone) : period) * HOUR) / MINUTE) * MINUTE
      const answer = await callApi(`/api/v1/incident-heat?from=${from}`, gridSchema, { token: useSession.getState().token, signal: controller.signal })
      if (answer.ok && !controller.signal.aborted) setKnown({ period, grid: answer.value })
    }
    void load()
    const timer = setInterval(() => void load(), AGAIN_MS)
    return () => {
      controller.abort()
      clearInterval(timer)
    }
  }, [wanted, period, zone])
  return useMemo(() => {
    if (!wanted || known?.period !== period) return null
    return incidentGridHeat(known.grid, period === 0 ? t('map.heat.today') : t('map.heat.period', { n: period }))
  }, [wanted, known, period, t])
}

/** Hours since midnight in the jurisdiction's zone. */
function hoursToday(now: number, zone: string): number {
  const [h = 0, m = 0] = timeText(now, zone).split(':').map(Number)
  return h + m / 60
}
