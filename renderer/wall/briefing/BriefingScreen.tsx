import { useEffect, useMemo } from 'react'
import { PAGE_SIZE } from '../../../shared/briefing/page'
import { pagesOf } from '../../../shared/briefing/pages'
import { shownVersion, type Briefing } from '../../../shared/domain/briefing/state'
import { pageShapes } from '../../panels/briefing/draw/page'
import { PageSvg } from '../../panels/briefing/PageSvg'
import { useFrame } from '../../panels/briefing/use-pages'
import { readBriefing, useLoadedBriefing } from '../../state/briefings'
import { useT } from '../../ui/i18n'
import { LoadingState } from '../../ui/States'
import type { WallLayout } from '../use-scale'
import css from './briefing.module.css'

/**
 * A page of a briefing over the whole wall. A wall that is much wider than a page shows the pages before and after it
 * beside, dimmed: a page is never stretched.
 */
export function BriefingScreen({ briefing, index, layout }: { readonly briefing: Briefing; readonly index: number; readonly layout: WallLayout }) {
  const { t } = useT()
  const { no } = shownVersion(briefing)
  const loaded = useLoadedBriefing(briefing.id)
  const whole = loaded?.state === 'here' ? loaded.value : null
  const frame = useFrame(whole)
  useEffect(() => void readBriefing(briefing.id), [briefing.id, no, briefing.publishedNo])
  const pages = useMemo(() => (frame && whole ? pagesOf(frame.content, whole.edition, 'wide', frame.words) : []), [frame, whole])
  const at = Math.min(index, Math.max(0, pages.length - 1))
  const page = PAGE_SIZE.wide
  const scale = Math.min(layout.canvas.width / page.width, layout.canvas.height / page.height)
  const beside = layout.canvas.width / (page.width * scale) >= 2.4 ? [-1, 0, 1] : [0]
  const title = whole?.edition.title ?? t('briefing.title')
  return (
    <section className={css['screen']} aria-label={title} data-panel="briefing" data-testid="wall-briefing" data-page={at}>
      <h2 className="visually-hidden">
        {title} {at + 1}/{pages.length}
      </h2>
      {loaded?.state === 'failed' && <LoadingState title={t('briefing.wall.notHere')} />}
      {(!loaded || loaded.state === 'loading') && <LoadingState title={t('briefing.wall.loading')} />}
      {frame &&
        beside.map((step) => {
          const one = pages[at + step]
          const style = { width: page.width * scale, height: page.height * scale }
          if (!one) return <div key={step} style={style} />
          return (
            <div key={step} className={css['page']} data-now={step === 0} style={style}>
              <PageSvg shapes={pageShapes(one, at + step, pages.length, { ...frame, format: 'wide', palette: 'hall' })} format="wide" label={`${one.title} ${at + step + 1}/${pages.length}`} />
            </div>
          )
        })}
    </section>
  )
}
