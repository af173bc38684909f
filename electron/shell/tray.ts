import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron'
import type { Language } from '../../shared/i18n/catalogue'
import type { Screen } from '../../shared/ipc/bridge'
import lostIcon from './icons/tray-lost.png?inline'
import icon from './icons/tray.png?inline'
import { shellText } from './shell-text'
import { nativeWords, type NativeText } from './words'

/** What the tray says of the hub. */
export type HubState = 'starting' | 'connected' | 'lost' | 'restarting'

const WORDS: Readonly<Record<HubState, NativeText>> = {
  starting: 'native.trayStarting',
  connected: 'native.trayConnected',
  lost: 'native.trayLost',
  restarting: 'native.trayRestarting',
}

export interface TrayActions {
  open(screen: Screen): void
  quit(): void
}

export interface TrayView {
  readonly tooltip: string
  /** The crossed-out picture: shape, not colour, says that the hub is not there. */
  readonly lost: boolean
  readonly menu: MenuItemConstructorOptions[]
}

/** What the tray shows in a state. */
export function trayView(state: HubState, language: Language, actions: TrayActions): TrayView {
  const text = shellText(language)
  const tooltip = nativeWords(language)(WORDS[state])
  return {
    tooltip,
    lost: state !== 'connected',
    menu: [
      { id: 'state', label: tooltip, enabled: false },
      { type: 'separator' },
      { id: 'desk', label: text('shell.openDesk'), click: () => actions.open('desk') },
      { id: 'wall', label: text('shell.openWall'), click: () => actions.open('wall') },
      { type: 'separator' },
      { id: 'quit', label: text('shell.quit'), click: () => actions.quit() },
    ],
  }
}

/** Puts the program into the system's tray. Returns what changes it; a desktop without a tray has none, and that is no error. */
export function startTray(actions: TrayActions): (state: HubState, language: Language) => void {
  let tray: Tray | null = null
  let shown = ''
  return (state, language) => {
    if (shown === `${state} ${language}`) return
    shown = `${state} ${language}`
    const view = trayView(state, language, actions)
    try {
      const image = nativeImage.createFromDataURL(view.lost ? lostIcon : icon)
      if (tray) tray.setImage(image)
      else {
        tray = new Tray(image)
        tray.on('click', () => actions.open('desk'))
      }
      tray.setToolTip(view.tooltip)
      tray.setContextMenu(Menu.buildFromTemplate(view.menu))
    } catch {
      tray = null
    }
  }
}
