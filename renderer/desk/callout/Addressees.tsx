import { Button, Checkbox, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../ui/i18n'
import { useUnitName } from '../../ui/unit-name'
import { findTowns, pickAll, toggle, type CallableTown, type Picked } from './addressees'
import css from './callout.module.css'

export interface AddresseesProps {
  readonly towns: readonly CallableTown[]
  readonly picked: Picked
  readonly onChange: (picked: Picked) => void
}

/** Who gets the warning: all, by town with its villages, or village by village. */
export function Addressees({ towns, picked, onChange }: AddresseesProps) {
  const { t } = useT()
  const unitName = useUnitName()
  const [words, setWords] = useState('')
  const [open, setOpen] = useState<string | null>(null)
  const found = findTowns(towns, words)
  return (
    <fieldset className={css['addressees']} data-testid="callout-addressees">
      <legend>{t('callout.addressees', { n: picked.size })}</legend>
      <Group gap="xs">
        <TextInput size="xs" flex={1} type="search" aria-label={t('callout.search')} placeholder={t('callout.search')} value={words} onChange={(event) => setWords(event.currentTarget.value)} data-testid="callout-find" />
        <Button size="xs" variant="default" onClick={() => onChange(pickAll(towns, 'all'))} data-testid="callout-pick-all">
          {t('callout.pickAll')}
        </Button>
        <Button size="xs" variant="default" onClick={() => onChange(pickAll(towns, 'towns'))}>
          {t('callout.pickTowns')}
        </Button>
        <Button size="xs" variant="default" onClick={() => onChange(new Set())} data-testid="callout-pick-none">
          {t('callout.pickNone')}
        </Button>
      </Group>
      <ul>
        {found.map(({ town, villages }) => {
          const ids = [town.id, ...villages.map(({ id }) => id)]
          const n = ids.filter((id) => picked.has(id)).length
          const isOpen = open === town.id || words.trim() !== ''
          return (
            <li key={town.id}>
              <div className={css['townPick']}>
                <Checkbox size="xs" label={unitName(town.id, town.name)} checked={n === ids.length} indeterminate={n > 0 && n < ids.length} onChange={(event) => onChange(toggle(picked, ids, event.currentTarget.checked))} data-testid={`pick-${town.id}`} />
                {villages.length > 0 && (
                  <button type="button" aria-expanded={isOpen} onClick={() => setOpen(isOpen ? null : town.id)}>
                    {t('callout.pickedVillages', { n: villages.filter(({ id }) => picked.has(id)).length, all: villages.length })}
                  </button>
                )}
              </div>
              {isOpen && (
                <div className={css['villagePick']}>
                  <Checkbox size="xs" label={t('callout.townItself')} checked={picked.has(town.id)} onChange={(event) => onChange(toggle(picked, [town.id], event.currentTarget.checked))} />
                  {villages.map(({ id, name }) => (
                    <Checkbox key={id} size="xs" label={name} checked={picked.has(id)} onChange={(event) => onChange(toggle(picked, [id], event.currentTarget.checked))} />
                  ))}
                </div>
              )}
            </li>
          )
        })}
        {found.length === 0 && <li className={css['quiet']}>{t('callout.nobody')}</li>}
      </ul>
    </fieldset>
  )
}
