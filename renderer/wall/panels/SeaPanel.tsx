import { useMemo } from 'react'
import { VESSEL_STALE_MS } from '../../map/sources'
import { useNow } from '../../state/clock'
import { trackGroup } from '../../state/tracks'
import { useT } from '../../ui/i18n'
import { vesselTally } from '../logic/vessels'
import css from '../wall.module.css'
import { BigFigure, Panel, type PanelProps } from './Panel'

/** Vessels at sea, counted once a second: positions come several times as often. */
export function SeaPanel(_: PanelProps) {
  const { t } = useT()
  const now = useNow(1_000)
  const tally = useMemo(() => vesselTally(trackGroup('vessel'), now, VESSEL_STALE_MS), [now])
  const count = (n: number) => n.toLocaleString('en')
  return (
    <Panel id="sea" title={t('wall.sea')} at={tally.newestAt} staleMs={VESSEL_STALE_MS}>
      {tally.total === 0 ? (
        <p className={css['quiet']}>{t('wall.sea.none')}</p>
      ) : (
        <div className={css['grid']}>
          <BigFigure name="vessels" value={count(tally.total)} label={t('wall.sea.total')} />
          <BigFigure name="moving" value={count(tally.moving)} label={t('wall.sea.moving')} />
          <BigFigure name="still" value={count(tally.still)} label={t('wall.sea.still')} />
          <BigFigure name="lost" value={count(tally.stale)} label={t('wall.sea.stale', { n: Math.round(VESSEL_STALE_MS / 60_000) })} />
        </div>
      )}
    </Panel>
  )
}
