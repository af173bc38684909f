import { expect, test } from 'vitest'
import { isOfficersChord, leavesKiosk } from './kiosk'

const pressed = (text: string) => {
  const keys = text.split('+')
  return { code: keys.at(-1) ?? '', control: keys.includes('Ctrl'), meta: keys.includes('Cmd'), alt: keys.includes('Alt'), shift: keys.includes('Shift') }
}

test.each(['Ctrl+KeyW', 'Cmd+KeyW', 'Ctrl+KeyQ', 'Ctrl+Shift+KeyQ', 'Cmd+KeyQ', 'Alt+F4', 'Ctrl+F4', 'F11', 'Ctrl+KeyM', 'Cmd+KeyH', 'Ctrl+Shift+KeyI', 'Cmd+Alt+KeyI', 'F12'])('%s would lead out of a locked screen', (keys) => {
  expect(leavesKiosk(pressed(keys))).toBe(true)
})

test.each(['Enter', 'Escape', 'KeyW', 'F4', 'KeyI', 'Ctrl+KeyI', 'Ctrl+KeyK', 'Ctrl+KeyP', 'Ctrl+Digit1', 'Ctrl+Enter', 'Ctrl+Alt+Shift+KeyK'])('%s is the page’s or harmless', (keys) => {
  expect(leavesKiosk(pressed(keys))).toBe(false)
})

test('the officers’ chord needs all of its keys', () => {
  expect(['Ctrl+Alt+Shift+KeyK', 'Ctrl+Shift+KeyK', 'Alt+Shift+KeyK', 'Ctrl+Alt+KeyK'].map((keys) => isOfficersChord(pressed(keys)))).toEqual([true, false, false, false])
})
