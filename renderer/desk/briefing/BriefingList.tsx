import type { Briefing } from '../../../shared/domain/briefing/state'
import { newest } from '../../../shared/domain/briefing/state'
import { dateText } from '../../../shared/briefing/words'
import { useZone } from '../../state/pack'
import { inLanguage, useT } from '../../ui/i18n'
import css from './room.module.css'
import { openRoom } from './store'

/** So many are listed; older ones are reached by their code. */
const MOST = 30

/** All briefings, newest first, with what they are about and how far they are. */
export function BriefingList({ list, chosen }: { readonly list: readonly Briefing[]; readonly chosen: string | null }) {
  const { t, language } = useT()
  const zone = useZone()
  if (list.length === 0) return null
  return (
    <details className={css['list']} open={chosen === null}>
      <summary>{t('briefing.all', { n: list.length })}</summary>
      <ul data-testid="briefing-list">
        {list.slice(0, MOST).map((briefing) => (
          <li key={briefing.id}>
            <button type="button" aria-current={briefing.id === chosen} onClick={() => openRoom(briefing.id)}>
              <strong className="num">{briefing.number}</strong> <span>{dateText(briefing.frozenAt, { t, language, zone })}</span>
              <small>
                {briefing.storm ? inLanguage(briefing.storm.name, language) : newest(briefing).edition.title} · {stateText(briefing, t)}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** 草稿, 已发布, 有未发布的修改, 已撤回. */
export function stateText(briefing: Briefing, t: ReturnType<typeof useT>['t']): string {
  if (briefing.withdrawn) return t('briefing.state.withdrawn')
  if (briefing.publishedNo === null) return t('briefing.state.draft')
  return t(briefing.publishedNo === newest(briefing).no ? 'briefing.state.published' : 'briefing.state.changed')
}
