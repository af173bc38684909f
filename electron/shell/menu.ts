import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'
import type { Language } from '../../shared/i18n/catalogue'
import type { Screen } from '../../shared/ipc/bridge'
import { shellText } from './shell-text'
import { nativeWords } from './words'

export interface MenuActions {
  open(screen: Screen): void
  /** Of the window that has the focus. */
  print(window: BrowserWindow): void
  savePdf(window: BrowserWindow): void
  openFile(): void
  checkUpdates(): void
  /** More entries of the menu of screens: displays, layouts, settings. */
  readonly screens?: readonly MenuItemConstructorOptions[]
}

/** Sets the application's menu, which is also where its shortcuts live. Called again when the language changes. */
export function setMenu(language: Language, actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(language, actions)))
}

/** The shortcuts keep clear of the desk's own keys, which are single letters, Enter, arrows and Ctrl+K. */
export function menuTemplate(language: Language, actions: MenuActions): MenuItemConstructorOptions[] {
  const text = shellText(language)
  const native = nativeWords(language)
  const here = (act: (window: BrowserWindow) => void) => () => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    if (window) act(window)
  }
  return [
    {
      label: native('native.file'),
      submenu: [
        { id: 'open-file', label: native('native.openFile'), accelerator: 'CmdOrCtrl+O', click: () => actions.openFile() },
        { type: 'separator' },
        { id: 'print', label: native('native.print'), accelerator: 'CmdOrCtrl+P', click: here(actions.print) },
        { id: 'pdf', label: native('native.pdf'), accelerator: 'CmdOrCtrl+Shift+P', click: here(actions.savePdf) },
        { type: 'separator' },
        { label: native('native.close'), role: 'close' },
        { label: text('shell.quit'), role: 'quit' },
      ],
    },
    {
      label: text('shell.screens'),
      submenu: [
        { id: 'open-desk', label: text('shell.openDesk'), accelerator: 'CmdOrCtrl+1', click: () => actions.open('desk') },
        { id: 'open-wall', label: text('shell.openWall'), accelerator: 'CmdOrCtrl+2', click: () => actions.open('wall') },
        ...(actions.screens ? [{ type: 'separator' as const }, ...actions.screens] : []),
      ],
    },
    {
      label: text('shell.edit'),
      submenu: [
        { label: text('shell.undo'), role: 'undo' },
        { label: text('shell.redo'), role: 'redo' },
        { type: 'separator' },
        { label: text('shell.cut'), role: 'cut' },
        { label: text('shell.copy'), role: 'copy' },
        { label: text('shell.paste'), role: 'paste' },
        { label: text('shell.selectAll'), role: 'selectAll' },
      ],
    },
    {
      label: text('shell.view'),
      submenu: [
        { label: text('shell.fullScreen'), role: 'togglefullscreen' },
        { label: text('shell.zoomIn'), role: 'zoomIn' },
        { label: text('shell.zoomOut'), role: 'zoomOut' },
        { label: text('shell.zoomReset'), role: 'resetZoom' },
        { type: 'separator' },
        { label: text('shell.reload'), role: 'reload' },
        { label: text('shell.devTools'), role: 'toggleDevTools' },
      ],
    },
    {
      label: native('native.help'),
      role: 'help',
      submenu: [
        { id: 'updates', label: native('native.checkUpdates'), click: () => actions.checkUpdates() },
        { label: native('native.about', { version: app.getVersion() }), role: 'about' },
      ],
    },
  ]
}
