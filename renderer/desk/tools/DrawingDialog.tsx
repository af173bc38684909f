import { Button, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { ANNOTATION_CLASSES, CLASS_OF, type AnnotationClass } from '../../../shared/domain/annotation/state'
import { MINUTE } from '../../../shared/base/time'
import { hubNow } from '../../state/clock'
import { useT } from '../../ui/i18n'
import { DeskModal } from '../dialogs/Ask'
import { FateLine } from '../parts'
import { closeDialog, setTool, useDesk } from '../state/desk'
import { give, useBusy } from '../state/outgoing'
import { drawnGeometry } from './drawing-shape'
import { openDrawer } from './store'

export const DRAWING_PLACE = 'drawing'

/** Minutes that a drawing has left, rounded; 0: until it is taken away. */
const minutesLeft = (until: number | null | undefined): number => (until == null ? 0 : Math.max(1, Math.round((until - hubNow()) / MINUTE)))

/** Name, class and life of what was drawn or changed; then all screens have it. */
export function DrawingDialog() {
  const { t } = useT()
  const tool = useDesk((state) => state.tool)
  const busy = useBusy(DRAWING_PLACE)
  const change = tool.kind === 'draw' ? tool.change : undefined
  const [name, setName] = useState(change?.name ?? '')
  const [chosen, setChosen] = useState<AnnotationClass | null>(change?.class ?? null)
  const [minutes, setMinutes] = useState(() => minutesLeft(change?.until))
  const [lifeTouched, setLifeTouched] = useState(false)
  const [missing, setMissing] = useState(false)
  if (tool.kind !== 'draw') return null
  const ofClass = chosen ?? CLASS_OF[tool.of]

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy || tool.kind !== 'draw') return
    const geometry = drawnGeometry(tool)
    if (name.trim() === '') return setMissing(true)
    if (!geometry) return
    const until = minutes > 0 ? hubNow() + minutes * MINUTE : null
    const look = { geometry, name: name.trim(), class: ofClass }
    const reply = change
      ? // An end that nobody touched stays to the second.
        await give({ place: DRAWING_PLACE, type: 'changeAnnotation', data: { annotationId: change.id, ...look, ...(lifeTouched ? { until } : {}) }, expectedVersion: change.version })
      : await give({ place: DRAWING_PLACE, type: 'drawAnnotation', data: { kind: tool.of, ...look, until } })
    if (!reply.ok) return
    setTool({ kind: 'none' })
    openDrawer('drawings')
    closeDialog()
  }
  return (
    <DeskModal title={change ? t('tools.draw.changeOf', { name: change.name }) : t(`tools.draw.${tool.of}`)}>
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
          <NativeSelect
            label={t('tools.draw.class')}
            value={ofClass}
            onChange={(event) => setChosen(ANNOTATION_CLASSES.find((one) => one === event.currentTarget.value) ?? null)}
            data={ANNOTATION_CLASSES.map((one) => ({ value: one, label: t(`map.drawing.${one}`) }))}
            data-testid="drawing-class"
          />
          <NumberInput
            label={t('tools.draw.minutes')}
            min={0}
            max={43_200}
            value={minutes}
            onChange={(value) => {
              setLifeTouched(true)
              setMinutes(Math.min(43_200, Math.max(0, Math.round(Number(value) || 0))))
            }}
          />
          <FateLine place={DRAWING_PLACE} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={closeDialog}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" disabled={busy} data-testid="drawing-save">
              {t(busy ? 'hub.sending' : change ? 'tools.draw.keep' : 'tools.draw.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DeskModal>
  )
}
