import { useState } from 'react'
import type { Format, Page } from '../../../shared/briefing/page'
import type { Edition } from '../../../shared/domain/briefing/state'
import type { PageFrame } from '../../panels/briefing/draw/page'
import { drawPages } from '../../panels/briefing/use-pages'
import { useT } from '../../ui/i18n'
import { saveFile, fileName } from './files'
import { pagePicture } from './picture'
import { printPages } from './print'
import css from './room.module.css'
import { useRoom } from './store'

export interface ExportsProps {
  readonly frame: Pick<PageFrame, 'content' | 'number' | 'words' | 'land' | 'code'>
  readonly edition: Edition
  readonly current: Page | null
}

/** What leaves the room: PDF upright and wide, the page as a picture, and slides that can be edited. */
export function Exports({ frame, edition, current }: ExportsProps) {
  const { t } = useT()
  const format = useRoom((state) => state.format)
  const [busy, setBusy] = useState<string | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const doing = (what: string, work: () => Promise<unknown>) => () => {
    setBusy(what)
    setFailed(null)
    work()
      .catch((error: unknown) => setFailed(error instanceof Error ? error.message : String(error)))
      .finally(() => setBusy(null))
  }
  const name = (extension: string) => fileName(edition.title, frame.number, extension)
  const print = (as: Format) => doing(`pdf-${as}`, () => printPages(drawPages(frame, edition, as, 'paper').map(({ shapes }) => shapes), as, name('').replace(/\.$/, '')))
  const picture = doing('png', async () => {
    const drawn = drawPages(frame, edition, format, format === 'a4' ? 'paper' : 'hall').find(({ page }) => page.id === current?.id)
    if (drawn) saveFile(await pagePicture(drawn.shapes, format), name(`${drawn.page.id}.png`))
  })
  const slides = doing('pptx', async () => {
    const { slidesOf } = await import('./pptx')
    saveFile(await slidesOf(frame, edition), name('pptx'))
  })
  return (
    <section className={css['box']} aria-label={t('briefing.export')}>
      <h2>{t('briefing.export')}</h2>
      <div className={css['exports']}>
        <button type="button" disabled={busy !== null} onClick={print('a4')} data-testid="briefing-pdf-a4">
          {t('briefing.export.pdfA4')}
        </button>
        <button type="button" disabled={busy !== null} onClick={print('wide')} data-testid="briefing-pdf-wide">
          {t('briefing.export.pdfWide')}
        </button>
        <button type="button" disabled={busy !== null || !current} onClick={picture} data-testid="briefing-png">
          {t('briefing.export.png')}
        </button>
        <button type="button" disabled={busy !== null} onClick={slides} data-testid="briefing-pptx">
          {t('briefing.export.pptx')}
        </button>
      </div>
      {busy && <p role="status">{t('briefing.export.busy')}</p>}
      {failed !== null && <p role="alert">{t('briefing.export.failed', { reason: failed })}</p>}
    </section>
  )
}
