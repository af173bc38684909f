import { useT } from '../../ui/i18n'
import css from './tools.module.css'

/** Periods of the incidents' heat map, hours. `0`: since midnight. */
export const HEAT_PERIODS = [0, 24, 7 * 24, 30 * 24] as const
export type HeatPeriodHours = (typeof HEAT_PERIODS)[number]

/** Which period the heat of incidents is of; there while that heat map is on. */
export function HeatPeriod({ value, onChange }: { readonly value: HeatPeriodHours; readonly onChange: (value: HeatPeriodHours) => void }) {
  const { t } = useT()
  const name = (hours: HeatPeriodHours) => (hours === 0 ? t('tools.heatPeriod.today') : hours === 24 ? t('tools.heatPeriod.hours', { n: hours }) : t('tools.heatPeriod.days', { n: hours / 24 }))
  return (
    <div className={`${css['choice']} ${css['heatPeriod']}`} role="group" aria-label={t('tools.heatPeriod')} data-testid="heat-period">
      {HEAT_PERIODS.map((hours) => (
        <button key={hours} type="button" aria-pressed={hours === value} onClick={() => onChange(hours)}>
          {name(hours)}
        </button>
      ))}
    </div>
  )
}
