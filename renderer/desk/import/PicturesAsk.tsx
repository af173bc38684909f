import { Button, Group, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { z } from 'zod'
import type { Result } from '../../../shared/base/result'
import type { Rejection } from '../../../shared/domain/rejection'
import { hubUrl, rejectionOf } from '../../state/api'
import { useZone } from '../../state/pack'
import { useSession } from '../../state/session'
import { useT } from '../../ui/i18n'
import { Kbd } from '../../ui/States'
import { rejectionText } from '../../ui/rejection-text'
import { useAnyIncident } from '../state/desk'
import { useNames } from '../state/names'
import css from './import.module.css'
import { dropPictures, useImports } from './store'

const storedSchema = z.object({ hash: z.string() })

/** One photo to the incident. The hub knows a photo by its content: sent twice, it is there once. */
async function attach(incidentId: string, photo: File, token: string | null): Promise<Result<null, Rejection>> {
  try {
    const response = await fetch(new URL(`/api/v1/incidents/${encodeURIComponent(incidentId)}/attachments`, hubUrl()), {
      method: 'POST',
      headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': photo.type, 'x-file-name': encodeURIComponent(photo.name.slice(0, 120)) },
      body: photo,
    })
    const body: unknown = await response.json().catch(() => null)
    if (response.ok && storedSchema.safeParse(body).success) return { ok: true, value: null }
    return { ok: false, error: rejectionOf(response.status, body) }
  } catch (error) {
    return { ok: false, error: { code: 'unavailable', message: String(error) } }
  }
}

/** Asks once before photos become part of an incident's record for good. */
export function PicturesAsk() {
  const pictures = useImports((state) => state.pictures)
  return pictures ? <Ask key={pictures.files.map(({ name }) => name).join()} {...pictures} /> : null
}

function Ask({ incidentId, files }: { readonly incidentId: string; readonly files: readonly File[] }) {
  const { t } = useT()
  const names = useNames()
  const zone = useZone()
  const token = useSession((state) => state.token)
  const incident = useAnyIncident(incidentId)
  const [done, setDone] = useState<number | null>(null)
  const label = incident ? `${incident.number} ${names.kind(incident.kind)}` : incidentId

  async function send(): Promise<void> {
    let count = 0
    for (const file of files) {
      setDone(count)
      const sent = await attach(incidentId, file, token)
      if (sent.ok) count++
      else notifications.show({ message: t('import.refused', { name: file.name, reason: rejectionText(sent.error, t, zone) }), color: 'gray', autoClose: 15_000, role: 'alert' })
    }
    if (count > 0) notifications.show({ message: t('import.attached', { n: count, incident: label }), color: 'cyan', role: 'status' })
    dropPictures()
  }

  return (
    <Modal opened onClose={dropPictures} title={<strong>{t('import.pictures')}</strong>} centered transitionProps={{ duration: 0 }} closeButtonProps={{ 'aria-label': t('action.close') }} data-testid="pictures-ask">
      <Stack gap="sm">
        <div>{t('import.picturesAsk', { n: files.length, incident: label })}</div>
        <ul className={css['files']}>
          {files.map(({ name }, index) => (
            <li key={`${index} ${name}`}>{name}</li>
          ))}
        </ul>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={dropPictures}>
            {t('action.cancel')}&nbsp;<Kbd>Esc</Kbd>
          </Button>
          <Button data-autofocus disabled={done !== null} onClick={() => void send()} data-testid="pictures-attach">
            {done === null ? t('import.attach') : t('import.attaching', { done, n: files.length })}&nbsp;<Kbd>Enter</Kbd>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
