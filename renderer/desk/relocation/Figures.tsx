import type { VillageRow } from '../../../shared/relocation/rollup'
import { awayIn, leftIn, toldIn, type Tally } from '../../../shared/relocation/tally'
import { StackBar } from '../../charts/StackBar'
import { useT } from '../../ui/i18n'
import css from './relocation.module.css'

/** The six figures that are asked for on the telephone, and how far it is on one line. Persons. */
export function Figures({ tally, rows }: { readonly tally: Tally; readonly rows: readonly VillageRow[] }) {
  const { t } = useT()
  const reported = rows.filter(({ stage }) => stage === 'reported' || stage === 'confirmed').length
  const figures = [
    ['people', tally.people],
    ['told', toldIn(tally)],
    ['moved', awayIn(tally)],
    ['arrived', tally.by.arrived],
    ['refuses', tally.by.refuses],
    ['left', leftIn(tally)],
  ] as const
  return (
    <div>
      <dl className={css['figures']}>
        {figures.map(([name, value]) => (
          <div key={name} data-figure={name} data-testid={`relocation-${name}`}>
            <dt>{t(`relocation.figure.${name}`)}</dt>
            <dd className="num">{value.toLocaleString('en')}</dd>
          </div>
        ))}
        <div data-testid="relocation-reported">
          <dt>{t('relocation.figure.reported')}</dt>
          <dd className="num">
            {reported}/{rows.length}
          </dd>
        </div>
      </dl>
      <StackBar total={tally.people} parts={[{ value: tally.by.arrived + tally.by.elsewhere, tone: 'ok' }, { value: tally.by.moved, tone: 'act' }]} />
    </div>
  )
}
