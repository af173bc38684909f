import { useMemo } from 'react'
import { usePack, useZone } from '../../state/pack'
import { useNow } from '../../state/clock'
import { useWorld } from '../../state/world'
import { shortTimeText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { teamTally } from '../logic/forces'
import css from '../wall.module.css'

/** Nothing is going on, and that is known: what was last, and who is ready. */
export function Calm() {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(30_000)
  const incidents = useWorld((world) => world.incidents)
  const teams = useWorld((world) => world.teams)
  const kinds = usePack((state) => state.kinds)
  const last = useMemo(
    () => [...incidents.values()].filter(({ status }) => status !== 'merged').toSorted((a, b) => b.reportedAt - a.reportedAt)[0],
    [incidents],
  )
  const tally = useMemo(() => teamTally(teams.values(), now), [teams, now])
  const kind = last && kinds.get(last.kind)
  return (
    <div className={`panel ${css['calm']}`} data-testid="calm">
      <strong>{t('wall.calm')}</strong>
      <p>
        {last
          ? t('wall.calmLast', {
              kind: kind?.sensitive ? t('wall.sensitive') : kind ? inLanguage(kind.name, language) : last.kind,
              time: shortTimeText(last.reportedAt, zone),
              status: t(`status.${last.status}`),
            })
          : t('wall.calmNone')}
      </p>
      <p>{t('wall.calmReady', tally)}</p>
    </div>
  )
}
