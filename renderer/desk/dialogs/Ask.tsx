import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useT } from '../../ui/i18n'
import { Kbd } from '../../ui/States'
import { FateLine } from '../parts'
import { closeDialog } from '../state/desk'
import { useBusy, type Place } from '../state/outgoing'

export interface DeskModalProps {
  readonly title: string
  readonly children: ReactNode
  readonly size?: string
  readonly testId?: string
}

/** A dialog of the desk: Escape closes it, the focus comes back to where it was. */
export function DeskModal({ title, children, size = 'md', testId }: DeskModalProps) {
  const { t } = useT()
  return (
    <Modal opened onClose={closeDialog} title={<strong>{title}</strong>} size={size} centered transitionProps={{ duration: 0 }} closeButtonProps={{ 'aria-label': t('action.close') }} data-testid={testId ?? 'dialog'}>
      {children}
    </Modal>
  )
}

export interface AskProps {
  readonly title: string
  readonly place: Place
  /** What will follow, in words. */
  readonly children?: ReactNode
  /** Asks for a text; `required`: it may not be empty. */
  readonly text?: { readonly label: string; readonly required: boolean; readonly multiline?: boolean; readonly max: number }
  readonly confirm: string
  /** True closes the dialog. */
  readonly onConfirm: (text: string) => Promise<boolean>
  readonly disabled?: boolean
}

/** Asks once, in words: Enter confirms (Ctrl+Enter in a long text), Escape leaves everything as it is. */
export function Ask({ title, place, children, text, confirm, onConfirm, disabled = false }: AskProps) {
  const { t } = useT()
  const [value, setValue] = useState('')
  const [missing, setMissing] = useState(false)
  const busy = useBusy(place)

  async function submit(event?: FormEvent): Promise<void> {
    event?.preventDefault()
    if (busy || disabled) return
    if (text?.required && value.trim() === '') return setMissing(true)
    if (await onConfirm(value.trim())) closeDialog()
  }
  const long = text?.multiline === true
  return (
    <DeskModal title={title}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          {children}
          {text && (
            <Textarea
              data-autofocus
              label={text.label}
              withAsterisk={text.required}
              autosize
              minRows={long ? 3 : 1}
              maxRows={8}
              maxLength={text.max}
              value={value}
              error={missing ? t('rejection.reason_needed') : null}
              data-testid="ask-text"
              onChange={(event) => {
                setMissing(false)
                setValue(event.currentTarget.value)
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing || (long && !event.ctrlKey) || event.shiftKey) return
                event.preventDefault()
                void submit()
              }}
            />
          )}
          <FateLine place={place} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={closeDialog}>
              {t('action.cancel')}&nbsp;<Kbd>Esc</Kbd>
            </Button>
            <Button type="submit" disabled={busy || disabled} data-testid="ask-confirm" {...(text ? {} : { 'data-autofocus': true })}>
              {busy ? t('hub.sending') : confirm}&nbsp;<Kbd>{long ? 'Ctrl Enter' : 'Enter'}</Kbd>
            </Button>
          </Group>
        </Stack>
      </form>
    </DeskModal>
  )
}
