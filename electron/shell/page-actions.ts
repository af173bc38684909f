import { app, dialog, shell, type BrowserWindow } from 'electron'
import { err, ok, type Result } from '../../shared/base/result'
import { desktopWords } from '../../shared/ipc/desktop-words'
import type { HubChoice, Settings } from '../../shared/ipc/settings'
import type { ShellActionResult } from '../../shared/ipc/shell-pages'
import type { Screen } from '../../shared/ipc/bridge'
import type { Language } from '../../shared/i18n/catalogue'
import { checkHub, type GetText } from './hub-check'
import { parseUrl } from './policy'
import { reasonText } from './reasons'

/** A hub that a person chose, checked: its settings, and the one-time link that came with it. */
export interface ChosenHub {
  readonly hub: HubChoice
  readonly link: { readonly screen: Screen; readonly url: string } | null
}

/** Looks at what was typed into the first-run page, and whether a hub answers. The error is a sentence. */
export async function checkChoice(hub: HubChoice, typedLink: string | null, language: Language, get: GetText): Promise<Result<ChosenHub, string>> {
  if (hub.kind !== 'external') return ok({ hub, link: null })
  const words = desktopWords(language)
  const origin = parseUrl(hub.url)?.origin
  if (!origin || origin === 'null') return err(words('desktop.first.badUrl'))
  const link = typedLink === null || typedLink.trim() === '' ? null : oneTimeLink(typedLink.trim(), origin)
  if (link === undefined) return err(words('desktop.first.badLink'))
  const verdict = await checkHub(origin, get)
  switch (verdict.kind) {
    case 'ok':
      return ok({ hub: { kind: 'external', url: origin }, link })
    case 'silent':
      return err(words('desktop.first.noHub', { url: origin, reason: reasonText(verdict.reason, words) }))
    case 'foreign':
      return err(words('desktop.first.notHub', { url: origin }))
    case 'protocol':
      return err(`${words('desktop.protocol')} (${verdict.theirs})`)
  }
}

function oneTimeLink(text: string, origin: string): ChosenHub['link'] | undefined {
  const url = parseUrl(text)
  const screen = /^\/(desk|wall)\/$/.exec(url?.pathname ?? '')?.[1]
  if (!url || url.origin !== origin || !/^#k=\S{10,200}$/.test(url.hash)) return undefined
  return screen === 'desk' || screen === 'wall' ? { screen, url: url.href } : undefined
}

export async function pickPack(window: BrowserWindow | null): Promise<ShellActionResult> {
  const options: Electron.OpenDialogOptions = { properties: ['openDirectory'] }
  const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
  return { ok: true, value: canceled ? null : (filePaths[0] ?? null) }
}

export async function openFolder(path: string): Promise<ShellActionResult> {
  const problem = await shell.openPath(path)
  return problem === '' ? { ok: true, value: null } : { ok: false, error: `${path}: ${problem}` }
}

/** Ends the program cleanly and starts it again, with the same arguments. */
export function startAgain(): void {
  app.relaunch()
  app.quit()
}

export function sameHub(a: Settings['hub'], b: Settings['hub']): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
