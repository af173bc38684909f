import { PAGE_SIZE, type Format } from '../../../shared/briefing/page'
import type { Shape } from '../../panels/briefing/draw/shape'
import { svgFile } from '../../panels/briefing/draw/svg'
import { shell } from '../bridge'
import './print.css'

const SIZE: Readonly<Record<Format, string>> = { wide: '1280px 720px', a4: '210mm 297mm' }

/** The browser's own dialog; not every browser waits for it by itself. */
function printed(): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('afterprint', () => resolve(), { once: true })
    window.print()
  })
}

/**
 * Puts pages where only paper sees them and prints them: one to a sheet of exactly their size, as lines and words. In the
 * shell they are saved as PDF, in a browser its own dialog does that. Resolves when the dialog is closed.
 */
export async function printPages(pages: readonly (readonly Shape[])[], format: Format, title: string): Promise<void> {
  const { width, height } = PAGE_SIZE[format]
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`@page { size: ${SIZE[format]}; margin: 0 }`)
  const root = document.createElement('div')
  root.id = 'briefing-print'
  root.dataset['format'] = format
  const parser = new DOMParser()
  pages.forEach((shapes, i) => {
    const page = document.createElement('div')
    page.append(document.importNode(parser.parseFromString(svgFile(shapes, width, height, `p${i}`), 'image/svg+xml').documentElement, true))
    root.append(page)
  })
  const before = document.title
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  document.body.append(root)
  // A PDF is named after the page's title.
  document.title = title
  try {
    const bridge = shell()
    if (bridge?.savePdf) await bridge.savePdf()
    else await printed()
  } finally {
    document.title = before
    root.remove()
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
  }
}
