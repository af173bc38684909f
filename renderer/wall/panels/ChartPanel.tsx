import { useCallback, useState } from 'react'
import { Chart } from '../../charts/Chart'
import { useChartData } from '../../charts/use-chart-data'
import { CHART_IDS, type ChartId } from '../../../shared/pack/scene'
import { READING_STALE_MS } from '../../map/sources'
import { usePack } from '../../state/pack'
import { useWorld } from '../../state/world'
import { useT } from '../../ui/i18n'
import { forces } from '../logic/forces'
import { useInnerSize } from '../use-scale'
import css from '../wall.module.css'
import { Panel, type PanelProps } from './Panel'

/** One of the program's charts. One that the program does not know is said, not drawn. */
export function ChartPanel(props: PanelProps) {
  const { t } = useT()
  const id = CHART_IDS.find((known) => known === props.place.chart)
  if (id) return <KnownChart {...props} id={id} />
  return (
    <Panel id="chart-unknown" title={t('wall.chart')}>
      <div className={css['placeholder']}>
        <strong>{t('wall.chart.unknown', { id: props.place.chart ?? '' })}</strong>
      </div>
    </Panel>
  )
}

/** A bar with its name needs so much. Units of the least text. */
const BAR = 1.5
/** In a panel that fills the wall everything may be this much larger. */
const LARGE = 1.8

function KnownChart({ id, unitPx }: PanelProps & { readonly id: ChartId }) {
  const { t } = useT()
  const [box, setBox] = useState<HTMLElement | null>(null)
  const { height, width } = useInnerSize(box)
  const size = height > 24 * unitPx && width > 50 * unitPx ? unitPx * LARGE : unitPx
  const kinds = usePack((state) => state.kinds)
  const known = useWorld((world) => world.teams)
  const teams = useCallback(
    (limit: number, now: number, endOfDay: (isoDate: string) => number) => forces({ teams: known.values(), kinds: kinds.values(), now, endOfDay, limit }),
    [known, kinds],
  )
  const bars = Math.max(3, Math.min(20, Math.floor((height - 1.7 * size) / (BAR * size))))
  const data = useChartData(id, { bars, teams })
  const title = t(`wall.chart.${id}`)
  const empty = data.categories.length === 0
  return (
    <Panel id={`chart-${id}`} title={data.samples === null ? title : t('wall.chart.withSamples', { title, n: data.samples })} {...(data.at === undefined ? {} : { at: data.at, staleMs: READING_STALE_MS })}>
      <div ref={setBox} className={css['chartBox']}>
        {empty ? <p className={css['quiet']}>{t('wall.chart.empty')}</p> : <Chart data={data} label={`${title} (${data.unit})`} unitPx={size} />}
      </div>
      {data.series.length > 1 && (
        <p className={css['what']}>
          {data.series.map(({ name, tone }) => (
            <span key={name} className={css['key']} data-tone={tone}>
              {name}
            </span>
          ))}
        </p>
      )}
    </Panel>
  )
}
