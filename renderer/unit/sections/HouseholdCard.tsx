import { memo, useEffect, useState } from 'react'
import type { SheetId } from '../../../shared/base/ids'
import { isAway, type HouseholdStatus } from '../../../shared/domain/relocation/state'
import type { HouseholdRow } from '../../../shared/relocation/rows'
import type { UnitShelter } from '../../../shared/relocation/unit-view'
import { hubNow } from '../../state/clock'
import { shortTimeText } from '../../ui/format'
import { useT } from '../i18n'
import { say } from '../session'

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

export interface HouseholdCardProps {
  readonly sheetId: SheetId
  readonly row: HouseholdRow
  /** The hub does not know of it yet. */
  readonly waiting: boolean
  readonly shelters: readonly UnitShelter[]
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  /** Something was said of it. */
  readonly onTold: () => void
}

type Markable = Exclude<HouseholdStatus, 'untold'>
/** What comes next if all goes well: the one press under the thumb. */
const NEXT: Readonly<Partial<Record<HouseholdStatus, 'told' | 'moved' | 'arrived'>>> = { untold: 'told', absent: 'told', told: 'moved', refuses: 'moved', returned: 'moved', moved: 'arrived' }
/** A thumb that presses twice means once: the next step waits so long. Milliseconds. */
const REST_MS = 700
const OTHERS = ['told', 'moved', 'arrived', 'elsewhere', 'absent', 'refuses', 'returned'] as const satisfies readonly Markable[]

/** One household: who, how many, how it stands; the next step as one press, everything else behind its name. */
export const HouseholdCard = memo(function HouseholdCard({ sheetId, row, waiting, shelters, open, onOpen, onTold }: HouseholdCardProps) {
  const { t } = useT()
  const [asking, setAsking] = useState<'refuses' | 'arrived' | null>(null)
  const [resting, setResting] = useState(false)
  const { household, listed, status, away, mark, canUndo } = row
  const { id, people } = household
  const name = listed?.head ?? id
  const next = NEXT[status] ?? null
  const shelterId = mark?.shelterId ?? household.shelterId
  const shelter = shelters.find((one) => one.id === shelterId)
  const beyond = shelter ? (shelter.persons ?? 0) - shelter.capacity : 0

  useEffect(() => {
    if (!resting) return
    const timer = setTimeout(() => setResting(false), REST_MS)
    return () => clearTimeout(timer)
  }, [resting])
  function tell(to: Markable, more: object = {}): void {
    setResting(true)
    onTold()
    say('markHouseholds', { sheetId, marks: [{ householdId: id, status: to, observedAt: hubNow(), ...more }] }, `${name} ${t(`unit.status.${to}`)}`)
    setAsking(null)
  }
  function press(to: Markable): void {
    // A refusal needs its reason, a check-in a shelter: these are asked for, everything else is one press.
    if (to === 'refuses' || (to === 'arrived' && household.shelterId === null)) {
      onOpen(true)
      setAsking(to)
    } else tell(to, to === 'arrived' ? { shelterId: household.shelterId } : {})
  }
  return (
    <li className="household" data-status={status} data-testid={`unit-household-${id}`}>
      <div className="row">
        <button type="button" className="who" aria-expanded={open} onClick={() => onOpen(!open)}>
          <strong>{name}</strong>
          <span>
            {t('unit.sheet.persons', { n: people })}
            {household.helped > 0 && ` · ${t('unit.sheet.helped', { n: household.helped })}`} · {t(`unit.reason.${household.reason}`)}
          </span>
          <span className="state">
            {t(`unit.status.${status}`)}
            {away > 0 && away < people && ` ${away}/${people}`}
            {mark && ` ${shortTimeText(mark.observedAt, ZONE)}`}
            {status === 'arrived' && beyond > 0 && <b> {t('unit.shelter.over', { n: beyond })}</b>}
            {waiting && <em> {t('unit.sheet.waiting')}</em>}
          </span>
        </button>
        {next && (
          <button type="button" className="next" disabled={resting} onClick={() => press(next)} data-testid={`unit-next-${id}`}>
            {t(`unit.press.${next}`)}
          </button>
        )}
      </div>
      {open && (
        <div className="more">
          {listed?.phone && (
            <a className="call" href={`tel:${listed.phone.replaceAll(/[^\d+]/g, '')}`}>
              {t('unit.sheet.call', { phone: listed.phone })}
            </a>
          )}
          <p className="quiet">{shelter ? t('unit.sheet.shelter', { name: shelter.name }) : t('unit.sheet.noShelter')}</p>
          {status !== 'arrived' && shelter && beyond >= 0 && <p className="notice">{t('unit.shelter.warn')}</p>}
          {mark?.note && <p>{mark.note}</p>}
          {mark?.followUp && <p>{t('unit.sheet.followUp', { text: mark.followUp })}</p>}
          {asking === 'refuses' && <Refusal onTell={(note, followUp) => tell('refuses', { note, followUp })} onCancel={() => setAsking(null)} />}
          {asking === 'arrived' && (
            <div className="chips" role="group" aria-label={t('unit.sheet.whichShelter')}>
              <p>{t('unit.sheet.whichShelter')}</p>
              {shelters.map((one) => (
                <button key={one.id} type="button" onClick={() => tell('arrived', { shelterId: one.id })}>
                  {one.name}
                </button>
              ))}
            </div>
          )}
          <div className="chips">
            {OTHERS.map((one) => (
              <button key={one} type="button" aria-pressed={one === status} onClick={() => press(one)} data-testid={`unit-mark-${one}`}>
                {t(`unit.status.${one}`)}
              </button>
            ))}
            <button type="button" disabled={!canUndo} onClick={() => say('unmarkHousehold', { sheetId, householdId: id }, t('unit.sheet.undo'))} data-testid="unit-undo">
              {t('unit.sheet.undo')}
            </button>
          </div>
          {isAway(status) && people > 1 && (
            <label className="part">
              {t('unit.sheet.howMany')}
              <select
                value={away}
                onChange={(event) => tell(status as Markable, { persons: Number(event.currentTarget.value), ...(status === 'arrived' && shelterId !== null ? { shelterId } : {}) })}
              >
                {Array.from({ length: people }, (_, i) => (
                  <option key={i} value={i + 1}>
                    {t('unit.sheet.ofAll', { n: i + 1, all: people })}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
      )}
    </li>
  )
})

function Refusal({ onTell, onCancel }: { readonly onTell: (note: string, followUp: string) => void; readonly onCancel: () => void }) {
  const { t } = useT()
  const [note, setNote] = useState('')
  const [followUp, setFollowUp] = useState('')
  return (
    <form
      className="refusal"
      onSubmit={(event) => {
        event.preventDefault()
        onTell(note, followUp)
      }}
    >
      <input value={note} maxLength={200} required placeholder={t('unit.sheet.why')} aria-label={t('unit.sheet.why')} onChange={(event) => setNote(event.currentTarget.value)} data-testid="unit-refusal" />
      <input value={followUp} maxLength={200} placeholder={t('unit.sheet.then')} aria-label={t('unit.sheet.then')} onChange={(event) => setFollowUp(event.currentTarget.value)} />
      <button type="submit" className="main-button" disabled={note.trim() === ''}>
        {t('unit.sheet.tellRefusal')}
      </button>
      <button type="button" onClick={onCancel}>
        {t('unit.sheet.cancel')}
      </button>
    </form>
  )
}
