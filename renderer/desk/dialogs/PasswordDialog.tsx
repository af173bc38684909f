import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState, type FormEvent } from 'react'
import { z } from 'zod'
import { callApi } from '../../state/api'
import { useZone } from '../../state/pack'
import { useSession } from '../../state/session'
import { useT } from '../../ui/i18n'
import { rejectionText } from '../../ui/rejection-text'
import { closeDialog } from '../state/desk'
import { DeskModal } from './Ask'

const MIN_PASSWORD = 10

/** The officer's own password. Other sessions of the same officer end with it. */
export function PasswordDialog() {
  const { t } = useT()
  const zone = useZone()
  const token = useSession((state) => state.token)
  const [problem, setProblem] = useState<{ readonly field: 'current' | 'next' | 'again'; readonly text: string } | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '')
    if (text('next').length < MIN_PASSWORD) return setProblem({ field: 'next', text: t('desk.password.short', { n: MIN_PASSWORD }) })
    if (text('next') !== text('again')) return setProblem({ field: 'again', text: t('desk.password.differs') })
    setBusy(true)
    const answer = await callApi('/api/v1/session/password', z.unknown(), { method: 'PUT', token, body: { current: text('current'), next: text('next') } })
    setBusy(false)
    if (!answer.ok) return setProblem({ field: 'current', text: answer.error.code === 'unauthorised' ? t('desk.password.wrong') : rejectionText(answer.error, t, zone) })
    notifications.show({ message: t('desk.password.changed') })
    closeDialog()
  }
  const error = (field: 'current' | 'next' | 'again') => (problem?.field === field ? problem.text : null)
  return (
    <DeskModal title={t('desk.password.title')}>
      <form onSubmit={(event) => void submit(event)} onChange={() => setProblem(null)}>
        <Stack gap="sm">
          <PasswordInput data-autofocus name="current" label={t('desk.password.current')} autoComplete="current-password" required error={error('current')} />
          <PasswordInput name="next" label={t('desk.password.next')} description={t('desk.password.rule', { n: MIN_PASSWORD })} autoComplete="new-password" required error={error('next')} />
          <PasswordInput name="again" label={t('desk.password.again')} autoComplete="new-password" required error={error('again')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={closeDialog}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DeskModal>
  )
}
