import { describe, expect, it } from 'vitest'
import { en, zh } from '../../../shared/i18n/catalogue'
import { ACTION_GROUPS, ACTIONS, actionOf, keyOf, type KeyPress } from './key-table'

const press = (key: string, changes: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...changes })

describe('the keys of the desk', () => {
  it('gives each key to one action only', () => {
    const keys = ACTIONS.flatMap((action) => [...action.keys])
    expect(new Set(keys).size).toBe(keys.length)
  })
  it('names each action once, in a group that the help lists, in both languages', () => {
    expect(new Set(ACTIONS.map(({ id }) => id)).size).toBe(ACTIONS.length)
    for (const { id, group } of ACTIONS) {
      expect(ACTION_GROUPS).toContain(group)
      expect(zh[`desk.action.${id}`]).toBeTruthy()
      expect(en[`desk.action.${id}`]).toBeTruthy()
    }
  })
  it('finds an action by its key, whether Caps Lock is on or not', () => {
    expect(actionOf(press('v'))).toBe('verify')
    expect(actionOf(press('V'))).toBe('verify')
    expect(actionOf(press('?', { shiftKey: true }))).toBe('help')
    expect(actionOf(press('Enter', { shiftKey: true }))).toBe('sendTogether')
    expect(actionOf(press('k', { ctrlKey: true }))).toBe('command')
    expect(actionOf(press('k', { metaKey: true }))).toBe('command')
    expect(actionOf(press('V', { shiftKey: true }))).toBe('castView')
  })
  it('leaves the browser its own keys', () => {
    expect(actionOf(press('c', { ctrlKey: true }))).toBeNull()
    expect(actionOf(press('v', { ctrlKey: true }))).toBeNull()
    expect(actionOf(press('ArrowLeft', { altKey: true }))).toBeNull()
    expect(actionOf(press('X', { shiftKey: true }))).toBeNull()
  })
  it('writes keys as they are printed on the keyboard', () => {
    expect(keyOf('sendTogether')).toBe('⇧Enter')
    expect(keyOf('command')).toBe('Ctrl K')
    expect(keyOf('castView')).toBe('⇧V')
  })
})
