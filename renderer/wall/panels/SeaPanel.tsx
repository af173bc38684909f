import { useMemo, useState } from 'react'
import { isRecallOpen, RECALL_STAGES } from '../../../shared/domain/recall/state'
import { recallCounts } from '../../../shared/sea/summary'
import { VESSEL_STALE_MS } from '../../map/sources'
import { useNow } from '../../state/clock'
import { useSea } from '../../state/sea'
import { trackGroup } from '../../state/tracks'
import { useWorld } from '../../state/world'
import { useT } from '../../ui/i18n'
import { vesselTally } from '../logic/vessels'
import { useInnerHeight } from '../use-scale'
import css from '../wall.module.css'
import { BigFigure, Panel, type PanelProps } from './Panel'
import { reached } from '../../../shared/sea/recall-view'
import sea from './SeaPanel.module.css'

/** Height of the bars in units of the least text. */
const BARS = 5.6

/** The sea on the wall: who is out, in port, silent, too close, too late, and how far those are that are called back. */
export function SeaPanel({ unitPx }: PanelProps) {
  const { t } = useT()
  const now = useNow(1_000)
  const state = useSea((store) => store.state)
  const recalls = useWorld((world) => world.recalls)
  const tally = useMemo(() => vesselTally(trackGroup('vessel'), now, VESSEL_STALE_MS), [now])
  const counts = useMemo(() => recallCounts(recalls.values()), [recalls])
  const drill = useMemo(() => [...recalls.values()].some((recall) => isRecallOpen(recall) && recall.drill), [recalls])
  const [box, setBox] = useState<HTMLElement | null>(null)
  const room = useInnerHeight(box) / unitPx
  const count = (n: number) => n.toLocaleString('en')
  const outermost = state?.late?.at(-1)
  const upTo = counts && reached(counts)
  return (
    <Panel id="sea" title={t('wall.sea')} at={tally.newestAt} staleMs={VESSEL_STALE_MS}>
      {tally.total === 0 && <p className={css['quiet']}>{t('wall.sea.none')}</p>}
      {tally.total > 0 && !state && (
        <div className={css['grid']}>
          <BigFigure name="vessels" value={count(tally.total)} label={t('wall.sea.total')} />
          <BigFigure name="moving" value={count(tally.moving)} label={t('wall.sea.moving')} />
          <BigFigure name="still" value={count(tally.still)} label={t('wall.sea.still')} />
          <BigFigure name="lost" value={count(tally.stale)} label={t('wall.sea.stale', { n: Math.round(VESSEL_STALE_MS / 60_000) })} />
        </div>
      )}
      {tally.total > 0 && state && (
        <>
          <div className={css['grid']}>
            <BigFigure name="at-sea" value={count(state.atSea)} label={t('wall.sea.atSea')} />
            <BigFigure name="in-port" value={count(state.inPort)} label={t('wall.sea.inPort')} />
            {outermost ? (
              <BigFigure name="late" value={count(outermost.late)} label={t('wall.sea.late')} />
            ) : (
              <BigFigure name="moving" value={count(state.moving)} label={t('wall.sea.moving')} />
            )}
            <BigFigure name="silent" value={count(state.silent)} label={t('wall.sea.silent')} />
            <BigFigure name="warnings" value={count(state.warnings.length + state.moreWarnings)} label={t('wall.sea.warnings')} />
            <BigFigure name="called" value={counts ? count(counts.called) : '—'} label={t(counts ? (drill ? 'wall.sea.calledDrill' : 'wall.sea.called') : 'wall.sea.noRecall')} />
          </div>
          {/* Where the bars have no room the last of them is said in words. */}
          <div ref={setBox} className={sea['rest']}>
            {counts && upTo && room > 0 && room < BARS && (
              <p>{t('wall.sea.progress', { done: count(upTo.inPort), total: count(counts.called) })}</p>
            )}
            {counts && upTo && room >= BARS && (
              <dl className={sea['stages']} data-testid="sea-stages">
                {RECALL_STAGES.map((stage) => (
                  <div key={stage}>
                    <dt>{t(`sea.stage.${stage}`)}</dt>
                    <dd className={sea['bar']} data-done={stage === 'inPort'}>
                      <span style={{ width: `${(upTo[stage] / Math.max(1, counts.called)) * 100}%` }} />
                    </dd>
                    <dd className="num">{count(upTo[stage])}</dd>
                  </div>
                ))}
              </dl>
            )}
          </div>
        </>
      )}
    </Panel>
  )
}
