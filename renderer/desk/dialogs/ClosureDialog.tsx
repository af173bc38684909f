import { Button, Checkbox, Group, NumberInput, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { MINUTE } from '../../../shared/base/time'
import { VEHICLE_CLASSES, type VehicleClass } from '../../../shared/dispatch/travel'
import type { LonLat } from '../../../shared/geo/position'
import { hubNow } from '../../state/clock'
import { useT } from '../../ui/i18n'
import { closureGeometry, parseLine } from '../logic/closure-shape'
import { FateLine } from '../parts'
import { closeDialog, openTab, setTool, useDesk } from '../state/desk'
import { give, useBusy } from '../state/outgoing'
import { DeskModal } from './Ask'

const LIFETIMES = ['lifted', 'minutes'] as const

/** Why, whom and how long: for the shape that was drawn, or for one that is typed point by point. */
export function ClosureDialog() {
  const { t } = useT()
  const tool = useDesk((state) => state.tool)
  const drawn = tool.kind === 'closure' ? tool : null
  const busy = useBusy('closure')
  const [shape, setShape] = useState<'LineString' | 'Polygon'>(drawn?.shape ?? 'LineString')
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [vehicles, setVehicles] = useState<readonly string[]>([])
  const [lifetime, setLifetime] = useState<(typeof LIFETIMES)[number]>('lifted')
  const [minutes, setMinutes] = useState(120)
  const [problem, setProblem] = useState<{ readonly field: 'points' | 'reason'; readonly text: string } | null>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    let points: readonly LonLat[] = drawn?.points ?? []
    if (!drawn) {
      const typed = parseLine(text)
      if (!typed.ok) return setProblem({ field: 'points', text: t('desk.closure.badPoint', { row: typed.error.row, problem: t(`desk.position.${typed.error.problem}`) }) })
      points = typed.value
    }
    const geometry = closureGeometry(shape, points)
    if (!geometry) return setProblem({ field: 'points', text: t(shape === 'Polygon' ? 'desk.closure.needThree' : 'desk.closure.needTwo') })
    if (reason.trim() === '') return setProblem({ field: 'reason', text: t('rejection.reason_needed') })
    const reply = await give({
      place: 'closure',
      type: 'declareClosure',
      data: {
        geometry,
        reason: reason.trim(),
        vehicles: vehicles.length === 0 ? null : (vehicles as VehicleClass[]),
        until: lifetime === 'lifted' ? null : hubNow() + minutes * MINUTE,
      },
    })
    if (!reply.ok) return
    setTool({ kind: 'none' })
    openTab('closures')
    closeDialog()
  }

  return (
    <DeskModal title={t('desk.closure.title')} size="lg">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          {drawn ? (
            <div>{t(drawn.shape === 'Polygon' ? 'desk.closure.drawnArea' : 'desk.closure.drawnLine', { n: drawn.points.length })}</div>
          ) : (
            <>
              <Radio.Group label={t('desk.closure.shape')} value={shape} onChange={(value) => setShape(value === 'Polygon' ? 'Polygon' : 'LineString')}>
                <Group>
                  <Radio value="LineString" label={t('desk.closure.line')} />
                  <Radio value="Polygon" label={t('desk.closure.area')} />
                </Group>
              </Radio.Group>
              <Textarea
                data-autofocus
                label={t('desk.closure.points')}
                description={t('desk.closure.pointsHint')}
                autosize
                minRows={3}
                maxRows={8}
                value={text}
                error={problem?.field === 'points' ? problem.text : null}
                onChange={(event) => {
                  setProblem(null)
                  setText(event.currentTarget.value)
                }}
                data-testid="closure-points"
              />
            </>
          )}
          {drawn && problem?.field === 'points' && <div role="alert">{problem.text}</div>}
          <TextInput
            label={t('desk.reason')}
            withAsterisk
            maxLength={500}
            value={reason}
            error={problem?.field === 'reason' ? problem.text : null}
            onChange={(event) => {
              setProblem(null)
              setReason(event.currentTarget.value)
            }}
            data-testid="closure-reason"
            {...(drawn ? { 'data-autofocus': true } : {})}
          />
          <Checkbox.Group label={t('desk.closure.vehicles')} description={t('desk.closure.vehiclesHint')} value={[...vehicles]} onChange={setVehicles}>
            <Group gap="sm" mt={6}>
              {VEHICLE_CLASSES.map((vehicle) => (
                <Checkbox key={vehicle} value={vehicle} label={t(`vehicle.${vehicle}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <Radio.Group label={t('desk.closure.lifetime')} value={lifetime} onChange={(value) => setLifetime(value === 'minutes' ? 'minutes' : 'lifted')}>
            <Group align="center">
              <Radio value="lifted" label={t('desk.closure.untilLifted')} />
              <Radio value="minutes" label={t('desk.closure.forMinutes')} />
              <NumberInput aria-label={t('desk.closure.forMinutes')} w={110} min={1} max={43_200} disabled={lifetime === 'lifted'} value={minutes} onChange={(value) => setMinutes(Math.min(43_200, Math.max(1, Math.round(Number(value) || 1))))} />
            </Group>
          </Radio.Group>
          <FateLine place="closure" />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={closeDialog}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" disabled={busy} data-testid="closure-submit">
              {t(busy ? 'hub.sending' : 'desk.closure.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DeskModal>
  )
}
