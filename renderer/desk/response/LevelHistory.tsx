import type { Response } from '../../../shared/domain/response/state'
import { useZone } from '../../state/pack'
import { actorText } from '../../ui/event-text'
import { inLanguage, useT } from '../../ui/i18n'
import { stormTimeText } from '../../ui/typhoon-text'
import css from './response.module.css'

/** Every change of level with who, why, and how many duties came and went. */
export function LevelHistory({ response }: { readonly response: Response }) {
  const { t, language } = useT()
  const zone = useZone()
  return (
    <details className={css['history']}>
      <summary>
        {t('response.history')} <span className="num">{response.steps.length}</span>
      </summary>
      <ol>
        {response.steps.map(({ at, by, from, to, reason, brought, ended }) => (
          <li key={at}>
            <strong>
              {t('response.step', { from: from ? inLanguage(from.name, language) : t('response.step.none'), to: to ? inLanguage(to.name, language) : t('response.step.none') })}
            </strong>{' '}
            <span className="num">{stormTimeText(at, zone, t)}</span> {actorText(by, t)}
            <div>{reason}</div>
            <div className={css['quiet']}>{t('response.step.counts', { brought, ended })}</div>
          </li>
        ))}
      </ol>
    </details>
  )
}
