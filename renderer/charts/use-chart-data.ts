import { useMemo } from 'react'
import { endOfDay, startOfDay } from '../../shared/base/zone'
import type { ChartId } from '../../shared/pack/scene'
import { newestReading, shelterMarks } from '../map/sources'
import { useNow } from '../state/clock'
import { useConnection } from '../state/connection'
import { usePack, useZone } from '../state/pack'
import { countStates, useReadings } from '../state/readings'
import { useCheckIns } from '../state/relocation'
import { useWorld } from '../state/world'
import { shortTimeText } from '../ui/format'
import { inLanguage, useT } from '../ui/i18n'
import { byHour, clockSamples, inUnit, kindNames, ranked, spread, STATES_IN_ORDER, STATE_TONES, townshipNames, type ChartData, type QualificationRow } from './chart-data'

const HOURS = 24
const NO_TARGETS = { deliveredTargetSeconds: 30, onSceneTargetSeconds: 900 }

/** How many bars there is room for. */
export interface ChartRoom {
  readonly bars: number
  readonly teams: (limit: number, now: number, endOfDay: (isoDate: string) => number) => readonly QualificationRow[]
}

/** The figures of one of the program's charts, from what this screen knows. */
export function useChartData(id: ChartId, { bars, teams }: ChartRoom): ChartData {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(60_000)
  const drill = useConnection((state) => state.drill)
  const pack = usePack((state) => state.pack)
  const kinds = usePack((state) => state.kinds)
  const incidents = useWorld((world) => world.incidents)
  const dispatches = useWorld((world) => world.dispatches)
  const readings = useReadings((state) => state.byId)
  const checkIns = useCheckIns()
  return useMemo((): ChartData => {
    const today = startOfDay(now, zone)
    const targets = pack?.manifest.dispatch ?? NO_TARGETS
    const countOf = (rows: readonly { readonly name: string; readonly count: number }[], direction: ChartData['direction']): ChartData => ({
      categories: rows.map(({ name }) => name),
      series: [{ name: t('wall.chart.incidents'), tone: 'act', values: rows.map(({ count }) => count) }],
      direction,
      unit: t('wall.chart.unit.incidents'),
      samples: null,
    })
    const times = (of: 'delivered' | 'scene', unit: 'second' | 'minute', target: number): ChartData => {
      const found = spread(clockSamples(of, incidents.values(), dispatches, targets, today, drill))
      const values = found ? [found.p50, found.p90, found.worst].map((ms) => inUnit(ms, unit)) : []
      const limit = unit === 'second' ? target : target / 60
      return {
        categories: found ? [t('wall.chart.p50'), t('wall.chart.p90'), t('wall.chart.worst')] : [],
        series: [{ name: t('wall.chart.time'), tone: 'ok', values }],
        tones: values.map((value) => (value > limit ? 'red' : 'ok')),
        direction: 'across',
        unit: t(unit === 'second' ? 'wall.chart.unit.seconds' : 'wall.chart.unit.minutes'),
        target: { value: limit, name: t('wall.chart.target', { value: limit }) },
        samples: found?.n ?? 0,
      }
    }
    switch (id) {
      case 'incidents-by-hour':
        return countOf(
          byHour(incidents.values(), now, HOURS, drill).map(({ at, count }) => ({ name: shortTimeText(at, zone), count })),
          'up',
        )
      case 'incidents-by-kind': {
        const nameOf = (code: string) => {
          const kind = kinds.get(code)
          return { sensitive: kind?.sensitive ?? false, text: kind ? inLanguage(kind.name, language) : code }
        }
        return countOf(ranked(kindNames(incidents.values(), today, drill, nameOf, t('wall.sensitive')), bars, t('wall.chart.rest')), 'across')
      }
      case 'incidents-by-township': {
        const townships = (pack?.townships ?? []).map(({ name, nameEn, at }) => ({ name, text: language === 'en' ? (nameEn ?? name) : name, at }))
        return countOf(ranked(townshipNames(incidents.values(), today, drill, townships, t('wall.chart.elsewhere')), bars, t('wall.chart.rest')), 'across')
      }
      case 'response-times':
        return times('scene', 'minute', targets.onSceneTargetSeconds)
      case 'delivery-times':
        return times('delivered', 'second', targets.deliveredTargetSeconds)
      case 'teams-by-qualification': {
        const rows = teams(bars, now, (day) => endOfDay(day, zone))
        return {
          categories: rows.map(({ qualification }) => t(`qualification.${qualification}`)),
          series: [
            { name: t('availability.available'), tone: 'ok', values: rows.map(({ available }) => available) },
            { name: t('availability.committed'), tone: 'act', values: rows.map(({ committed }) => committed) },
            { name: t('wall.chart.otherTeams'), tone: 'off', values: rows.map(({ available, committed, total }) => total - available - committed) },
          ],
          direction: 'across',
          unit: t('wall.chart.unit.teams'),
          samples: null,
        }
      }
      case 'shelter-occupancy': {
        const told = shelterMarks(pack?.shelters ?? [], readings, now, checkIns)
          .flatMap(({ name, nameEn, occupied, capacity }) => (occupied === undefined || !capacity ? [] : [{ name: language === 'en' ? (nameEn ?? name) : name, share: Math.round((occupied / capacity) * 100) }]))
          .toSorted((a, b) => b.share - a.share)
          .slice(0, bars)
        return {
          categories: told.map(({ name }) => name),
          series: [{ name: t('wall.chart.occupancy'), tone: 'act', values: told.map(({ share }) => share) }],
          direction: 'across',
          unit: '%',
          samples: null,
          at: newestReading('shelter', readings),
        }
      }
      case 'sensors-by-state': {
        const sets = pack?.manifest.pointSets.filter(({ kind }) => kind === 'sensor').map((set) => set.id) ?? []
        const newest = sets.map((set) => newestReading(set, readings)).filter((at) => at !== null)
        const shown = readings.size > 0 ? STATES_IN_ORDER : []
        const word = (state: (typeof shown)[number]) => (state === 'normal' || state === 'fault' ? t(`map.legend.reading.${state}`) : t(`severityName.${state}`))
        return {
          categories: shown.map(word),
          series: [{ name: t('wall.chart.sensors'), tone: 'ok', values: shown.map((state) => sets.reduce((sum, set) => sum + countStates(readings, set)[state], 0)) }],
          tones: shown.map((state) => STATE_TONES[state]),
          direction: 'across',
          unit: t('wall.chart.unit.points'),
          samples: null,
          at: newest.length === 0 ? null : Math.max(...newest),
        }
      }
    }
  }, [id, bars, teams, t, language, zone, now, drill, pack, kinds, incidents, dispatches, readings, checkIns])
}
