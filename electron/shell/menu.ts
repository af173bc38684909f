import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { Language } from '../../shared/i18n/catalogue'
import type { Screen } from '../../shared/ipc/bridge'
import { shellText } from './trouble-page'

/** Sets the application's menu, which is also where its shortcuts live. Called again when the language changes. */
export function setMenu(language: Language, open: (screen: Screen) => void): void {
  const text = shellText(language)
  const template: MenuItemConstructorOptions[] = [
    {
      label: text('shell.screens'),
      submenu: [
        { label: text('shell.openDesk'), accelerator: 'CmdOrCtrl+1', click: () => open('desk') },
        { label: text('shell.openWall'), accelerator: 'CmdOrCtrl+2', click: () => open('wall') },
        { type: 'separator' },
        { label: text('shell.quit'), role: 'quit' },
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
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
