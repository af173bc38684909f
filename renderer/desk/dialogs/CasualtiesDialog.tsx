import { Group, NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { Casualties } from '../../../shared/domain/incident/events'
import { useT } from '../../ui/i18n'
import { useAnyIncident } from '../state/desk'
import { give } from '../state/outgoing'
import { Ask } from './Ask'

const FIGURES = ['missing', 'injured', 'dead', 'rescued'] as const
const UNKNOWN: Casualties = { missing: null, injured: null, dead: null, rescued: null }

/** Figures as last reported; an empty field means not known, which is not zero. */
export function CasualtiesDialog({ incidentId }: { readonly incidentId: string }) {
  const { t } = useT()
  const incident = useAnyIncident(incidentId)
  const [figures, setFigures] = useState<Casualties>(incident?.casualties ?? UNKNOWN)
  if (!incident) return null
  const place = `life:${incidentId}`
  return (
    <Ask title={`${t('desk.action.casualties')} #${incident.number}`} place={place} confirm={t('action.save')} onConfirm={async () => (await give({ place, type: 'recordCasualties', data: { incidentId, ...figures } })).ok}>
      <div>{t('desk.casualties.hint')}</div>
      <Group grow gap="xs">
        {FIGURES.map((figure, index) => (
          <NumberInput
            key={figure}
            label={t(`casualties.${figure}`)}
            min={0}
            max={100_000}
            allowDecimal={false}
            value={figures[figure] ?? ''}
            onChange={(value) => setFigures({ ...figures, [figure]: value === '' ? null : Math.min(100_000, Math.max(0, Math.round(Number(value)))) })}
            {...(index === 0 ? { 'data-autofocus': true } : {})}
          />
        ))}
      </Group>
    </Ask>
  )
}
