import { useState, type FormEvent } from 'react'
import type { SheetId } from '../../../shared/base/ids'
import { HOUSEHOLD_STATUSES, isAway, type HouseholdStatus } from '../../../shared/domain/relocation/state'
import type { HouseholdRow } from '../../../shared/relocation/rows'
import { hubNow } from '../../state/clock'
import { usePack } from '../../state/pack'
import { useT } from '../../ui/i18n'
import { give } from '../state/outgoing'
import { order } from './order'
import css from './relocation.module.css'
import { RELOCATION_PLACE } from './store'
import { statusText } from './words'

export interface MarkFormProps {
  readonly sheetId: SheetId
  readonly row: HouseholdRow
  readonly status: Exclude<HouseholdStatus, 'untold'>
  readonly done: () => void
}

/** All that can be said of a household: how many of them, at which shelter, why, and what is done about it. */
export function MarkForm({ sheetId, row: { household, mark }, status: first, done }: MarkFormProps) {
  const { t } = useT()
  const shelters = usePack((state) => state.pack?.shelters) ?? []
  const [status, setStatus] = useState(first)
  const [persons, setPersons] = useState(String(mark && mark.persons > 0 ? mark.persons : household.people))
  const [shelterId, setShelterId] = useState(mark?.shelterId ?? household.shelterId ?? '')
  const [note, setNote] = useState(mark?.note ?? '')
  const [followUp, setFollowUp] = useState(mark?.followUp ?? '')
  const count = /^\d{1,3}$/.test(persons) ? Number(persons) : 0
  const wrong = (isAway(status) && (count < 1 || count > household.people)) || (status === 'arrived' && shelterId === '') || (status === 'refuses' && note.trim() === '')

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const more = { ...(isAway(status) ? { persons: count } : {}), ...(status === 'arrived' ? { shelterId } : {}) }
    const said = { householdId: household.id, status, note, followUp, observedAt: hubNow(), ...more }
    const reply = await order('markHouseholds', { sheetId, marks: [said] })
    if (reply.ok) done()
  }
  const reassign = (next: string) => void give({ place: RELOCATION_PLACE, type: 'assignShelter', data: { sheetId, householdIds: [household.id], shelterId: next === '' ? null : next } })
  const options = shelters.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ))
  return (
    <form className={css['mark']} onSubmit={(event) => void save(event)} data-own-keys>
      <select value={status} aria-label={t('relocation.column.status')} onChange={(event) => setStatus(event.target.value as typeof status)}>
        {HOUSEHOLD_STATUSES.filter((one) => one !== 'untold').map((one) => (
          <option key={one} value={one}>
            {statusText(one, t)}
          </option>
        ))}
      </select>
      {isAway(status) && (
        <label>
          {t('relocation.mark.persons', { n: household.people })}
          <input type="text" inputMode="numeric" value={persons} onChange={(event) => setPersons(event.target.value)} data-short />
        </label>
      )}
      {status === 'arrived' && (
        <label>
          {t('relocation.column.shelter')}
          <select value={shelterId} onChange={(event) => setShelterId(event.target.value)}>
            <option value="" />
            {options}
          </select>
        </label>
      )}
      <label className={css['grow']}>
        {t(status === 'refuses' ? 'relocation.mark.why' : 'relocation.column.note')}
        <input value={note} maxLength={200} required={status === 'refuses'} onChange={(event) => setNote(event.target.value)} />
      </label>
      {status === 'refuses' && (
        <label className={css['grow']}>
          {t('relocation.column.followUp')}
          <input value={followUp} maxLength={200} onChange={(event) => setFollowUp(event.target.value)} />
        </label>
      )}
      <button type="submit" data-main disabled={wrong}>
        {t('action.save')}
      </button>
      <label>
        {t('relocation.assign')}
        <select value={household.shelterId ?? ''} onChange={(event) => reassign(event.target.value)}>
          <option value="">{t('relocation.noShelter')}</option>
          {options}
        </select>
      </label>
      <button type="button" onClick={done}>
        {t('action.cancel')}
      </button>
    </form>
  )
}
