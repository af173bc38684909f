import type { BrowserWindow } from 'electron'
import { windowIn, type Placement, type Rectangle } from './layout'

/** Where a window manager does not obey at once, it is asked again after these times, milliseconds. */
const AGAIN_MS = [80, 150, 300, 600, 1_200, 2_500]
/** So often a window is put to cover its display before it is made full where it is: a manager's frame never lets it cover. */
const PATIENT = 2

/** Chromium makes a window a pixel smaller than its display where no window manager has made it full-screen. */
const covers = (a: Rectangle, b: Rectangle) => a.x === b.x && a.y === b.y && Math.abs(a.width - b.width) <= 1 && Math.abs(a.height - b.height) <= 1

/** Holds one window where its placement says, also against window managers that forget. */
export function holdInPlace(window: BrowserWindow): { put(placement: Placement, locked: boolean): void } {
  let timer: NodeJS.Timeout | undefined
  window.on('closed', () => clearTimeout(timer))

  function attempt(placement: Placement, locked: boolean, index: number): void {
    if (window.isDestroyed() || apply(window, placement, locked, index < PATIENT)) return
    const delay = AGAIN_MS[index]
    if (delay !== undefined) timer = setTimeout(() => attempt(placement, locked, index + 1), delay)
  }
  return {
    put(placement, locked) {
      clearTimeout(timer)
      attempt(placement, locked, 0)
    },
  }
}

/** True if nothing was left to do. `locked` false: officers have left the kiosk; `patient`: it is to cover its display first. */
function apply(window: BrowserWindow, { display, bounds, mode }: Placement, locked: boolean, patient: boolean): boolean {
  if (!display || !bounds) {
    if (isFull(window)) leaveFull(window)
    if (window.isVisible()) window.hide()
    return true
  }
  if (!window.isVisible()) window.showInactive()
  if (mode === 'window' || !locked) {
    if (isFull(window)) {
      leaveFull(window)
      window.setBounds(windowIn(display.workArea))
      return false
    }
    if (isWithin(window.getBounds(), display.bounds)) return true
    if (window.isMaximized()) window.unmaximize()
    window.setBounds(windowIn(display.workArea))
    return false
  }
  const found = window.getBounds()
  const arrived = covers(found, bounds) || (!isFull(window) && !patient && isWithin(found, display.bounds))
  if (!arrived) {
    // A full-screen window does not move to another display; and it is made full only when it has arrived.
    if (isFull(window)) leaveFull(window)
    window.setBounds(bounds)
    return false
  }
  if (isFull(window)) {
    // Some systems answer "kiosk" for every full screen: what was asked for is remembered here.
    if (fullAs.get(window) === mode) return true
    leaveFull(window)
    return false
  }
  fullAs.set(window, mode)
  showsMenu(window, mode !== 'kiosk')
  if (mode === 'kiosk') window.setKiosk(true)
  else window.setFullScreen(true)
  return false
}

const fullAs = new WeakMap<BrowserWindow, Placement['mode']>()

const isFull = (window: BrowserWindow) => window.isFullScreen() || window.isKiosk()

/** Of a locked screen not even the Alt key shows the menu. */
function showsMenu(window: BrowserWindow, on: boolean): void {
  window.setAutoHideMenuBar(on)
  if (!on) window.setMenuBarVisibility(false)
}

function leaveFull(window: BrowserWindow): void {
  if (fullAs.get(window) === 'kiosk') showsMenu(window, true)
  if (window.isKiosk()) window.setKiosk(false)
  if (window.isFullScreen()) window.setFullScreen(false)
}

/** Its middle lies on the display. */
function isWithin(window: Rectangle, display: Rectangle): boolean {
  const [x, y] = [window.x + window.width / 2, window.y + window.height / 2]
  return x >= display.x && x < display.x + display.width && y >= display.y && y < display.y + display.height
}
