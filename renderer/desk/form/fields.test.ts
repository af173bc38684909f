import { describe, expect, it } from 'vitest'
import { callSchema } from '../../../shared/domain/incident/commands'
import { T0 } from '../../../tests/fixtures/domain'
import { commandOf, EMPTY_DRAFT, isEmptyDraft, type Draft } from './fields'

const make = (changes: Partial<Draft>) => commandOf({ ...EMPTY_DRAFT, ...changes }, '演示甲', 'abc', '指挥席', T0)

describe('a new incident', () => {
  it('names everything that is missing at once', () => {
    expect(make({ people: 'drei' })).toEqual({
      problems: [
        { field: 'kind', problem: 'missing' },
        { field: 'position', problem: 'missing' },
        { field: 'people', problem: 'number' },
      ],
    })
  })
  it('becomes a call that the hub accepts', () => {
    const made = make({ kind: 'flood', coordinates: '120.452, 27.283', datum: 'gcj02', callerPhone: ' 138 ', people: '3' })
    if (!('command' in made)) throw new Error('refused')
    expect(callSchema.safeParse(made.command).success).toBe(true)
    expect(made.command).toMatchObject({ original: { lon: 120.452, datum: 'gcj02' }, caller: { name: '', phone: '138' }, people: 3 })
    expect(made.command.at.lon).not.toBe(120.452)
    expect(made.command).not.toHaveProperty('severity')
  })
  it('takes the place that was found, unless coordinates were typed', () => {
    const at = { lon: 120.5, lat: 27.5 }
    const found = make({ kind: 'flood', at })
    const typed = make({ kind: 'flood', at, coordinates: '121 28' })
    expect('command' in found && found.command.at).toEqual(at)
    expect('command' in typed && typed.command.at).toEqual({ lon: 121, lat: 28 })
  })
  it('says what is wrong with typed coordinates even if a place was found before', () => {
    expect(make({ kind: 'flood', at: { lon: 120, lat: 27 }, coordinates: '120' })).toEqual({ problems: [{ field: 'position', problem: 'two-numbers' }] })
  })
  it('knows an untouched form', () => {
    expect(isEmptyDraft(EMPTY_DRAFT)).toBe(true)
    expect(isEmptyDraft({ ...EMPTY_DRAFT, datum: 'bd09' })).toBe(true)
    expect(isEmptyDraft({ ...EMPTY_DRAFT, place: '马站' })).toBe(false)
  })
})
