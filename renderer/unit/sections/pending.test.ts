import { describe, expect, it } from 'vitest'
import { RelocationScene } from '../../../tests/fixtures/relocation'
import type { Said } from '../outbox'
import { withPending } from './pending'

const scene = new RelocationScene()
scene.mark([{ householdId: 'v1-01', status: 'told' }])
const sheet = scene.sheet()
const said = (type: string, data: object, state: Said['state'] = 'waiting', sheetId: string = sheet.id): Said => ({
  commandId: type, type, data: { sheetId, ...data }, unitId: 'village:v1', words: '', at: 1, state, refusal: null,
})
const marks = (householdId: string, status: string, more: object = {}) => ({ marks: [{ householdId, status, observedAt: 5, ...more }] })

describe('a sheet without signal', () => {
  it('shows what was pressed, and that it waits', () => {
    const seen = withPending(sheet, [said('markHouseholds', marks('v1-01', 'moved')), said('markHouseholds', marks('v1-02', 'arrived', { shelterId: 's1', persons: 1 }))])
    expect(seen.sheet.marks).toMatchObject({ 'v1-01': { status: 'moved', persons: 4 }, 'v1-02': { status: 'arrived', persons: 1, shelterId: 's1' } })
    expect([...seen.waiting]).toEqual(['v1-01', 'v1-02'])
  })

  it('takes one step back, also of what is already with the hub', () => {
    const undo = said('unmarkHousehold', { householdId: 'v1-01' })
    expect(withPending(sheet, [undo]).sheet.marks['v1-01']).toBe(undefined)
    expect(withPending(sheet, [said('markHouseholds', marks('v1-01', 'moved')), undo]).sheet.marks['v1-01']?.status).toBe('told')
  })

  it('shows nothing as done that was refused, nor what belongs to another sheet', () => {
    expect(withPending(sheet, [said('markHouseholds', marks('v1-01', 'moved'), 'refused')]).sheet).toBe(sheet)
    expect(withPending(sheet, [said('markHouseholds', marks('v1-01', 'moved'), 'waiting', 'other')]).sheet).toBe(sheet)
  })
})
