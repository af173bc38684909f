import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'csv-parse/sync'
import { ALL_DEPARTMENTS, ALL_TOWNS } from '../../../shared/pack/response'
import type { Department, Township } from '../../../shared/pack/schema'
import { unitsOf } from '../../../shared/pack/units'
import { unitsOfDuty } from '../../../shared/domain/response/change'
import { Problems } from './problems'
import { readResponse } from './response'

const folder = fileURLToPath(new URL('../../../resources/packs/cangnan/', import.meta.url))
const read = (file: string) => readFile(folder + file, 'utf8')

async function units() {
  const rows = async (file: string): Promise<{ id: string; name: string }[]> => parse(await read(file), { bom: true, columns: true })
  const townships: Township[] = (await rows('townships.csv')).map(({ id, name }) => ({ id, name, at: { lon: 120.4, lat: 27.3 } }))
  const departments: Department[] = (await rows('departments.csv')).map(({ id, name }) => ({ id, name }))
  return unitsOf({ departments, townships, places: [] })
}

async function problemsOf(edit: (text: string) => string): Promise<unknown[]> {
  const text = await read('response.json')
  const changed = edit(text)
  expect(changed, 'the test must change something').not.toBe(text)
  const problems = new Problems()
  readResponse(changed, await units(), problems)
  return problems.list().map(({ file, row, column, problem }) => [file, row, column, problem.code])
}

const lineWith = async (text: string) => (await read('response.json')).split('\n').findIndex((line) => line.includes(text)) + 1

describe('response.json', () => {
  it('is right in the shipped pack: four levels, something to do for every department and town', async () => {
    const problems = new Problems()
    const all = await units()
    const plan = readResponse(await read('response.json'), all, problems)
    expect(problems.list()).toEqual([])
    expect(plan?.levels.map(({ id, severity }) => [id, severity])).toEqual([['IV', 'blue'], ['III', 'yellow'], ['II', 'orange'], ['I', 'red']])
    expect(plan?.signals.map(({ mean, gust, withinHours, level }) => [mean, gust, withinHours, level])).toEqual([
      [6, 8, 24, 'IV'],
      [8, 10, 24, 'III'],
      [10, 12, 12, 'II'],
      [12, 14, 6, 'I'],
    ])
    const own = new Set(plan?.duties.filter((duty) => !duty.units.includes(ALL_DEPARTMENTS) && !duty.units.includes(ALL_TOWNS)).flatMap((duty) => unitsOfDuty(duty, all)))
    for (const { id, kind } of all) if (kind === 'department') expect(own.has(id), id).toBe(true)
    const towns = new Set(plan?.duties.flatMap((duty) => unitsOfDuty(duty, all)))
    for (const { id, kind } of all) if (kind === 'town') expect(towns.has(id), id).toBe(true)
  })

  it.each([
    ['a unit that is not there', ['department:police"], "text": { "zh": "加强', 'department:polise"], "text": { "zh": "加强'], '"police-patrol"', 'duties[10].units[0]', 'not-permitted'],
    ['a level that is not there', ['"from": "III", "due": 120 },\n    { "id": "police-control"', '"from": "V", "due": 120 },\n    { "id": "police-control"'], '"police-patrol"', 'duties[10].from', 'invalid'],
    ['a signal for no level', ['"withinHours": 6, "level": "I"', '"withinHours": 6, "level": "0"'], '"id": "red"', 'signals[3].level', 'invalid'],
    ['a duty that ends before it begins', ['"from": "IV", "to": "IV"', '"from": "II", "to": "IV"'], '"leader-iv"', 'duties[0].to', 'invalid'],
    ['an id that is there twice', ['"id": "leader-iii"', '"id": "leader-iv"'], '"leader-iii"', 'duties[1].id', 'duplicate'],
    ['a deadline of no time', ['"to": "IV", "due": 60', '"to": "IV", "due": 0'], '"leader-iv"', 'duties[0].due', 'out-of-range'],
    ['a misspelt field', ['"to": "IV", "due": 60', '"to": "IV", "deu": 1, "due": 60'], '"leader-iv"', 'duties[0].deu', 'unknown-column'],
    ['a colour of no level', ['"severity": "blue", "trigger"', '"severity": "green", "trigger"'], '"id": "IV"', 'levels[0].severity', 'not-permitted'],
  ])('with %s is refused, naming line and field', async (_what, [from, to], line, column, code) => {
    expect(await problemsOf((text) => text.replace(from ?? '', to ?? ''))).toEqual([['response.json', await lineWith(line), column, code]])
  })
})
