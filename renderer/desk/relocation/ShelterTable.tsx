import { useState } from 'react'
import { OccupancyBar } from '../../panels/relocation/OccupancyBar'
import { usePack } from '../../state/pack'
import { hubNow, useNow } from '../../state/clock'
import type { RelocationNow } from '../../state/relocation'
import { ageText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { EmptyState } from '../../ui/States'
import { order } from './order'
import css from './relocation.module.css'
import { useRelocationPanel } from './store'

/** Shelters by how full they are, those beyond what they take first; people who are on no sheet are counted here. */
export function ShelterTable({ now: { relocation, occupancy } }: { readonly now: RelocationNow }) {
  const { t } = useT()
  const clock = useNow(10_000)
  const shelters = usePack((state) => state.pack?.shelters)
  const words = useRelocationPanel((state) => state.words).trim()
  const rows = (shelters ?? [])
    .filter(({ name, township }) => words === '' || name.includes(words) || township.includes(words))
    .map((shelter) => ({ ...shelter, there: occupancy.get(shelter.id) ?? null }))
    .toSorted((a, b) => (b.there?.persons ?? -1) / b.capacity - (a.there?.persons ?? -1) / a.capacity)
  if (rows.length === 0) return <EmptyState title={t('relocation.search.nothing', { words })} />
  return (
    <table className={css['table']} data-testid="relocation-shelter-table">
      <thead>
        <tr>
          <th>{t('relocation.column.shelter')}</th>
          <th>{t('relocation.column.town')}</th>
          <th data-number>{t('relocation.shelter.persons')}</th>
          <th />
          <th data-number>{t('relocation.shelter.households')}</th>
          <th data-number>{t('relocation.shelter.walkIns')}</th>
          <th>{t('relocation.column.heard')}</th>
          <th>{t('relocation.shelter.count')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, township, capacity, there }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td data-text>{township}</td>
            <td data-strong={(there?.persons ?? 0) > capacity}>
              {there ? `${there.persons}/${capacity}` : `—/${capacity}`}
              {there && there.persons > capacity && <em> {t('relocation.shelter.over', { n: there.persons - capacity })}</em>}
            </td>
            <td data-bar>
              <OccupancyBar persons={there?.persons ?? 0} capacity={capacity} />
            </td>
            <td>{there?.households ?? 0}</td>
            <td>{there?.walkIns ?? 0}</td>
            <td data-text>{there ? ageText(clock - there.at, t) : t('relocation.shelter.nobody')}</td>
            <td data-acts>{relocation.endedAt === null && <Count relocationId={relocation.id} shelterId={id} most={there?.walkIns ?? 0} name={name} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CountProps {
  readonly relocationId: RelocationNow['relocation']['id']
  readonly shelterId: string
  /** Persons on no sheet who are there: more cannot leave. */
  readonly most: number
  readonly name: string
}

function Count({ relocationId, shelterId, most, name }: CountProps) {
  const { t } = useT()
  const [typed, setTyped] = useState('1')
  const n = /^\d{1,4}$/.test(typed) ? Number(typed) : 0
  const count = (change: number) => void order('countAtShelter', { relocationId, shelterId, change, note: '', observedAt: hubNow() })
  return (
    <span className={css['line']}>
      <input type="text" inputMode="numeric" value={typed} onChange={(event) => setTyped(event.target.value)} aria-label={t('relocation.shelter.countOf', { name })} />
      <button type="button" disabled={n === 0} onClick={() => count(n)}>
        {t('relocation.shelter.in')}
      </button>
      <button type="button" disabled={n === 0 || n > most} onClick={() => count(-n)}>
        {t('relocation.shelter.out')}
      </button>
    </span>
  )
}
