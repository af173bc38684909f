import { useCoverage } from '../state/coverage'
import { usePack } from '../state/pack'
import { useT } from '../ui/i18n'
import { SourceFoot } from '../ui/SourceFoot'
import { percent } from './panels/CoveragePanel'
import type { WallLayout } from './use-scale'
import css from './wall.module.css'

/** Foot line: every source with its age, and at its right end what roads are searched and who is reached in time. */
export function Foot({ layout }: { readonly layout: WallLayout }) {
  const { t } = useT()
  const coverage = useCoverage((state) => state.coverage)
  const schematic = usePack((state) => state.pack?.roads?.schematic ?? false)
  const people = coverage?.totalPeople ?? null
  const reached = coverage?.teams.people ?? null
  const lost = coverage?.lost.people ?? 0
  return (
    <footer className={`panel ${css['foot']}`} data-wide={layout.zones}>
      <SourceFoot />
      {/* Times and ways are as good as the roads: that they are drawn by hand is told here, where it covers nothing of the map. */}
      <div className={css['covered']}>
        {schematic && <span data-testid="schematic">{t('wall.schematic')}</span>}
        {coverage && people !== null && reached !== null && (
          <span data-testid="covered">
            <strong className="num">{t('wall.foot.covered', { n: Math.round(coverage.budgetSeconds / 60), share: percent(reached, people) })}</strong>
            {lost > 0 && <span className="num"> {t('wall.foot.lost', { people: lost.toLocaleString('en') })}</span>}
          </span>
        )}
      </div>
    </footer>
  )
}
