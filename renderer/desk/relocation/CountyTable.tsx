import { useMemo } from 'react'
import type { TownRow, VillageRow } from '../../../shared/relocation/rollup'
import { awayIn, toldIn } from '../../../shared/relocation/tally'
import type { RelocationNow } from '../../state/relocation'
import { useNow } from '../../state/clock'
import { ageText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { useUnitName } from '../../ui/unit-name'
import { walkRows } from './arrows'
import css from './relocation.module.css'
import { goTo } from './store'

const isDone = ({ stage }: VillageRow): boolean => stage === 'reported' || stage === 'confirmed'

/** Towns with their figures: who has not reported first, the longest silent before the others. */
export function CountyTable({ now }: { readonly now: RelocationNow }) {
  const { t } = useT()
  const unitName = useUnitName()
  const clock = useNow(10_000)
  const towns = useMemo(() => now.towns.toSorted(byPressure), [now.towns])
  return (
    <table className={css['table']} data-testid="relocation-towns">
      <thead>
        <tr>
          <th>{t('relocation.column.town')}</th>
          {(['people', 'told', 'moved', 'arrived', 'refuses', 'left'] as const).map((name) => (
            <th key={name} data-number>
              {t(`relocation.figure.${name}`)}
            </th>
          ))}
          <th data-number>{t('relocation.figure.reported')}</th>
          <th data-number>{t('relocation.figure.confirmed')}</th>
          <th>{t('relocation.column.silent')}</th>
        </tr>
      </thead>
      <tbody data-arrows="vertical" onKeyDown={walkRows}>
        {towns.map(({ townId, tally, left, villages }) => {
          const silent = villages.find((row) => !isDone(row))
          return (
            <tr key={townId}>
              <th scope="row">
                <button type="button" data-row onClick={() => goTo({ kind: 'town', townId })}>
                  {unitName(townId)}
                </button>
              </th>
              <td>{tally.people}</td>
              <td>{toldIn(tally)}</td>
              <td>{awayIn(tally)}</td>
              <td>{tally.by.arrived}</td>
              <td>{tally.by.refuses}</td>
              <td data-strong={left > 0}>{left}</td>
              <td data-done={villages.every(isDone)}>
                {villages.filter(isDone).length}/{villages.length}
              </td>
              <td>{villages.filter(({ stage }) => stage === 'confirmed').length}</td>
              <td data-text>{silent ? t('relocation.silent', { village: silent.sheet.name, age: ageText(clock - silent.since, t) }) : t('relocation.allReported')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function byPressure(a: TownRow, b: TownRow): number {
  const open = ({ villages }: TownRow) => villages.filter((row) => !isDone(row))
  const since = (rows: readonly VillageRow[]) => Math.min(...rows.map((row) => row.since))
  const [mine, theirs] = [open(a), open(b)]
  if (mine.length === 0 || theirs.length === 0) return theirs.length - mine.length
  return since(mine) - since(theirs) || b.left - a.left
}
