import { useCoverage } from '../state/coverage'
import { useT } from '../ui/i18n'
import { SourceFoot } from '../ui/SourceFoot'
import { percent } from './panels/CoveragePanel'
import type { WallLayout } from './use-scale'
import css from './wall.module.css'

/** Foot line: every source with its age, and who is reached in time at its right end. */
export function Foot({ layout }: { readonly layout: WallLayout }) {
  const { t } = useT()
  const coverage = useCoverage((state) => state.coverage)
  const people = coverage?.totalPeople ?? null
  const reached = coverage?.teams.people ?? null
  const lost = coverage?.lost.people ?? 0
  return (
    <footer className={`panel ${css['foot']}`} data-wide={layout.zones}>
      <SourceFoot />
      {coverage && people !== null && reached !== null && (
        <div className={css['covered']} data-testid="covered">
          <strong className="num">{t('wall.foot.covered', { n: Math.round(coverage.budgetSeconds / 60), share: percent(reached, people) })}</strong>
          {lost > 0 && <span className="num">{t('wall.foot.lost', { people: lost.toLocaleString('en') })}</span>}
        </div>
      )}
    </footer>
  )
}
