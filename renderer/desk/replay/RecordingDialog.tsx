import { Button, Checkbox, Group, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { asIncidentId } from '../../../shared/base/ids'
import { err, ok, type Result } from '../../../shared/base/result'
import { HOUR, MINUTE } from '../../../shared/base/time'
import { startOfDay } from '../../../shared/base/zone'
import type { Rejection } from '../../../shared/domain/rejection'
import { callApi, hubUrl, rejectionOf } from '../../state/api'
import { hubNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { useSession } from '../../state/session'
import { useWorld } from '../../state/world'
import { momentText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { rejectionText } from '../../ui/rejection-text'
import { saveFile } from '../briefing/files'
import { DeskModal } from '../dialogs/Ask'
import { closeDialog, useDesk } from '../state/desk'
import { incidentName } from '../state/names'
import { fieldMoment, fieldText } from './jump'
import { sizeSchema, sizeText, type RecordingSize } from './recording'

type Choice = 'hour' | 'today' | 'incident' | 'own'
/** Taken along before and after an incident: what led to it, and what it left. */
const MARGIN_MS = 10 * MINUTE
const SIZE_AFTER_MS = 400

/** Takes a stretch of the log away as a file that can be played. Says how much it is before it is fetched. */
export function RecordingDialog() {
  const { t, language } = useT()
  const zone = useZone()
  const token = useSession((session) => session.token)
  const shownId = useDesk((desk) => desk.shown)
  const incident = useWorld(({ incidents }) => (shownId === null ? undefined : incidents.get(asIncidentId(shownId))))
  const [opened] = useState(hubNow)
  const [choice, setChoice] = useState<Choice>('hour')
  const [own, setOwn] = useState(() => ({ from: fieldText(opened - HOUR, zone), to: fieldText(opened, zone) }))
  const [ways, setWays] = useState(true)
  const [size, setSize] = useState<Result<RecordingSize, Rejection> | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Rejection | null>(null)

  const [from, to] = stretch()
  function stretch(): readonly [number | null, number | null] {
    switch (choice) {
      case 'hour':
        return [opened - HOUR, opened]
      case 'today':
        return [startOfDay(opened, zone), opened]
      case 'incident':
        return incident ? [incident.reportedAt - MARGIN_MS, Math.min(opened, (incident.closedAt ?? opened) + MARGIN_MS)] : [null, null]
      case 'own':
        return [fieldMoment(own.from, zone), fieldMoment(own.to, zone)]
    }
  }
  const query = from !== null && to !== null && from < to ? `from=${from}&to=${to}&ways=${ways ? 'yes' : 'no'}` : null

  useEffect(() => {
    setSize(null)
    if (query === null) return
    const gone = new AbortController()
    const timer = setTimeout(() => {
      void callApi(`/api/v1/recordings/size?${query}`, sizeSchema, { token, signal: gone.signal }).then((answer) => {
        if (!gone.signal.aborted) setSize(answer)
      })
    }, SIZE_AFTER_MS)
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [query, token])

  async function take(): Promise<void> {
    if (query === null) return
    setBusy(true)
    const file = await fetchFile(`/api/v1/recordings?${query}`, token)
    setBusy(false)
    if (!file.ok) return setError(file.error)
    saveFile(file.value.blob, file.value.name)
    closeDialog()
  }
  const tooMany = size?.ok === true && size.value.events > size.value.mostEvents
  return (
    <DeskModal title={t('desk.action.recording')} testId="recording" size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void take()
        }}
      >
        <Stack gap="sm">
          <p>{t('replay.take.what')}</p>
          <SegmentedControl
            aria-label={t('replay.take.stretch')}
            value={choice}
            onChange={(value) => setChoice(value as Choice)}
            data={[
              { value: 'hour', label: t('replay.take.hour') },
              { value: 'today', label: t('replay.take.today') },
              { value: 'incident', label: t('replay.take.incident'), disabled: !incident },
              { value: 'own', label: t('replay.take.own') },
            ]}
          />
          {choice === 'incident' && incident && <p>{t('replay.take.incidentHow', { incident: incidentName(incident.id, language), n: MARGIN_MS / MINUTE })}</p>}
          {choice === 'own' && (
            <Group grow>
              <TextInput type="datetime-local" step={1} label={t('replay.take.from')} value={own.from} onChange={(event) => setOwn({ ...own, from: event.currentTarget.value })} data-testid="recording-from" />
              <TextInput type="datetime-local" step={1} label={t('replay.take.to')} value={own.to} onChange={(event) => setOwn({ ...own, to: event.currentTarget.value })} error={query === null ? t('replay.take.order') : null} data-testid="recording-to" />
            </Group>
          )}
          {from !== null && to !== null && <p className="num">{`${momentText(from, zone)} — ${momentText(to, zone)}`}</p>}
          <Checkbox checked={ways} onChange={(event) => setWays(event.currentTarget.checked)} label={t('replay.take.ways')} />
          <p role="status" data-testid="recording-size">
            {query === null ? t('replay.take.order') : size === null ? t('replay.take.counting') : size.ok ? t('replay.take.size', { n: size.value.events, size: sizeText(size.value.bytes) }) : rejectionText(size.error, t, zone)}
          </p>
          {tooMany && size.ok && <p role="alert">{t('replay.take.tooMany', { n: size.value.mostEvents })}</p>}
          <p>{t('replay.take.care')}</p>
          {error && <div role="alert">{rejectionText(error, t, zone)}</div>}
          <Group justify="flex-end">
            <Button variant="default" onClick={closeDialog}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={query === null || tooMany} data-testid="recording-take">
              {t('replay.take.go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DeskModal>
  )
}

async function fetchFile(path: string, token: string | null): Promise<Result<{ blob: Blob; name: string }, Rejection>> {
  try {
    const response = await fetch(new URL(path, hubUrl()), { headers: token === null ? {} : { authorization: `Bearer ${token}` } })
    if (!response.ok) return err(rejectionOf(response.status, await response.json().catch(() => null)))
    const name = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'dinghai.dhlog'
    return ok({ blob: await response.blob(), name })
  } catch (error) {
    return err({ code: 'unavailable', message: error instanceof Error ? error.message : String(error) })
  }
}
