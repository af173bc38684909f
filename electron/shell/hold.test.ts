import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { layoutWindowSchema, type LayoutWindow } from '../../shared/ipc/settings'
import { holdInPlace } from './hold'
import type { Placement, Rectangle } from './layout'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const bounds: Rectangle = { x: 1280, y: 0, width: 1280, height: 720 }
function placement(mode: LayoutWindow['mode']): Placement {
  const identity = { label: '', internal: false, width: 1280, height: 720, nth: 1 }
  const display = { id: 2, label: '', internal: false, bounds, workArea: bounds, scaleFactor: 1, rotation: 0, primary: false, identity }
  return { window: layoutWindowSchema.parse({ screen: 'wall', display: identity, mode }), display, bounds, mode, missing: false }
}

/** A window as a manager with frames of `frame` pixels lets it be: it never covers a display unless it is full. */
function framed(frame: number) {
  let at: Rectangle = { x: 100, y: 100, width: 800, height: 600 }
  let [kiosk, full] = [false, false]
  const calls: string[] = []
  const window = Object.assign(new EventEmitter(), {
    isDestroyed: () => false,
    isVisible: () => true,
    showInactive: () => undefined,
    isMaximized: () => false,
    setAutoHideMenuBar: () => undefined,
    setMenuBarVisibility: () => undefined,
    isFullScreen: () => full,
    isKiosk: () => kiosk,
    getBounds: () => (full || kiosk ? bounds : at),
    setBounds: (wanted: Rectangle) => {
      at = { ...wanted, y: wanted.y + frame, height: wanted.height - frame }
    },
    setKiosk: (on: boolean) => {
      kiosk = on
      calls.push(`kiosk ${on}`)
    },
    setFullScreen: (on: boolean) => {
      full = on
      calls.push(`full ${on}`)
    },
  })
  return { hold: holdInPlace(window as unknown as BrowserWindow), calls, state: () => (kiosk ? 'kiosk' : full ? 'full' : 'window') }
}

test.each([0, 24])('a kiosk is left and restored under a manager with frames of %i pixels', (frame) => {
  const { hold, state } = framed(frame)
  for (const [locked, expected] of [[true, 'kiosk'], [false, 'window'], [true, 'kiosk']] as const) {
    hold.put(placement('kiosk'), locked)
    vi.advanceTimersByTime(5_000)
    expect(state()).toBe(expected)
  }
})

test('a window that is where it belongs is left alone, however often it is looked after', () => {
  const { hold, calls } = framed(24)
  for (let i = 0; i < 10; i++) {
    hold.put(placement('fullscreen'), true)
    vi.advanceTimersByTime(3_000)
  }
  expect(calls).toEqual(['full true'])
})
