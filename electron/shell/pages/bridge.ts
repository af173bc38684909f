import { desktopWords, type DesktopWords } from '../../../shared/ipc/desktop-words'
import type { ShellPageBridge, ShellPageState } from '../../../shared/ipc/shell-pages'

declare global {
  interface Window {
    dinghaiShell?: ShellPageBridge
  }
}

type StateOf<Page extends ShellPageState['page']> = Extract<ShellPageState, { page: Page }>

/** Draws a page now and whenever its state changes. */
export async function startPage<Page extends ShellPageState['page']>(
  page: Page,
  draw: (state: StateOf<Page>, words: DesktopWords, shell: ShellPageBridge) => HTMLElement[],
): Promise<void> {
  const shell = window.dinghaiShell
  if (!shell) return
  const show = (state: ShellPageState) => {
    if (state.page !== page) return
    const words = desktopWords(state.language)
    document.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en'
    document.body.replaceChildren(...draw(state as StateOf<Page>, words, shell))
  }
  shell.onState(show)
  show(await shell.state())
}
