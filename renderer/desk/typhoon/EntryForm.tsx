import { Button, Checkbox, Group, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { hubNow } from '../../state/clock'
import { useT } from '../../ui/i18n'
import { forceText } from '../../ui/typhoon-text'
import { FateLine } from '../parts'
import { give, useBusy } from '../state/outgoing'
import { EMPTY_ENTRY, readEntry, type EntryField, type EntryFields } from './entry'

const TEXT_FIELDS = ['id', 'agency', 'nameZh', 'nameEn', 'at', 'lon', 'lat', 'wind', 'pressure'] as const
const FORCES = ['b7', 'b10', 'b12'] as const

/** A position of a storm keyed in from a bulletin, for when no feed brings it. */
export function EntryForm({ start, onDone }: { readonly start: Partial<EntryFields>; readonly onDone: () => void }) {
  const { t } = useT()
  const busy = useBusy('typhoon')
  const [fields, setFields] = useState<EntryFields>({ ...EMPTY_ENTRY, ...start })
  const [wrong, setWrong] = useState<EntryField | null>(null)
  const change = (patch: Partial<EntryFields>) => {
    setWrong(null)
    setFields({ ...fields, ...patch })
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    const read = readEntry(fields, hubNow())
    if (!read.ok) return setWrong(read.error)
    const reply = await give({ place: 'typhoon', type: 'recordAdvisory', data: read.value })
    if (reply.ok) onDone()
  }

  const label = (field: EntryField) =>
    field === 'b7' || field === 'b10' || field === 'b12' ? t('typhoon.entry.radii', { force: forceText(field, t) }) : t(`typhoon.entry.${field}`)
  const input = (field: EntryField, value: string, onText: (text: string) => void) => (
    <TextInput
      key={field}
      label={label(field)}
      value={value}
      maxLength={80}
      type={field === 'at' ? 'datetime-local' : 'text'}
      error={wrong === field ? t('typhoon.entry.bad', { value: value === '' ? '—' : value }) : null}
      onChange={(event) => onText(event.currentTarget.value)}
      data-testid={`typhoon-${field}`}
    />
  )
  return (
    <form onSubmit={(event) => void submit(event)} data-testid="typhoon-entry">
      <Stack gap="xs">
        <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
          {TEXT_FIELDS.map((field) => input(field, fields[field], (text) => change({ [field]: text })))}
        </SimpleGrid>
        {FORCES.map((force) => input(force, fields.radii[force], (text) => change({ radii: { ...fields.radii, [force]: text } })))}
        <Checkbox label={t('typhoon.entry.forecast')} checked={fields.isForecast} onChange={(event) => change({ isForecast: event.currentTarget.checked })} />
        <FateLine place="typhoon" />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={busy} data-testid="typhoon-send">
            {t(busy ? 'hub.sending' : 'typhoon.entry.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
