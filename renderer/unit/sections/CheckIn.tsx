import { useMemo, useState } from 'react'
import { householdRows } from '../../../shared/relocation/rows'
import type { UnitRelocation, UnitShelter } from '../../../shared/relocation/unit-view'
import type { UnitState } from '../../../shared/unit/view'
import { hubNow } from '../../state/clock'
import { useT } from '../i18n'
import { say } from '../session'
import { useUnit } from '../store'
import { withPending } from './pending'
import './relocation.css'
import { useOwnRoster } from './roster'

/** Shelters of the town: how full, who of the own village comes in, and people who are on no sheet. */
export function CheckInSection({ state: { relocation } }: { readonly state: UnitState }) {
  const { t } = useT()
  const [open, setOpen] = useState<string | null>(null)
  if (!relocation || relocation.shelters.length === 0) return null
  return (
    <section className="moving" data-testid="unit-shelters">
      <h2>{t('unit.shelters')}</h2>
      <ul className="households">
        {relocation.shelters.map((shelter) => (
          <li key={shelter.id} className="household" data-testid={`unit-shelter-${shelter.id}`}>
            <button type="button" className="who wide" aria-expanded={open === shelter.id} onClick={() => setOpen(open === shelter.id ? null : shelter.id)}>
              <strong>{shelter.name}</strong>
              <span className="num">
                {shelter.persons ?? '—'}/{shelter.capacity}
              </span>
              <Fullness shelter={shelter} />
              <span className="meter" aria-hidden>
                <i style={{ width: `${Math.min(100, ((shelter.persons ?? 0) / Math.max(1, shelter.capacity)) * 100)}%` }} />
              </span>
            </button>
            {open === shelter.id && <Keeper shelter={shelter} relocation={relocation} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Fullness({ shelter: { persons, capacity } }: { readonly shelter: UnitShelter }) {
  const { t } = useT()
  if (persons === null) return <span className="state">{t('unit.shelter.nobody')}</span>
  if (persons > capacity) return <span className="state over">{t('unit.shelter.over', { n: persons - capacity })}</span>
  return <span className="state">{persons === capacity ? t('unit.shelter.full') : t('unit.shelter.room', { n: capacity - persons })}</span>
}

function Keeper({ shelter, relocation }: { readonly shelter: UnitShelter; readonly relocation: UnitRelocation }) {
  const { t } = useT()
  const [typed, setTyped] = useState('1')
  const said = useUnit((unit) => unit.said)
  const waiting = said.some(({ state, type, data }) => state === 'waiting' && type === 'countAtShelter' && (data as { readonly shelterId?: string }).shelterId === shelter.id)
  const n = /^\d{1,4}$/.test(typed) ? Number(typed) : 0
  const count = (change: number) =>
    say(
      'countAtShelter',
      { relocationId: relocation.relocation.id, shelterId: shelter.id, change, note: '', observedAt: hubNow() },
      t(change > 0 ? 'unit.shelter.inOf' : 'unit.shelter.outOf', { n: Math.abs(change), name: shelter.name }),
    )
  return (
    <div className="more">
      {(shelter.persons ?? 0) >= shelter.capacity && <p className="notice">{t('unit.shelter.warn')}</p>}
      <OwnHouseholds shelter={shelter} relocation={relocation} />
      {shelter.ofTown && (
        <>
          <div className="counter">
            <span>{t('unit.shelter.walkIns', { n: shelter.walkIns })}</span>
            <button type="button" aria-label={t('unit.shelter.less')} onClick={() => setTyped(String(Math.max(1, n - 1)))}>
              −
            </button>
            <input inputMode="numeric" value={typed} aria-label={t('unit.shelter.howMany')} onChange={(event) => setTyped(event.currentTarget.value)} />
            <button type="button" aria-label={t('unit.shelter.plus')} onClick={() => setTyped(String(n + 1))}>
              +
            </button>
          </div>
          <div className="chips">
            <button type="button" disabled={n === 0} onClick={() => count(n)} data-testid="unit-walk-in">
              {t('unit.shelter.in')}
            </button>
            <button type="button" disabled={n === 0 || n > shelter.walkIns} onClick={() => count(-n)}>
              {t('unit.shelter.out')}
            </button>
            {waiting && <span className="quiet">{t('unit.sheet.waiting')}</span>}
          </div>
        </>
      )}
    </div>
  )
}

/** Households of the own village that belong here: who is not in yet, and who is, to be let go again. */
function OwnHouseholds({ shelter, relocation: { sheet: held } }: { readonly shelter: UnitShelter; readonly relocation: UnitRelocation }) {
  const { t } = useT()
  const said = useUnit((unit) => unit.said)
  const listed = useOwnRoster(held?.villageId ?? '', held?.rosterHash ?? '')
  const sheet = useMemo(() => (held ? withPending(held, said).sheet : null), [held, said])
  if (!sheet) return null
  const rows = householdRows(sheet, listed).filter(({ household, mark, status }) => (status === 'arrived' ? mark?.shelterId === shelter.id : household.shelterId === shelter.id))
  const mark = (householdId: string, words: string, status: 'arrived' | 'elsewhere' | 'returned') =>
    say(
      'markHouseholds',
      { sheetId: sheet.id, marks: [{ householdId, status, observedAt: hubNow(), ...(status === 'arrived' ? { shelterId: shelter.id } : {}) }] },
      words,
    )
  return (
    <ul className="households">
      {rows.map(({ household: { id, people }, listed: one, status }) => (
        <li key={id} className="row">
          <span className="who">
            <strong>{one?.head ?? id}</strong>
            <span>
              {t('unit.sheet.persons', { n: people })} · {t(`unit.status.${status}`)}
            </span>
          </span>
          {status === 'arrived' ? (
            <>
              <button type="button" onClick={() => mark(id, t('unit.shelter.toElsewhere'), 'elsewhere')}>
                {t('unit.shelter.toElsewhere')}
              </button>
              <button type="button" onClick={() => mark(id, t('unit.shelter.toHome'), 'returned')}>
                {t('unit.shelter.toHome')}
              </button>
            </>
          ) : (
            <button type="button" className="next" onClick={() => mark(id, t('unit.press.arrived'), 'arrived')} data-testid={`unit-checkin-${id}`}>
              {t('unit.press.arrived')}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
