import { useMemo, useState } from 'react'
import { endOfDay } from '../../../shared/base/zone'
import { StackBar } from '../../charts/StackBar'
import { useNow } from '../../state/clock'
import { usePack, useZone } from '../../state/pack'
import { useWorld } from '../../state/world'
import { useT } from '../../ui/i18n'
import { forces, teamTally } from '../logic/forces'
import { fitCount } from '../logic/fit'
import { useInnerHeight } from '../use-scale'
import css from '../wall.module.css'
import { Panel, type PanelProps } from './Panel'

/** Height of a row in units of the least text size. */
const ROW = 1.5

/** Teams by qualification: who can be sent, who is out, of all whose certificate is valid now. */
export function ForcesPanel({ unitPx }: PanelProps) {
  const { t } = useT()
  const [box, setBox] = useState<HTMLElement | null>(null)
  const limit = fitCount(useInnerHeight(box), ROW * unitPx, 0)
  const zone = useZone()
  // A reservation or a certificate ends without an event.
  const now = useNow(10_000)
  const kinds = usePack((state) => state.kinds)
  const teams = useWorld((world) => world.teams)
  const rows = useMemo(
    () => forces({ teams: teams.values(), kinds: kinds.values(), now, endOfDay: (day) => endOfDay(day, zone), limit }),
    [teams, kinds, now, zone, limit],
  )
  const tally = useMemo(() => teamTally(teams.values(), now), [teams, now])
  return (
    <Panel id="forces" title={t('wall.forces', { n: tally.total })}>
      <ul ref={setBox} className={css['forces']}>
        {rows.map(({ qualification, available, committed, total }) => {
          const name = t(`qualification.${qualification}`)
          return (
            <li key={qualification} data-qualification={qualification}>
              <span className={css['forceName']}>{name}</span>
              <StackBar total={total} parts={[{ value: available, tone: 'ok' }, { value: committed, tone: 'act' }]} />
              <span className={`num ${css['forceCount']}`} aria-hidden>
                {available} / {total}
              </span>
              <span className="visually-hidden">{t('wall.forces.row', { qualification: name, available, committed, total })}</span>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
