import { useT } from '../ui/i18n'
import css from './MapView.module.css'
import type { HeatScale } from './heat-scale'
import { PALETTES } from './palette'
import type { Scheme } from './types'

/** What the colours of the heat maps on screen mean, in figures. */
export function HeatLegend({ scales, scheme }: { readonly scales: readonly HeatScale[]; readonly scheme: Scheme }) {
  const { t } = useT()
  const colours = PALETTES[scheme].heat
  return (
    <div className={`panel ${css['heat']}`} data-testid="heat-legend">
      {scales.map(({ id, name, of, style, per, stops }) => (
        <section key={id}>
          <b>{name}</b>
          <span>
            {t(per === 'km2' ? `map.heat.${of}` : `map.heat.${of}Cell`)}
            {style === 'grid' && ` · ${t('map.reason.noFloat')}`}
          </span>
          <ol className="num">
            {colours.map((colour, i) => (
              <li key={colour} style={{ borderTopColor: colour }}>
                {figure(stops[i] ?? 0)}
                {i === colours.length - 1 && '+'}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

/** At most three digits that count. */
function figure(value: number): string {
  return String(Number(value.toPrecision(3)))
}
