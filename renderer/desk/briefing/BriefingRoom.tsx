import { useEffect, useMemo, useRef } from 'react'
import { newest } from '../../../shared/domain/briefing/state'
import { PageSvg } from '../../panels/briefing/PageSvg'
import { drawPages, useFrame } from '../../panels/briefing/use-pages'
import { readBriefing, useLoadedBriefing } from '../../state/briefings'
import { useWorld } from '../../state/world'
import { useT } from '../../ui/i18n'
import { EmptyState, ErrorState, Kbd, LoadingState } from '../../ui/States'
import { FateLine } from '../parts'
import { keyOf } from '../state/key-table'
import { BriefingList } from './BriefingList'
import { Differences } from './Differences'
import { Editor } from './Editor'
import { Exports } from './Exports'
import { PageList } from './PageList'
import { Presenter } from './Presenter'
import { Publish } from './Publish'
import css from './room.module.css'
import { closeRoom, freezeAndOpen, listOf, ROOM, turnTo, undoEdit, useRoom, wallOf } from './store'

/** The room of the briefing, over the whole desk: which, its pages, the page, its words and notes. Escape closes it. */
export function BriefingRoom() {
  const { t, language } = useT()
  const { id, page: index, format, freezing, failed } = useRoom()
  const presented = useWorld(({ walls }) => wallOf(walls.values(), id) !== null)
  const briefings = useWorld((world) => world.briefings)
  const list = useMemo(() => listOf(briefings.values()), [briefings])
  const briefing = (id === null ? undefined : briefings.get(id as never)) ?? null
  const loaded = useLoadedBriefing(id)
  const whole = loaded?.state === 'here' ? loaded.value : null
  const frame = useFrame(whole)
  // The hub's newest words, as the world has them: what was just changed is seen before it is read again.
  const edition = briefing ? newest(briefing).edition : (whole?.edition ?? null)
  const palette = format === 'a4' ? 'paper' : 'hall'
  const pages = useMemo(() => (frame && edition ? drawPages(frame, edition, format, palette) : []), [frame, edition, format, palette])
  const at = Math.min(index, Math.max(0, pages.length - 1))
  const shown = pages[at]
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => root.current?.focus(), [])

  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return
    const { target } = event
    const typing = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    const pressing = target instanceof HTMLButtonElement
    if (event.key === 'Escape') {
      if (typing) target.blur()
      else closeRoom()
    } else if (typing) return
    else if (['PageDown', 'ArrowRight', 'ArrowDown'].includes(event.key) || (event.key === ' ' && !pressing)) turnTo(briefing, at + 1, pages.length)
    else if (['PageUp', 'ArrowLeft', 'ArrowUp'].includes(event.key)) turnTo(briefing, at - 1, pages.length)
    else if (event.key === 'Home') turnTo(briefing, 0, pages.length)
    else if (event.key === 'End') turnTo(briefing, pages.length - 1, pages.length)
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && briefing) void undoEdit(briefing)
    else return
    event.preventDefault()
  }

  // On the window: a button that is switched off while it works loses the focus, and the keys must not go with it.
  const latest = useRef<(event: KeyboardEvent) => void>(() => undefined)
  useEffect(() => {
    latest.current = onKey
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])

  return (
    <div ref={root} className={css['room']} role="dialog" aria-modal="true" aria-label={t('briefing.title')} tabIndex={-1} data-testid="briefing-room">
      <header className={css['head']}>
        <h1>{t('briefing.title')}</h1>
        {briefing && <strong className="num">{briefing.number}</strong>}
        {briefing?.drill && <strong className={css['drill']}>{t('drill.mark')}</strong>}
        {briefing && <Publish key={briefing.id} briefing={briefing} />}
        <span className={css['space']} />
        <button type="button" onClick={() => void freezeAndOpen(language)} disabled={freezing} data-testid="briefing-freeze">
          {t('briefing.freeze')}
        </button>
        <button type="button" onClick={closeRoom}>
          {t('action.close')} <Kbd>Esc</Kbd>
        </button>
      </header>
      <FateLine place={ROOM} />
      <div className={css['columns']}>
        <nav className={css['left']} aria-label={t('briefing.pages')}>
          <BriefingList list={list} chosen={id} />
          {briefing && edition && <PageList briefing={briefing} edition={edition} pages={pages} at={at} />}
        </nav>
        <section className={css['middle']} aria-label={t('briefing.preview')}>
          {freezing && <LoadingState title={t('briefing.freezing')} />}
          {failed && <ErrorState error={failed} onRetry={() => void freezeAndOpen(language)} />}
          {!freezing && id === null && !failed && <EmptyState title={t('briefing.empty')}>{t('briefing.emptyHint', { key: keyOf('briefing') })}</EmptyState>}
          {id !== null && loaded?.state === 'loading' && <LoadingState title={t('briefing.reading')} />}
          {id !== null && loaded?.state === 'failed' && <ErrorState error={loaded.rejection} onRetry={() => void readBriefing(id)} />}
          {shown && (
            <>
              <div className={css['paper']} data-format={format}>
                <PageSvg shapes={shown.shapes} format={format} label={`${shown.page.title} ${at + 1}/${pages.length}`} className={css['page']} />
              </div>
              <div className={css['turn']}>
                <button type="button" onClick={() => turnTo(briefing, at - 1, pages.length)} disabled={at === 0}>
                  {t('briefing.previous')} <Kbd>←</Kbd>
                </button>
                <span className="num" data-testid="briefing-position">
                  {at + 1} / {pages.length}
                </span>
                <button type="button" onClick={() => turnTo(briefing, at + 1, pages.length)} disabled={at >= pages.length - 1} data-testid="briefing-next">
                  {t('briefing.next')} <Kbd>→</Kbd>
                </button>
                <span className={css['space']} />
                {(['wide', 'a4'] as const).map((one) => (
                  <button key={one} type="button" aria-pressed={format === one} disabled={presented && one === 'a4'} onClick={() => useRoom.setState({ format: one, page: 0 })}>
                    {t(`briefing.format.${one}`)}
                  </button>
                ))}
              </div>
            </>
          )}
        </section>
        <aside className={css['right']}>
          {briefing && shown && edition && <Presenter briefing={briefing} section={shown.page.section} edition={edition} />}
          {briefing && shown && <Editor key={`${briefing.id} ${shown.page.section}`} briefing={briefing} section={shown.page.section} />}
          {frame && edition && whole && <Exports frame={frame} edition={edition} current={shown?.page ?? null} />}
          {whole && <Differences key={whole.id} id={whole.id} />}
        </aside>
      </div>
    </div>
  )
}

