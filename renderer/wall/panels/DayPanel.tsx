import { useMemo, type ReactNode } from 'react'
import { startOfDay } from '../../../shared/base/zone'
import { useNow } from '../../state/clock'
import { useConnection } from '../../state/connection'
import { usePack, useZone } from '../../state/pack'
import { useWorld } from '../../state/world'
import { useT } from '../../ui/i18n'
import { dayFigures, type Percentile } from '../logic/figures'
import { spanParts } from '../logic/span'
import css from '../wall.module.css'
import { Panel, type PanelProps } from './Panel'

const NO_TARGETS = { deliveredTargetSeconds: 30, onSceneTargetSeconds: 900 }

/** The day in figures; percentiles from raw samples, with their number. */
export function DayPanel(_: PanelProps) {
  const { t } = useT()
  const zone = useZone()
  const now = useNow(1000)
  const drill = useConnection((state) => state.drill)
  const targets = usePack((state) => state.pack?.manifest.dispatch) ?? NO_TARGETS
  const incidents = useWorld((world) => world.incidents)
  const dispatches = useWorld((world) => world.dispatches)
  const dayStart = useMemo(() => startOfDay(now, zone), [now, zone])
  const figures = useMemo(
    () => dayFigures({ incidents: incidents.values(), dispatches, targets, dayStart, now, drill }),
    [incidents, dispatches, targets, dayStart, now, drill],
  )
  return (
    <Panel id="day" title={t('wall.today')}>
      <div className={css['grid']}>
        <Figure label={t('wall.figure.count', { n: figures.open })} name="count">
          {figures.count}
        </Figure>
        <Span label={t('wall.figure.delivered', { n: figures.delivered.n })} value={figures.delivered} name="delivered" targetMs={targets.deliveredTargetSeconds * 1000} />
        <Figure label={t('wall.figure.overdue')} name="overdue" over={figures.overdue > 0}>
          {figures.overdue}
        </Figure>
        <Span label={t('wall.figure.onScene', { n: figures.onScene.n })} value={figures.onScene} name="scene" targetMs={targets.onSceneTargetSeconds * 1000} />
      </div>
    </Panel>
  )
}

function Figure({ label, name, over = false, children }: { readonly label: string; readonly name: string; readonly over?: boolean; readonly children: ReactNode }) {
  return (
    <div className={css['figure']} data-over={over} data-testid={`figure-${name}`}>
      <div className={`num ${css['figureValue']}`}>{children}</div>
      <div className={css['figureLabel']}>{label}</div>
    </div>
  )
}

function Span({ label, value, name, targetMs }: { readonly label: string; readonly value: Percentile; readonly name: string; readonly targetMs: number }) {
  const { t } = useT()
  return (
    <Figure label={label} name={name} over={value.p90Ms !== null && value.p90Ms > targetMs}>
      {value.p90Ms === null
        ? '–'
        : spanParts(value.p90Ms).map((part) =>
            'unit' in part ? (
              <small key={part.unit}>{t(`wall.unit.${part.unit}`)}</small>
            ) : (
              <span key={part.text + part.place}>{part.text}</span>
            ),
          )}
    </Figure>
  )
}
