import { useT } from '../ui/i18n'
import css from './MapView.module.css'

export interface MapLegendProps {
  /** The road network is drawn by hand: it must say so. */
  readonly schematic: boolean
}

function Line({ colour, dash }: { readonly colour: string; readonly dash?: string }) {
  return (
    <svg viewBox="0 0 32 16" aria-hidden>
      <path d="M1 8H31" stroke={colour} strokeWidth={4} strokeDasharray={dash} />
    </svg>
  )
}

/** What the lines mean. */
export function MapLegend({ schematic }: MapLegendProps) {
  const { t } = useT()
  return (
    <div className={`panel ${css['legend']}`}>
      <span>
        <Line colour="var(--act)" />
        {t('map.legend.recommended')}
      </span>
      <span>
        <Line colour="var(--text-3)" />
        {t('map.legend.second')}
      </span>
      <span>
        <Line colour="var(--act)" dash="6 4" />
        {t('map.legend.estimated')}
      </span>
      <span>
        <svg viewBox="0 0 32 32" aria-hidden>
          <circle cx="16" cy="16" r="14" fill="var(--text)" />
          <path d="M7 16H25" stroke="var(--sea)" strokeWidth={6} />
        </svg>
        {t('map.legend.closed')}
      </span>
      {schematic && <span>{t('schematic.mark')}</span>}
    </div>
  )
}
