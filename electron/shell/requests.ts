import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { Language } from '../../shared/i18n/catalogue'
import { isScreen, type ShellRequests } from '../../shared/ipc/bridge'
import { originOf } from './policy'
import type { ScreenWindow, ScreenWindows } from './windows'

export interface ScreenAnswers {
  /** Where screens are; null: there is no hub. */
  origin(): string | null
  setLanguage(language: Language): void
  keepKey(key: string | null, sender: ScreenWindow): void
  /** Settles when the file is written, or the person did not want it. */
  savePdf(sender: ScreenWindow): Promise<void>
  /** A request was refused: for the log. */
  refused(channel: string, reason: string): void
}

/** Answers what screens ask of the shell. A sender that is not a screen of ours, or a wrong argument, is refused. */
export function answerScreens(windows: ScreenWindows, { origin, setLanguage, keepKey, savePdf, refused }: ScreenAnswers): void {
  function handle<Channel extends keyof ShellRequests>(
    channel: Channel,
    accepts: (argument: unknown) => argument is ShellRequests[Channel],
    act: (argument: ShellRequests[Channel], sender: ScreenWindow) => void | Promise<void>,
  ): void {
    ipcMain.handle(channel, (event, argument: unknown) => {
      const sender = senderOf(event)
      const refusal = (reason: string) => {
        refused(channel, reason)
        return new Error(`${channel}: ${reason}`)
      }
      if (!sender) throw refusal('not a screen of this application')
      if (!accepts(argument)) throw refusal('wrong argument')
      return act(argument, sender)
    })
  }

  function senderOf(event: IpcMainInvokeEvent): ScreenWindow | null {
    const frame = event.senderFrame
    const hub = origin()
    if (!frame || frame !== event.sender.mainFrame || hub === null || originOf(frame.url) !== originOf(hub)) return null
    return windows.of(event.sender)
  }

  handle('shell:open', isScreen, (screen) => {
    windows.open(screen)
  })
  handle('shell:full-screen', isBoolean, (on, sender) => sender.window.setFullScreen(on))
  handle('shell:language', isLanguage, setLanguage)
  handle('shell:beat', isNull, (_argument, sender) => sender.keeper.beat())
  handle('shell:key', isKey, keepKey)
  handle('shell:pdf', isNull, (_argument, sender) => savePdf(sender))
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
const isNull = (value: unknown): value is null => value === null
const isLanguage = (value: unknown): value is Language => value === 'zh' || value === 'en'
const isKey = (value: unknown): value is string | null => value === null || (typeof value === 'string' && /^[\x21-\x7e]{16,200}$/.test(value))
