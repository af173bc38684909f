import { dialog, shell } from 'electron'
import { outsideLink } from './policy'
import type { NativeWords } from './words'

/**
 * Makes what opens links of other programs: telephone and mail after a question that shows them whole, https addresses
 * of the `hosts` that the settings name, nothing else. `refused` hears of the rest.
 */
export function createOutside(
  words: () => NativeWords,
  hosts: () => readonly string[],
  refused: (url: string) => void,
): (url: string) => void {
  /** One question at a time: a page that asks over and over does not cover the desk with dialogs. */
  let asking = false

  async function ask(url: string): Promise<void> {
    if (asking) return refused(url)
    asking = true
    try {
      const text = words()
      const { response } = await dialog.showMessageBox({
        type: 'question',
        message: text('native.linkAsk'),
        detail: url.slice(0, 300),
        buttons: [text('native.cancel'), text('native.linkOpen')],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      if (response === 1) await shell.openExternal(url)
    } finally {
      asking = false
    }
  }

  return (url) => {
    const what = outsideLink(url, hosts())
    if (what === 'no') refused(url)
    else if (what === 'open') shell.openExternal(url).catch(() => refused(url))
    else ask(url).catch(() => refused(url))
  }
}
