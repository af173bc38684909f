import type { Response } from '../../../shared/domain/response/state'
import { levelRank, type ResponsePlan } from '../../../shared/pack/response'
import type { Proposal } from '../../../shared/response/suggest'
import { usePack, useZone } from '../../state/pack'
import { useLevelSuggestion } from '../../state/response'
import { useWorld } from '../../state/world'
import { inLanguage, useT } from '../../ui/i18n'
import { proposalText } from '../../ui/response-text'
import { stormTimeText } from '../../ui/typhoon-text'
import { openDialog } from '../state/desk'
import { LevelMark } from '../../ui/LevelMark'
import css from './response.module.css'

/** What the wind forecast proposes, with its reason in words. Nothing follows from it by itself. */
export function SuggestionLine({ plan, response }: { readonly plan: ResponsePlan; readonly response: Response | null }) {
  const { t, language } = useT()
  const zone = useZone()
  const suggestion = useLevelSuggestion()
  const typhoons = useWorld((world) => world.typhoons)
  const townships = usePack((state) => state.pack?.townships)
  if (!suggestion) return null
  const why = (proposal: Proposal) => {
    const storm = typhoons.get(proposal.wind.typhoonId)
    const town = townships?.find(({ id }) => id === proposal.wind.place)
    const names = {
      storm: storm ? inLanguage(storm.name, language) : proposal.wind.typhoonId,
      place: town ? inLanguage({ zh: town.name, en: town.nameEn ?? town.name }, language) : proposal.wind.place,
    }
    return proposalText(proposal, suggestion.at, names, plan.gustFactor, zone, language, t)
  }
  const { likely, possible, known } = suggestion
  const inForce = levelRank(plan, response?.level?.id ?? null)
  const proposed = likely ? levelRank(plan, likely.level.id) : -1
  return (
    <aside className={css['suggestion']} aria-label={t('response.suggest')} data-testid="level-suggestion" data-level={likely?.level.id ?? ''}>
      {likely ? (
        <div className={css['proposal']}>
          <LevelMark level={likely.level} size="1.3rem" />
          <span>{t('response.suggest.likely', { level: inLanguage(likely.level.name, language), why: why(likely) })}</span>
        </div>
      ) : (
        <span>{t(known ? 'response.suggest.none' : 'response.suggest.unknown')}</span>
      )}
      {possible && <span>{t('response.suggest.possible', { level: inLanguage(possible.level.name, language), why: why(possible) })}</span>}
      {likely && proposed === inForce && <span className={css['quiet']}>{t('response.suggest.inForce')}</span>}
      {inForce >= 0 && proposed < inForce && known && <span className={css['quiet']}>{t('response.suggest.below')}</span>}
      {suggestion.moved && <span className={css['quiet']}>{t('response.suggest.moved', { time: stormTimeText(suggestion.at, zone, t) })}</span>}
      {likely && <span className={css['quiet']}>{t('response.suggest.how', { factor: plan.gustFactor })}</span>}
      {likely && proposed !== inForce && (
        <button type="button" data-testid="take-suggestion" onClick={() => openDialog({ kind: 'level', to: likely.level.id, reason: why(likely), typhoonId: likely.wind.typhoonId })}>
          {t('response.suggest.take')}
        </button>
      )}
    </aside>
  )
}
