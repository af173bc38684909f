import { useMemo } from 'react'
import { StackBar } from '../../charts/StackBar'
import { HOUR } from '../../../shared/base/time'
import { awayIn, leftIn } from '../../../shared/relocation/tally'
import { leftInWind, SOON_MS } from '../../../shared/relocation/wind'
import { usePack } from '../../state/pack'
import { useRelocation, type RelocationNow } from '../../state/relocation'
import { useTyphoonView } from '../../state/typhoon'
import { useT } from '../../ui/i18n'
import { forceText } from '../../ui/typhoon-text'
import { useUnitName } from '../../ui/unit-name'
import css from '../wall.module.css'
import { BigFigure, Panel, Rows, type PanelProps } from './Panel'
import own from './RelocationPanel.module.css'

const isDone = (stage: string): boolean => stage === 'reported' || stage === 'confirmed'

/** Who has been moved and who is still there, by town; who of them the wind will reach; how the shelters fill. */
export function RelocationPanel({ unitPx }: PanelProps) {
  const { t } = useT()
  const unitName = useUnitName()
  const now = useRelocation()
  if (!now || now.relocation.endedAt !== null) {
    return (
      <Panel id="relocation" title={t('wall.relocation')}>
        <div className={css['placeholder']}>
          <strong>{t('wall.relocation.none')}</strong>
          <span>{t('wall.relocation.how')}</span>
        </div>
      </Panel>
    )
  }
  const { total, towns } = now
  const villages = towns.flatMap((town) => town.villages)
  const done = villages.filter(({ stage }) => isDone(stage)).length
  const rows = towns.toSorted((a, b) => b.left - a.left || b.tally.people - a.tally.people)
  return (
    <Panel id="relocation" title={now.relocation.drill ? `${t('relocation.drill')} · ${t('wall.relocation')}` : t('wall.relocation')} at={now.heardAt}>
      <div className={own['figures']}>
        <BigFigure name="relocation-left" value={leftIn(total).toLocaleString('en')} label={t('relocation.figure.left')} />
        <BigFigure name="relocation-moved" value={awayIn(total).toLocaleString('en')} label={t('relocation.figure.moved')} />
      </div>
      <Wind now={now} />
      <Line now={now} done={done} villages={villages.length} />
      <Rows rows={rows} unitPx={unitPx} none={t('wall.relocation.noTown')} more={(n) => t('wall.relocation.more', { n })}>
        {({ townId, tally, left }, height) => (
          <li key={townId} style={{ height }}>
            <span className={css['rowName']}>{unitName(townId)}</span>
            <span className={css['rowBar']}>
              <StackBar total={tally.people} parts={[{ value: tally.by.arrived + tally.by.elsewhere, tone: 'ok' }, { value: tally.by.moved, tone: 'act' }]} />
            </span>
            <strong className={`num ${own['left']}`} data-none={left === 0}>
              {t('wall.relocation.left', { n: left })}
            </strong>
          </li>
        )}
      </Rows>
    </Panel>
  )
}

/** People still there whom the strongest known circle covers now or soon. Without a storm nothing is said of it. */
function Wind({ now: { towns } }: { readonly now: RelocationNow }) {
  const { t } = useT()
  const view = useTyphoonView()
  // Half an hour is the step in which it is worked out: the clock's seconds change nothing.
  const at = view ? Math.floor(view.at / (HOUR / 2)) * (HOUR / 2) : 0
  const track = view?.track
  const circles = useMemo(
    () => (track ? leftInWind(towns.flatMap(({ villages }) => villages.map(({ sheet, left }) => ({ at: sheet.at, left }))), track, at) : []),
    [towns, track, at],
  )
  const worst = circles.find(({ soon }) => soon > 0)
  if (!worst) return null
  const force = forceText(worst.force, t)
  return (
    <p className={own['wind']} data-testid="relocation-wind">
      {worst.inside > 0 && (
        <span>
          {t('wall.relocation.wind.inside', { force })} <strong className="num">{worst.inside.toLocaleString('en')}</strong>
        </span>
      )}
      {worst.soon > worst.inside && (
        <span>
          {t('wall.relocation.wind.soon', { force, hours: SOON_MS / HOUR })} <strong className="num">{worst.soon.toLocaleString('en')}</strong>
        </span>
      )}
    </p>
  )
}

/** Villages that are done, and how the shelters fill. */
function Line({ now: { occupancy }, done, villages }: { readonly now: RelocationNow; readonly done: number; readonly villages: number }) {
  const { t } = useT()
  const shelters = usePack((state) => state.pack?.shelters) ?? []
  const persons = [...occupancy.values()].reduce((sum, one) => sum + one.persons, 0)
  const over = shelters.filter(({ id, capacity: room }) => (occupancy.get(id)?.persons ?? 0) > room).length
  return (
    <p className={css['what']}>
      <span className={own['part']} data-testid="relocation-villages">
        {t('wall.relocation.villages', { n: done, all: villages })}
      </span>
      <span className={own['part']}>{t('wall.relocation.shelters', { persons: persons.toLocaleString('en') })}</span>
      {over > 0 && <strong className={own['part']}>{t('wall.relocation.over', { n: over })}</strong>}
    </p>
  )
}
