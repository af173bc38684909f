import { Button, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { asResponseId } from '../../../shared/base/ids'
import { MINUTE } from '../../../shared/base/time'
import type { Duty } from '../../../shared/domain/response/state'
import { hubNow } from '../../state/clock'
import { useWorld } from '../../state/world'
import { inLanguage, useT } from '../../ui/i18n'
import { Kbd } from '../../ui/States'
import { Ask, DeskModal } from '../dialogs/Ask'
import { FateLine } from '../parts'
import { closeDialog } from '../state/desk'
import { give, useBusy } from '../state/outgoing'
import { UnitNumber } from './UnitNumber'

interface OfDuty {
  readonly responseId: string
  readonly duty: string
}

function useDuty({ responseId, duty }: OfDuty): Duty | undefined {
  return useWorld((world) => world.responses.get(asResponseId(responseId))?.duties.find(({ key }) => key === duty))
}

/** The unit said so on the telephone: who, when, and what. */
export function ConfirmDutyDialog(of: OfDuty) {
  const { t, language } = useT()
  const duty = useDuty(of)
  const place = `duty:${of.duty}`
  const busy = useBusy(place)
  const [who, setWho] = useState('')
  const [note, setNote] = useState('')
  const [minutes, setMinutes] = useState<number | string>(0)
  const [missing, setMissing] = useState(false)
  if (!duty) return null
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy || !duty) return
    if (who.trim() === '') return setMissing(true)
    const ago = typeof minutes === 'number' ? minutes : 0
    const observedAt = ago > 0 ? { observedAt: Math.max(duty.broughtAt, Math.round(hubNow() - ago * MINUTE)) } : {}
    const reply = await give({
      place,
      type: 'confirmDuty',
      data: { responseId: asResponseId(of.responseId), duty: of.duty, answeredBy: who.trim(), note: note.trim(), ...observedAt },
    })
    if (reply.ok) closeDialog()
  }
  return (
    <DeskModal title={t('response.confirm.title', { unit: inLanguage(duty.unitName, language) })} testId="confirm-duty">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <div>{inLanguage(duty.text, language)}</div>
          <UnitNumber unit={duty.unit} />
          <TextInput
            data-autofocus
            withAsterisk
            label={t('response.confirm.who')}
            maxLength={80}
            value={who}
            error={missing ? t('rejection.reason_needed') : null}
            data-testid="confirm-who"
            onChange={(event) => {
              setMissing(false)
              setWho(event.currentTarget.value)
            }}
          />
          <NumberInput label={t('response.confirm.minutes')} min={0} max={1440} allowDecimal={false} value={minutes} onChange={setMinutes} />
          <Textarea label={t('response.confirm.note')} maxLength={500} autosize minRows={2} maxRows={6} value={note} data-testid="confirm-note" onChange={(event) => setNote(event.currentTarget.value)} />
          <FateLine place={place} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={closeDialog}>
              {t('action.cancel')}&nbsp;<Kbd>Esc</Kbd>
            </Button>
            <Button type="submit" disabled={busy} data-testid="confirm-do">
              {busy ? t('hub.sending') : t('response.confirm.do')}&nbsp;<Kbd>Enter</Kbd>
            </Button>
          </Group>
        </Stack>
      </form>
    </DeskModal>
  )
}

/** It was confirmed by mistake. */
export function WithdrawDutyDialog(of: OfDuty) {
  const { t, language } = useT()
  const duty = useDuty(of)
  if (!duty) return null
  const place = `duty:${of.duty}`
  return (
    <Ask
      title={t('response.withdraw.title', { unit: inLanguage(duty.unitName, language) })}
      place={place}
      text={{ label: t('response.withdraw.reason'), required: true, max: 500 }}
      confirm={t('response.withdraw')}
      onConfirm={async (reason) => (await give({ place, type: 'withdrawConfirmation', data: { responseId: asResponseId(of.responseId), duty: of.duty, reason } })).ok}
    >
      <div>{inLanguage(duty.text, language)}</div>
      <div>{t('response.withdraw.hint')}</div>
    </Ask>
  )
}
