import { IconArrowDown, IconArrowUp, IconEye, IconEyeOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Briefing, Edition } from '../../../shared/domain/briefing/state'
import type { DrawnPage } from '../../panels/briefing/use-pages'
import { PageSvg } from '../../panels/briefing/PageSvg'
import { useT } from '../../ui/i18n'
import { useBusy } from '../state/outgoing'
import css from './room.module.css'
import { edit, moved, ROOM, toggled, turnTo, undoEdit, useRoom } from './store'

/** The sections in their order: looked at, moved, hidden. What is hidden is neither shown nor exported. */
export function PageList({ briefing, edition, pages, at }: { readonly briefing: Briefing; readonly edition: Edition; readonly pages: readonly DrawnPage[]; readonly at: number }) {
  const { t } = useT()
  const busy = useBusy(ROOM)
  const format = useRoom((state) => state.format)
  const undo = useRoom((state) => state.undo.length)
  // The page itself is what was asked for; its small pictures come after it.
  const [drawn, setDrawn] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDrawn(true), 120)
    return () => clearTimeout(timer)
  }, [])
  const visible = edition.order.filter((section) => !edition.hidden.includes(section))
  return (
    <>
      <ol className={css['pages']} data-testid="briefing-pages">
        {edition.order.map((section) => {
          const hidden = edition.hidden.includes(section)
          const own = pages.flatMap((page, index) => (page.page.section === section ? [{ page, index }] : []))
          const name = t(`briefing.section.${section}`)
          return (
            <li key={section} data-section={section} data-hidden={hidden} data-now={own.some(({ index }) => index === at)}>
              <div className={css['thumbs']}>
                {drawn && own.map(({ page, index }) => (
                  <button key={page.page.id} type="button" aria-label={`${name} ${index + 1}`} aria-current={index === at} onClick={() => turnTo(briefing, index, pages.length)}>
                    <PageSvg shapes={page.shapes} format={format} label={name} small />
                  </button>
                ))}
              </div>
              <span>{name}</span>
              <div className={css['acts']}>
                <button type="button" aria-label={t('briefing.up', { page: name })} title={t('briefing.up', { page: name })} disabled={busy || hidden || visible[0] === section} onClick={() => void edit(briefing, moved(edition, section, -1))}>
                  <IconArrowUp size="1rem" />
                </button>
                <button type="button" aria-label={t('briefing.down', { page: name })} title={t('briefing.down', { page: name })} disabled={busy || hidden || visible.at(-1) === section} onClick={() => void edit(briefing, moved(edition, section, 1))}>
                  <IconArrowDown size="1rem" />
                </button>
                <button type="button" aria-label={t(hidden ? 'briefing.show' : 'briefing.hide', { page: name })} title={t(hidden ? 'briefing.show' : 'briefing.hide', { page: name })} aria-pressed={hidden} disabled={busy || (!hidden && visible.length === 1)} onClick={() => void edit(briefing, toggled(edition, section))}>
                  {hidden ? <IconEyeOff size="1rem" /> : <IconEye size="1rem" />}
                </button>
              </div>
            </li>
          )
        })}
      </ol>
      <button type="button" disabled={busy || undo === 0} onClick={() => void undoEdit(briefing)} data-testid="briefing-undo">
        {t('briefing.undo')} <kbd>Ctrl Z</kbd>
      </button>
    </>
  )
}
