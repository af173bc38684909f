import { useMemo } from 'react'
import { countInside } from '../../../shared/typhoon/exposure'
import { stormAt } from '../../../shared/typhoon/track'
import { useExposed, type ExposedKind } from '../../state/exposed'
import type { TyphoonView } from '../../state/typhoon'
import { useT } from '../../ui/i18n'
import { forceText } from '../../ui/typhoon-text'
import css from './typhoon.module.css'

/** What lies inside each circle at the moment of the time axis. */
export function InsideTable({ view }: { readonly view: TyphoonView }) {
  const { t } = useT()
  const exposed = useExposed()
  const { track, at } = view
  const storm = useMemo(() => stormAt(track, at), [track, at])
  const circles = useMemo(() => storm && countInside(storm, exposed), [storm, exposed])
  if (!circles) return <p className={css['quiet']}>{t('typhoon.unknownPlace')}</p>
  if (circles.length === 0) return <p className={css['quiet']}>{t('typhoon.noCircles')}</p>
  return (
    <table className={css['table']} data-testid="inside-circles">
      <thead>
        <tr>
          <th scope="col">{t('typhoon.inside')}</th>
          {circles.map(({ force }) => (
            <th scope="col" key={force}>
              {forceText(force, t)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {exposed.map(({ id }, row) => (
          <tr key={id} data-kind={id}>
            <th scope="row">{t(`typhoon.of.${id as ExposedKind}`)}</th>
            {circles.map(({ force, counts }) => (
              <td key={force} className="num">
                {Math.round(counts[row] ?? 0).toLocaleString('en')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
