import type { Sheet } from '../../../shared/domain/relocation/state'
import type { HouseholdRow } from '../../../shared/relocation/rows'
import { hubNow } from '../../state/clock'
import { usePack } from '../../state/pack'
import { useT } from '../../ui/i18n'
import { give, useBusy } from '../state/outgoing'
import { order } from './order'
import css from './relocation.module.css'
import { chooseNone, RELOCATION_PLACE } from './store'
import { statusText } from './words'

const TOGETHER = ['told', 'moved', 'elsewhere', 'absent'] as const

/** What is said of several households at once: one command, one event. */
export function ChosenBar({ sheet, rows }: { readonly sheet: Sheet; readonly rows: readonly HouseholdRow[] }) {
  const { t } = useT()
  const shelters = usePack((state) => state.pack?.shelters) ?? []
  const busy = useBusy(RELOCATION_PLACE)
  const sheetId = sheet.id
  const ids = rows.map(({ household }) => household.id)
  const placed = rows.filter(({ household }) => household.shelterId !== null)

  async function mark(marks: readonly { readonly householdId: string; readonly status: (typeof TOGETHER)[number] | 'arrived'; readonly shelterId?: string }[]): Promise<void> {
    const observedAt = hubNow()
    const reply = await order('markHouseholds', { sheetId, marks: marks.map((one) => ({ ...one, observedAt })) })
    if (reply.ok) chooseNone()
  }
  return (
    <div className={css['chosen']} role="group" aria-label={t('relocation.chosen', { n: rows.length })}>
      <strong>{t('relocation.chosen', { n: rows.length })}</strong>
      {TOGETHER.map((status) => (
        <button key={status} type="button" disabled={busy} onClick={() => void mark(ids.map((householdId) => ({ householdId, status })))} data-testid={`chosen-${status}`}>
          {statusText(status, t)}
        </button>
      ))}
      <button
        type="button"
        disabled={busy || placed.length < rows.length}
        title={t('relocation.arrivedAssigned')}
        onClick={() => void mark(placed.flatMap(({ household: { id, shelterId } }) => (shelterId === null ? [] : [{ householdId: id, status: 'arrived' as const, shelterId }])))}
        data-testid="chosen-arrived"
      >
        {statusText('arrived', t)}
      </button>
      <select
        value=""
        aria-label={t('relocation.assign')}
        data-own-keys
        onChange={(event) =>
          void give({ place: RELOCATION_PLACE, type: 'assignShelter', data: { sheetId, householdIds: ids, shelterId: event.target.value } })
        }
      >
        <option value="" disabled>
          {t('relocation.assign')}
        </option>
        {shelters.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <button type="button" onClick={chooseNone}>
        {t('relocation.chooseNone')}
      </button>
    </div>
  )
}
