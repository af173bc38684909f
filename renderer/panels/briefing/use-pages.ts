import { useEffect, useMemo } from 'react'
import type { Format, Page } from '../../../shared/briefing/page'
import { pagesOf } from '../../../shared/briefing/pages'
import type { Words } from '../../../shared/briefing/words'
import type { Edition } from '../../../shared/domain/briefing/state'
import type { WholeBriefing } from '../../state/briefings'
import { useT } from '../../ui/i18n'
import { useCode, type CodeModules } from './code'
import { pageShapes, type PageFrame } from './draw/page'
import type { PaletteName } from './draw/palette'
import type { Shape } from './draw/shape'
import { loadPageLand, usePageLand } from './land'

export interface DrawnPage {
  readonly page: Page
  readonly shapes: readonly Shape[]
}

/** What all pages of a briefing are drawn with; null while there is none. */
export function useFrame(whole: WholeBriefing | null): Pick<PageFrame, 'content' | 'number' | 'words' | 'land' | 'code'> | null {
  const { t, language } = useT()
  const land = usePageLand((state) => state.land)
  const code: CodeModules | null = useCode(whole?.link ?? null)
  useEffect(loadPageLand, [])
  return useMemo(() => {
    if (!whole) return null
    const words: Words = { t, language, zone: whole.content.zone }
    return { content: whole.content, number: whole.number, words, land, code }
  }, [whole, t, language, land, code])
}

/** All pages in a format; each is drawn when it is first looked at. */
export function drawPages(frame: Pick<PageFrame, 'content' | 'number' | 'words' | 'land' | 'code'>, edition: Edition, format: Format, palette: PaletteName): DrawnPage[] {
  const pages = pagesOf(frame.content, edition, format, frame.words)
  return pages.map((page, index) => {
    let drawn: readonly Shape[] | null = null
    return {
      page,
      get shapes() {
        return (drawn ??= pageShapes(page, index, pages.length, { ...frame, format, palette }))
      },
    }
  })
}
