import { Button, Group, NumberInput, Stack } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import type { Rejection } from '../../../shared/domain/rejection'
import { callApi } from '../../state/api'
import { useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { useSession } from '../../state/session'
import { momentText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { rejectionText } from '../../ui/rejection-text'
import { closeDialog } from '../state/desk'
import { DeskModal } from './Ask'

/** The longest step that the hub takes at once. */
const MOST_HOURS = 14 * 24
const STEPS_HOURS = [1, 3, 6, 12, 24] as const

/** Puts the clock of an exercise forward, for every screen at once. What cannot be undone is said before it is done. */
export function DrillClockDialog() {
  const { t } = useT()
  const zone = useZone()
  const token = useSession((state) => state.token)
  const now = useNow(1000)
  const [hours, setHours] = useState<number | string>(6)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Rejection | null>(null)
  const seconds = typeof hours === 'number' ? Math.round(hours * 3600) : NaN
  const possible = seconds >= 1 && seconds <= MOST_HOURS * 3600

  async function advance(): Promise<void> {
    setBusy(true)
    const answer = await callApi('/api/v1/drill/clock', z.object({ hubTime: z.number() }), { token, body: { seconds } })
    setBusy(false)
    if (answer.ok) closeDialog()
    else setError(answer.error)
  }
  return (
    <DeskModal title={t('desk.drillClock.title')} testId="drill-clock">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (possible) void advance()
        }}
      >
        <Stack gap="sm">
          <p>{t('desk.drillClock.now', { time: momentText(now, zone) })}</p>
          <Group gap="xs">
            {STEPS_HOURS.map((step) => (
              <Button key={step} size="xs" variant={hours === step ? 'filled' : 'default'} aria-pressed={hours === step} onClick={() => setHours(step)}>
                {t('desk.drillClock.step', { n: step })}
              </Button>
            ))}
          </Group>
          <NumberInput data-autofocus label={t('desk.drillClock.hours')} value={hours} onChange={setHours} min={0} max={MOST_HOURS} step={1} decimalScale={2} error={possible ? null : t('desk.drillClock.range', { n: MOST_HOURS })} />
          {possible && <p>{t('desk.drillClock.then', { time: momentText(now + seconds * 1000, zone) })}</p>}
          <p>{t('desk.drillClock.forward')}</p>
          {error && <div role="alert">{rejectionText(error, t, zone)}</div>}
          <Group justify="flex-end">
            <Button variant="default" onClick={closeDialog}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={!possible} data-testid="advance-clock">
              {t('desk.drillClock.go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DeskModal>
  )
}
