import type { Response } from '../../../shared/domain/response/state'
import type { ResponsePlan } from '../../../shared/pack/response'
import { countDuties } from '../../../shared/response/summary'
import { useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { shortTimeText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import { stormTimeText } from '../../ui/typhoon-text'
import { openDialog } from '../state/desk'
import { LevelMark } from '../../ui/LevelMark'
import css from './response.module.css'

/** What is in force, against what and since when, and a button for each level. */
export function LevelHead({ plan, response }: { readonly plan: ResponsePlan | null; readonly response: Response | null }) {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(10_000)
  const level = response?.level ?? null
  const after = response && !level ? countDuties(response.duties, now) : null
  return (
    <header className={css['head']} data-testid="level-head" data-level={level?.id ?? ''}>
      {response && level ? (
        <>
          <div className={css['level']}>
            <LevelMark level={level} size="2.6rem" />
            <div>
              <strong>{t('response.chip', { level: inLanguage(level.name, language) })}</strong>
              <div>
                {inLanguage(response.hazard.name, language)} · {t('response.since', { time: stormTimeText(response.levelSince, zone, t) })}
              </div>
            </div>
          </div>
        </>
      ) : (
        <div>
          <strong className={css['none']}>{t('response.none')}</strong>
          <p>{after && after.total > 0 && response ? t('response.after', { hazard: inLanguage(response.hazard.name, language), n: after.total }) : t('response.noneHint')}</p>
          {response?.endedAt && <p>{t('response.endedAt', { time: shortTimeText(response.endedAt, zone) })}</p>}
        </div>
      )}
      {plan && (
        <div className={css['choice']} role="group" aria-label={t('response.levels')}>
          {plan.levels.map((one) => (
            <button
              key={one.id}
              type="button"
              className={css['levelButton']}
              aria-pressed={one.id === level?.id}
              title={`${t('response.trigger')}：${inLanguage(one.trigger, language)}`}
              data-testid={`level-${one.id}`}
              onClick={() => openDialog({ kind: 'level', to: one.id, reason: '' })}
            >
              <LevelMark level={one} size="1.2rem" /> {inLanguage(one.name, language)}
            </button>
          ))}
          {level && (
            <button type="button" data-testid="level-end" onClick={() => openDialog({ kind: 'level', to: null, reason: '' })}>
              {t('response.end')}
            </button>
          )}
        </div>
      )}
    </header>
  )
}
