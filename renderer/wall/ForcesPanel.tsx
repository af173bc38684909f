import { useMemo } from 'react'
import { endOfDay } from '../../shared/base/zone'
import { StackBar } from '../charts/StackBar'
import { PanelHead } from '../panels/PanelHead'
import { useNow } from '../state/clock'
import { usePack, useZone } from '../state/pack'
import { useWorld } from '../state/world'
import { useT } from '../ui/i18n'
import { forces, teamTally } from './logic/forces'
import css from './wall.module.css'

/** Teams by qualification: who can be sent, who is out, of all whose certificate is valid now. */
export function ForcesPanel({ limit }: { readonly limit: number }) {
  const { t } = useT()
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
    <section className={`panel ${css['forces']}`} data-testid="forces">
      <PanelHead bare title={t('wall.forces', { n: tally.total })} />
      <ul>
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
    </section>
  )
}
