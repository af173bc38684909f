import { useCoverage } from '../../state/coverage'
import { useT } from '../../ui/i18n'
import css from '../wall.module.css'
import { BigFigure, Panel, type PanelProps } from './Panel'

/** Worked out anew at every change and every minute; without a word for so long it is history. */
export const COVERAGE_STALE_MS = 15 * 60_000

/** A part of a whole in per cent with one decimal, never rounded up to all. */
export function percent(part: number, of: number): string {
  return of <= 0 ? '–' : (Math.floor((part / of) * 1000) / 10).toFixed(1)
}

/** Who is reached in time: by the stations, and by the teams that are available now. */
export function CoveragePanel(_: PanelProps) {
  const { t } = useT()
  const coverage = useCoverage((state) => state.coverage)
  const minutes = Math.round((coverage?.budgetSeconds ?? 900) / 60)
  const title = t('wall.coverage', { n: minutes })
  if (!coverage) {
    return (
      <Panel id="coverage" title={title} at={null}>
        <p className={css['quiet']}>{t('wall.coverage.waiting')}</p>
      </Panel>
    )
  }
  const { totalPeople, totalPlaces, teams, stations, baseline, schematic } = coverage
  const share = (of: { readonly people: number | null; readonly places: number }) =>
    totalPeople !== null && of.people !== null ? percent(of.people, totalPeople) : percent(of.places, totalPlaces)
  const unit = t(totalPeople === null ? 'wall.coverage.places' : 'wall.coverage.people')
  return (
    <Panel id="coverage" title={title} at={coverage.at} staleMs={COVERAGE_STALE_MS}>
      <div className={css['grid']}>
        <BigFigure name="covered" value={share(teams)} unit="%" label={t('wall.coverage.teams', { n: teams.sources })} />
        <BigFigure name="stations" value={share(stations)} unit="%" label={t('wall.coverage.stations', { n: stations.sources })} />
      </div>
      <p className={css['what']}>
        {t('wall.coverage.baseline', { of: unit, share: share(baseline) })}
        {schematic && ` · ${t('wall.schematic')}`}
      </p>
    </Panel>
  )
}
