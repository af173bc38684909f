import { Button, Checkbox, Group, Radio, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { asCalloutId, asUnitId } from '../../../shared/base/ids'
import { draftOf, readDraft, type Draft } from '../../../shared/callout/form'
import type { Field } from '../../../shared/domain/callout/fields'
import { unitsBelow, unitsOf } from '../../../shared/pack/units'
import { usePack } from '../../state/pack'
import { useWorld } from '../../state/world'
import { inLanguage, useT } from '../../ui/i18n'
import { DeskModal } from '../dialogs/Ask'
import { FateLine } from '../parts'
import { closeDialog } from '../state/desk'
import { give, useBusy } from '../state/outgoing'
import css from './callout.module.css'

export interface SaidDialogProps {
  readonly calloutId: string
  readonly unitId: string
  readonly of: 'answer' | 'report'
}

/** What a unit says on the telephone, written down by the officer: the same fields as on the unit's own page. */
export function SaidDialog({ calloutId, unitId, of }: SaidDialogProps) {
  const { t, language } = useT()
  const id = asCalloutId(calloutId)
  const callout = useWorld((world) => world.callouts.get(id))
  const unit = callout?.units.find((one) => one.unitId === unitId)
  const place = `said:${calloutId}:${unitId}`
  const busy = useBusy(place)
  const fields = (of === 'answer' ? callout?.answers : callout?.reportFields) ?? []
  const [draft, setDraft] = useState<Draft>(() => draftOf(fields, unit?.[of]?.values ?? null))
  const [wrong, setWrong] = useState<{ readonly field: string; readonly problem: 'missing' | 'number' } | null>(null)
  const villages = usePack((state) => state.pack)
  if (!callout || !unit) return null
  const own = villages ? unitsBelow(unitsOf(villages), asUnitId(unitId)) : []

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    const read = readDraft(fields, draft)
    if (!read.ok) return setWrong(read)
    const data = { calloutId: id, unitId: asUnitId(unitId), values: read.values as Record<string, string | number | string[]> }
    const reply = of === 'answer' ? await give({ place, type: 'answerCallout', data }) : await give({ place, type: 'reportCallout', data })
    if (reply.ok) closeDialog()
  }
  const change = (field: string, value: string | readonly string[] | null) => {
    setWrong(null)
    setDraft({ ...draft, [field]: value })
  }
  const error = (field: Field) => (wrong?.field === field.id ? t(`callout.wrong.${wrong.problem}`) : null)
  return (
    <DeskModal title={t(of === 'answer' ? 'callout.writeAnswer' : 'callout.writeReport', { unit: unit.name })} testId="callout-said">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          {fields.map((field, index) => (
            <FieldInput key={field.id} field={field} value={draft[field.id] ?? null} error={error(field)} language={language} focus={index === 0} villages={own} onChange={(value) => change(field.id, value)} />
          ))}
          <FateLine place={place} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={closeDialog}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" disabled={busy} data-testid="said-submit">
              {t(busy ? 'hub.sending' : 'callout.record')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DeskModal>
  )
}

interface FieldInputProps {
  readonly field: Field
  readonly value: string | readonly string[] | null
  readonly error: string | null
  readonly language: 'zh' | 'en'
  readonly focus: boolean
  readonly villages: readonly { readonly id: string; readonly name: string }[]
  readonly onChange: (value: string | readonly string[] | null) => void
}

function FieldInput({ field, value, error, language, focus, villages, onChange }: FieldInputProps) {
  const { t } = useT()
  const label = inLanguage(field.label, language)
  if (field.kind === 'choice') {
    return (
      <Radio.Group label={label} withAsterisk={field.required} error={error} value={typeof value === 'string' ? value : ''} onChange={onChange}>
        <Group gap="md" mt={4}>
          {field.options.map((option) => (
            <Radio key={option.id} value={option.id} label={inLanguage(option.label, language)} data-testid={`said-${field.id}-${option.id}`} />
          ))}
        </Group>
      </Radio.Group>
    )
  }
  if (field.kind === 'villages') {
    const picked = Array.isArray(value) ? (value as readonly string[]) : []
    return (
      <Checkbox.Group label={label} withAsterisk={field.required} error={error} value={[...picked]} onChange={(next) => onChange(next)}>
        <div className={css['villagePick']}>
          <Checkbox size="xs" label={t('callout.noVillage')} checked={value !== null && picked.length === 0} onChange={(event) => onChange(event.currentTarget.checked ? [] : null)} data-testid={`said-${field.id}-none`} />
          {villages.map(({ id, name }) => (
            <Checkbox key={id} size="xs" value={id} label={name} />
          ))}
        </div>
      </Checkbox.Group>
    )
  }
  return (
    <TextInput
      label={label}
      withAsterisk={field.required}
      error={error}
      maxLength={field.kind === 'text' ? field.maxLength : 7}
      inputMode={field.kind === 'number' ? 'numeric' : 'text'}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      data-testid={`said-${field.id}`}
      {...(focus ? { 'data-autofocus': true } : {})}
    />
  )
}
