import { useEffect, useMemo, useState } from 'react'
import { z } from 'zod'
import { HOUR } from '../../../shared/base/time'
import type { Incident } from '../../../shared/domain/incident/state'
import { coverageAreas, incidentHeat } from '../../map/sources'
import type { AreaMark, HeatOnMap, MapData } from '../../map/types'
import { callApi } from '../../state/api'
import { useNow } from '../../state/clock'
import { useCoverage } from '../../state/coverage'
import { useSession } from '../../state/session'
import { useT } from '../../ui/i18n'
import { useSuggestedMarks } from '../coverage/suggestion'
import { useAroundMark } from '../tools/around-mark'
import { useFoundMark } from '../tools/found-point'
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

const listSchema = z.object({ incidents: z.array(z.custom<Pick<Incident, 'at' | 'severity' | 'reportedAt'>>((one) => typeof one === 'object' && one !== null && 'at' in one && 'reportedAt' in one)) })
/** As many as the hub gives at once. */
const MOST = 1000
const AGAIN_MS = 60_000

/**
 * The heat of incidents of the last `hours`, ended ones of weeks ago included: this screen's world forgets those after a
 * day, so the hub is asked. Null: not asked for, or not known yet.
 */
export function useIncidentHeat(hours: number, wanted: boolean): HeatOnMap | null {
  const { t } = useT()
  const minute = useNow(60_000)
  const [list, setList] = useState<readonly Pick<Incident, 'at' | 'severity' | 'reportedAt'>[] | null>(null)
  useEffect(() => {
    if (!wanted) return
    const controller = new AbortController()
    const load = async (): Promise<void> => {
      const answer = await callApi(`/api/v1/incidents?state=all&limit=${MOST}`, listSchema, { token: useSession.getState().token, signal: controller.signal })
      if (answer.ok && !controller.signal.aborted) setList(answer.value.incidents)
    }
    void load()
    const timer = setInterval(() => void load(), AGAIN_MS)
    return () => {
      controller.abort()
      clearInterval(timer)
    }
  }, [wanted])
  return useMemo(
    () => (wanted && list ? incidentHeat(list, minute - hours * HOUR, Infinity, t('map.heat.period', { n: hours })) : null),
    [wanted, list, minute, hours, t],
  )
}
