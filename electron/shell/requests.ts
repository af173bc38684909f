import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { Language } from '../../shared/i18n/catalogue'
import { isScreen, type Screen, type ShellRequests } from '../../shared/ipc/bridge'
import { parseUrl } from './policy'
import type { ScreenWindows } from './windows'

/** Answers what screens ask of the shell. A sender that is not a screen of ours, or a wrong argument, is refused. */
export function answerScreens(windows: ScreenWindows, origin: string, setLanguage: (language: Language) => void): void {
  function handle<Channel extends keyof ShellRequests>(
    channel: Channel,
    accepts: (argument: unknown) => argument is ShellRequests[Channel],
    act: (argument: ShellRequests[Channel], sender: Screen) => void,
  ): void {
    ipcMain.handle(channel, (event, argument: unknown) => {
      const sender = senderOf(event)
      if (!sender) throw new Error(`${channel}: not a screen of this application`)
      if (!accepts(argument)) throw new Error(`${channel}: wrong argument`)
      act(argument, sender)
    })
  }

  function senderOf(event: IpcMainInvokeEvent): Screen | null {
    const frame = event.senderFrame
    if (!frame || frame !== event.sender.mainFrame || parseUrl(frame.url)?.origin !== origin) return null
    return windows.screenOf(event.sender)
  }

  handle('shell:open', isScreen, (screen) => {
    windows.open(screen)
  })
  handle('shell:full-screen', isBoolean, (on, sender) => windows.windowOf(sender)?.setFullScreen(on))
  handle('shell:language', isLanguage, setLanguage)
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
const isLanguage = (value: unknown): value is Language => value === 'zh' || value === 'en'
