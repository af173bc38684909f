import { useMemo, useState } from 'react'
import { useWorld } from '../../state/world'
import { useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { PanelHead } from '../../panels/PanelHead'
import { Calm } from './Calm'
import { CARD } from './card-sizes'
import { IncidentCard } from './IncidentCard'
import { planCards } from '../logic/fit'
import { countBySeverity, wallOrder } from '../logic/order'
import { useInnerSize } from '../use-scale'
import css from '../wall.module.css'
import type { PanelProps } from './Panel'

/** A card needs so much; twice that and a gap is room for a second column. Units of the least text size. */
const CARD_WIDTH = 18

/**
 * Live incidents, the most urgent first; what does not fit is counted. A wide panel gives a second column when the first
 * cannot show every card in full.
 */
export function IncidentColumn({ unitPx }: PanelProps) {
  const { t } = useT()
  const incidents = useWorld((world) => world.incidents)
  const ordered = useMemo(() => wallOrder(incidents.values()), [incidents])
  const [box, setBox] = useState<HTMLElement | null>(null)
  const { width, height } = useInnerSize(box)
  const wide = width >= (2 * CARD_WIDTH + CARD.gap) * unitPx
  const sizes = { full: CARD.full * unitPx, compact: CARD.compact * unitPx, more: CARD.more * unitPx, gap: CARD.gap * unitPx }
  const single = planCards(ordered.length, height, 1, sizes)
  const columns = wide && single.full < ordered.length ? 2 : 1
  const plan = columns === 1 ? single : planCards(ordered.length, height, columns, sizes)
  const shown = ordered.slice(0, plan.full + plan.compact)
  const rest = ordered.slice(shown.length)
  return (
    <section className={css['incidents']} data-columns={columns} aria-label={t('wall.incidents')} data-testid="incidents">
      <div className={css['listHead']}>
        <PanelHead title={`${t('wall.incidents')} ${ordered.length}`} />
      </div>
      {ordered.length === 0 ? (
        <Calm />
      ) : (
        <div ref={setBox} className={`${css['cards']} fades-when-lost`}>
          {shown.map((incident, index) => (
            <IncidentCard key={incident.id} incident={incident} compact={index >= plan.full} />
          ))}
          {rest.length > 0 && (
            <div className={`panel ${css['more']}`} style={{ height: `${CARD.more}em` }} data-testid="more">
              <span>{t('wall.more', { n: rest.length })}</span>
              {countBySeverity(rest).map(({ severity, count }) => (
                <span key={severity} className={css['moreOf']}>
                  <SeverityMark severity={severity} size="1.45em" />
                  <span className="num">{count}</span>
                </span>
              ))}
            </div>
          )}
        </div>
      )}
    </section>
  )
}
