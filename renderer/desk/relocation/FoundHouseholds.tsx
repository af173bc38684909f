import { useMemo } from 'react'
import type { RelocationNow } from '../../state/relocation'
import { useT } from '../../ui/i18n'
import { EmptyState, ErrorState, LoadingState } from '../../ui/States'
import { useUnitName } from '../../ui/unit-name'
import { statusOf } from '../../../shared/domain/relocation/sheet'
import { walkRows } from './arrows'
import css from './relocation.module.css'
import { useFoundHouseholds } from './roster'
import { goTo, useRelocationPanel } from './store'
import { statusText } from './words'

/** Households of the whole county whose name, telephone or number has the words: a call comes in from somewhere. */
export function FoundHouseholds({ now }: { readonly now: RelocationNow }) {
  const { t } = useT()
  const unitName = useUnitName()
  const words = useRelocationPanel((state) => state.words)
  const found = useFoundHouseholds(words)
  const sheets = useMemo(() => new Map(now.towns.flatMap(({ villages }) => villages.map(({ sheet }) => [sheet.villageId, sheet] as const))), [now])
  if (!found || found.kind === 'loading') return <LoadingState />
  if (found.kind === 'error') return <ErrorState error={found.error} />
  const { households, more } = found.value
  if (households.length === 0) return <EmptyState title={t('relocation.search.nothing', { words: words.trim() })} />
  return (
    <>
      <ul className={css['found']} data-arrows="vertical" onKeyDown={walkRows} data-testid="relocation-found">
        {households.map(({ id, head, phone, people, villageId }) => {
          const sheet = sheets.get(villageId)
          return (
            <li key={id}>
              <button type="button" data-row disabled={!sheet} onClick={() => sheet && goTo({ kind: 'village', sheetId: sheet.id, townId: sheet.townId }, head)}>
                <strong>{head}</strong>
                <span className="num">{phone}</span>
                <span>{sheet ? `${unitName(sheet.townId)} ${sheet.name}` : t('relocation.search.noSheet')}</span>
                <span>{t('relocation.persons', { n: people })}</span>
                <span>{sheet ? statusText(statusOf(sheet, id), t) : ''}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {more && <p className={css['quiet']}>{t('relocation.search.more')}</p>}
    </>
  )
}
