import { Alert, Button, Center, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { usePack, useZone } from '../state/pack'
import { enterDeviceKey, login, useSession } from '../state/session'
import { inLanguage, useT } from './i18n'
import { rejectionText } from './rejection-text'

/** Who is there: an officer by name and password at the desk, a device by its key elsewhere. */
export function LoginPanel() {
  const { t, language } = useT()
  const zone = useZone()
  const organisation = usePack((state) => state.pack?.manifest.organisation)
  const { screen, error, status } = useSession()
  const [busy, setBusy] = useState(false)
  const desk = screen === 'desk'

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => {
      const value = form.get(name)
      return typeof value === 'string' ? value : ''
    }
    if (!desk) return enterDeviceKey(text('key'))
    setBusy(true)
    await login(text('name'), text('password'))
    setBusy(false)
  }

  return (
    <Center h="100%">
      <Paper
        component="form"
        w={360}
        maw="92vw"
        p="xl"
        withBorder
        onSubmit={(event) => void submit(event as unknown as FormEvent<HTMLFormElement>)}
      >
        <Stack>
          <Title order={2}>{t(desk ? 'login.title' : 'login.deviceTitle')}</Title>
          {organisation && <div>{inLanguage(organisation, language)}</div>}
          {status === 'claiming' && <div role="status">{t('login.claiming')}</div>}
          {error && (
            <Alert color="act" variant="light" role="alert">
              {error.code === 'unauthorised'
                ? t(desk ? 'login.failed' : 'login.claimFailed')
                : rejectionText(error, t, zone)}
            </Alert>
          )}
          {desk ? (
            <>
              <TextInput name="name" label={t('login.name')} autoComplete="username" required autoFocus />
              <PasswordInput name="password" label={t('login.password')} autoComplete="current-password" required />
            </>
          ) : (
            <PasswordInput
              name="key"
              label={t('login.deviceKey')}
              description={t('login.deviceHint')}
              required
              autoFocus
              minLength={16}
            />
          )}
          <Button type="submit" loading={busy}>
            {t('login.submit')}
          </Button>
        </Stack>
      </Paper>
    </Center>
  )
}
