import { memo, useState } from 'react'
import type { SheetId } from '../../../shared/base/ids'
import { HOUSEHOLD_STATUSES, type HouseholdStatus } from '../../../shared/domain/relocation/state'
import type { HouseholdRow } from '../../../shared/relocation/rows'
import { hubNow } from '../../state/clock'
import { usePack, useZone } from '../../state/pack'
import { actorText } from '../../ui/event-text'
import { shortTimeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { give } from '../state/outgoing'
import { MarkForm } from './MarkForm'
import { order } from './order'
import css from './relocation.module.css'
import { choose, RELOCATION_PLACE } from './store'
import { helpText, statusText } from './words'

export interface HouseholdLineProps {
  readonly sheetId: SheetId
  readonly row: HouseholdRow
  readonly over: boolean
  readonly chosen: boolean
}

type Markable = Exclude<HouseholdStatus, 'untold'>
const MARKABLE = HOUSEHOLD_STATUSES.filter((status): status is Markable => status !== 'untold')

/** A household: what was said of it, and what can be said now. What needs more than a word opens a line below. */
export const HouseholdLine = memo(function HouseholdLine({ sheetId, row, over, chosen }: HouseholdLineProps) {
  const { t } = useT()
  const zone = useZone()
  const shelters = usePack((state) => state.pack?.shelters)
  const [form, setForm] = useState<Markable | null>(null)
  const { household, listed, status, away, mark, canUndo } = row
  const { id, people } = household
  const shelterId = mark?.shelterId ?? household.shelterId
  const name = listed?.head ?? id

  function say(next: Markable): void {
    if (next === 'refuses' || (next === 'arrived' && household.shelterId === null)) return setForm(next)
    const shelter = next === 'arrived' && household.shelterId !== null ? { shelterId: household.shelterId } : {}
    void order('markHouseholds', { sheetId, marks: [{ householdId: id, status: next, observedAt: hubNow(), ...shelter }] })
  }
  return (
    <>
      <tr data-status={status} data-testid={`household-${id}`}>
        <td>
          <input type="checkbox" checked={chosen} disabled={over} aria-label={t('relocation.choose', { name })} onChange={() => choose([id], !chosen)} />
        </td>
        <th scope="row">
          {name} <small>{listed ? id : ''}</small>
        </th>
        <td>
          {people}
          {listed && helpText(listed, t) !== '' && <small> {helpText(listed, t)}</small>}
        </td>
        <td data-text>{t(`relocation.reason.${household.reason}`)}</td>
        <td data-text className="num">
          {listed?.phone ?? '—'}
        </td>
        <td data-text>{shelters?.find((one) => one.id === shelterId)?.name ?? t('relocation.noShelter')}</td>
        <td data-text>
          <span className={css['status']} data-status={status}>
            {statusText(status, t)}
            {away > 0 && away < people && ` ${away}/${people}`}
          </span>
          {mark && (
            <small>
              {' '}
              {shortTimeText(mark.observedAt, zone)} {actorText(mark.by, t)} {mark.note} {mark.followUp && t('relocation.followUpIs', { text: mark.followUp })}
            </small>
          )}
        </td>
        <td data-acts>
          {!over && (
            <>
              <select value="" aria-label={t('relocation.markOf', { name })} onChange={(event) => say(event.target.value as Markable)} data-own-keys>
                <option value="" disabled>
                  {t('relocation.mark')}
                </option>
                {MARKABLE.map((one) => (
                  <option key={one} value={one}>
                    {statusText(one, t)}
                  </option>
                ))}
              </select>
              <button type="button" aria-expanded={form !== null} onClick={() => setForm(form === null ? (status === 'untold' ? 'told' : status) : null)}>
                {t('relocation.more')}
              </button>
              <button type="button" disabled={!canUndo} onClick={() => void give({ place: RELOCATION_PLACE, type: 'unmarkHousehold', data: { sheetId, householdId: id } })}>
                {t('relocation.undo')}
              </button>
            </>
          )}
        </td>
      </tr>
      {form !== null && !over && (
        <tr>
          <td colSpan={8} data-text>
            <MarkForm key={form} sheetId={sheetId} row={row} status={form} done={() => setForm(null)} />
          </td>
        </tr>
      )}
    </>
  )
})
