import { useMemo, useState } from 'react'
import { startOfDay } from '../../../shared/base/zone'
import { useNow } from '../../state/clock'
import { useConnection } from '../../state/connection'
import { useZone } from '../../state/pack'
import { useWorld } from '../../state/world'
import { shortTimeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { fitCount } from '../logic/fit'
import { movements } from '../logic/movements'
import { teamName } from './TeamLine'
import { useInnerHeight } from '../use-scale'
import css from '../wall.module.css'
import { Panel, ROW, type PanelProps } from './Panel'

/** Orders that wait for a signature, teams under way, and the last steps of the others. */
export function MovementsPanel({ unitPx }: PanelProps) {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(60_000)
  const drill = useConnection((state) => state.drill)
  const dispatches = useWorld((world) => world.dispatches)
  const teams = useWorld((world) => world.teams)
  const [box, setBox] = useState<HTMLElement | null>(null)
  const limit = fitCount(useInnerHeight(box), ROW * unitPx, 0)
  const rows = useMemo(() => movements(dispatches.values(), startOfDay(now, zone), drill, limit), [dispatches, now, zone, drill, limit])
  return (
    <Panel id="movements" title={t('wall.movements')}>
      <ul ref={setBox} className={`${css['rows']} ${css['movements']}`}>
        {rows.length === 0 && limit > 0 && <li className={css['quiet']}>{t('wall.movements.none')}</li>}
        {rows.map(({ dispatch, phase, at, tone }) => (
          <li key={dispatch.id} data-tone={tone} style={{ height: `${ROW}em` }}>
            <i className={css['teamMark']} />
            <span className={css['teamName']}>{teamName(teams.get(dispatch.teamId), language) || dispatch.teamId}</span>
            <strong>{t(tone === 'waiting' || tone === 'vain' ? 'wall.waitingAck' : `phase.${phase}`)}</strong>
            <span className={`num ${css['rowTime']}`}>{shortTimeText(at, zone)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
