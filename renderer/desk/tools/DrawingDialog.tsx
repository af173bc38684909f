import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { AnnotationGeometry } from '../../../shared/domain/annotation/state'
import { MINUTE } from '../../../shared/base/time'
import type { LonLat } from '../../../shared/geo/position'
import { hubNow } from '../../state/clock'
import { useT } from '../../ui/i18n'
import { DeskModal } from '../dialogs/Ask'
import { closureGeometry } from '../logic/closure-shape'
import { FateLine } from '../parts'
import { closeDialog, setTool, useDesk } from '../state/desk'
import { give, useBusy } from '../state/outgoing'
import { openDrawer } from './store'

export const DRAWING_PLACE = 'drawing'

function geometryOf(shape: 'LineString' | 'Polygon' | 'Point', points: readonly LonLat[]): AnnotationGeometry | null {
  if (shape !== 'Point') return closureGeometry(shape, points)
  const at = points.at(-1)
  return at ? { type: 'Point', coordinates: [at.lon, at.lat] } : null
}

/** Name and life of what was drawn; then all screens have it. */
export function DrawingDialog() {
  const { t } = useT()
  const tool = useDesk((state) => state.tool)
  const busy = useBusy(DRAWING_PLACE)
  const [name, setName] = useState('')
  const [minutes, setMinutes] = useState(0)
  const [missing, setMissing] = useState(false)
  if (tool.kind !== 'draw') return null

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy || tool.kind !== 'draw') return
    const geometry = geometryOf(tool.shape, tool.points)
    if (name.trim() === '') return setMissing(true)
    if (!geometry) return
    const until = minutes > 0 ? hubNow() + minutes * MINUTE : null
    const reply = await give({ place: DRAWING_PLACE, type: 'drawAnnotation', data: { kind: tool.of, geometry, name: name.trim(), until } })
    if (!reply.ok) return
    setTool({ kind: 'none' })
    openDrawer('drawings')
    closeDialog()
  }
  return (
    <DeskModal title={t(`tools.draw.${tool.of}`)}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label={t('tools.draw.name')}
            withAsterisk
            maxLength={80}
            value={name}
            error={missing ? t('tools.draw.nameMissing') : null}
            onChange={(event) => {
              setMissing(false)
              setName(event.currentTarget.value)
            }}
            data-testid="drawing-name"
          />
          <NumberInput label={t('tools.draw.minutes')} min={0} max={43_200} value={minutes} onChange={(value) => setMinutes(Math.min(43_200, Math.max(0, Math.round(Number(value) || 0))))} />
          <FateLine place={DRAWING_PLACE} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={closeDialog}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" disabled={busy} data-testid="drawing-save">
              {t(busy ? 'hub.sending' : 'tools.draw.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DeskModal>
  )
}
