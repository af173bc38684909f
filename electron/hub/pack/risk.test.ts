import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Pack } from '../../../shared/pack/schema'
import { unitsOf } from '../../../shared/pack/units'
import { contains } from '../../../shared/risk/area'
import { loadPack } from './load'
import { Problems } from './problems'
import { readRisk, type RiskReferences } from './risk'

const folder = fileURLToPath(new URL('../../../resources/packs/cangnan/', import.meta.url))
let pack: Pack
let rules = ''
let areas = ''
let references: RiskReferences

beforeAll(async () => {
  const loaded = await loadPack(folder)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
  pack = loaded.value
  rules = await readFile(`${folder}risk.json`, 'utf8')
  areas = await readFile(`${folder}risk-areas.geojson`, 'utf8')
  references = {
    manifest: pack.manifest,
    pointSets: pack.pointSets,
    incidentKinds: pack.kinds.map(({ code }) => code),
    townships: new Set(pack.townships.map(({ name }) => name)),
    units: unitsOf(pack).map(({ id }) => id),
    levels: ['IV', 'III', 'II', 'I'],
  }
})

/** What is said of the shipped files after one change: file, field, code, what was found. */
function problemsOf(change: { rules?: (text: string) => string; areas?: (text: string) => string }): unknown[] {
  const files = { rules: change.rules?.(rules) ?? rules, areas: change.areas?.(areas) ?? areas }
  expect(files, 'the test must change something').not.toEqual({ rules, areas })
  const problems = new Problems()
  expect(readRisk(files, references, problems)).toBeNull()
  return problems.list().map(({ file, row, column, problem }) => {
    expect(row, 'a line').toBeGreaterThan(0)
    return [file, column, problem.code, 'found' in problem ? problem.found : '']
  })
}

describe('risk areas of the shipped pack', () => {
  it('are of six kinds, each watched from a level that there is, most with cameras', () => {
    const plan = pack.risk
    expect(new Set(plan?.areas.map(({ kind }) => kind)).size).toBe(6)
    expect(readRisk({ rules, areas }, references, new Problems())).toEqual(plan)
    expect(plan?.areas.filter(({ cameras }) => cameras.length > 0).length).toBeGreaterThan(20)
    for (const { at, polygons, name } of plan?.areas ?? []) expect(contains(polygons, at.lon, at.lat), name.zh).toBe(true)
  })

  it('are refused with file, line and field', () => {
    const first = 'features[0].properties'
    const change = (from: string | RegExp, to: string) => ({ areas: (text: string) => text.replace(from, to) })
    expect(problemsOf(change('"kind": "reservoir"', '"kind": "lake"'))).toEqual([['risk-areas.geojson', `${first}.kind`, 'not-permitted', 'lake']])
    expect(problemsOf(change('"township": "马站镇"', '"township": "马站"'))).toEqual([['risk-areas.geojson', `${first}.township`, 'unknown-reference', '马站']])
    expect(problemsOf(change('"unit": "town:mazhan"', '"unit": "town:nowhere"'))).toEqual([['risk-areas.geojson', `${first}.unit`, 'unknown-reference', 'town:nowhere']])
    expect(problemsOf(change(/"cameras": \["cam-\d+"/, '"cameras": ["cam-999"'))).toEqual([['risk-areas.geojson', `${first}.cameras[0]`, 'unknown-reference', 'cam-999']])
    expect(problemsOf(change('"approximate": true', '"watchedFrom": "V"'))).toEqual([['risk-areas.geojson', `${first}.watchedFrom`, 'not-permitted', 'V']])
    expect(problemsOf(change('"approximate": true', '"approx": true'))).toEqual([['risk-areas.geojson', `${first}.approx`, 'unknown-column', '']])
    expect(problemsOf(change('risk-qiaodun-reservoir', 'risk-guanmei-reservoir'))).toEqual([['risk-areas.geojson', 'features[1].properties.id', 'duplicate', 'risk-guanmei-reservoir']])
  })

  it('tell swapped coordinates, corners outside the county, open rings and a camera of two areas', () => {
    const geometry = 'features[0].geometry.coordinates[0]'
    const swap = { areas: (text: string) => text.replace(/\[(120\.\d+), (27\.\d+)\]/, '[$2, $1]') }
    expect(problemsOf(swap)).toEqual([['risk-areas.geojson', `${geometry}[0]`, 'swapped-coordinates', '']])
    expect(problemsOf({ areas: (text) => text.replace(/\[\[\[120\.\d+/, '[[[122.5') })[0]).toEqual(['risk-areas.geojson', geometry, 'invalid', ''])
    const corner = (text: string) => text.replace(/(\[\[\[120\.\d+, 27\.\d+\], \[)120\.\d+/, '$1122.5')
    expect(problemsOf({ areas: corner })).toEqual([['risk-areas.geojson', `${geometry}[1]`, 'outside-bounds', '']])
    const cameras = [...areas.matchAll(/cam-\d+/g)].map(([id]) => id)
    const borrowed = (text: string) => text.replace(cameras.at(-1) ?? '', cameras[0] ?? '')
    expect(problemsOf({ areas: borrowed })[0]).toEqual(expect.arrayContaining(['duplicate', cameras[0]]))
  })

  it('have rules that name what exists, and steps that rise', () => {
    const change = (from: string, to: string) => ({ rules: (text: string) => text.replace(from, to) })
    expect(problemsOf(change('"watchedFrom": "III"', '"watchedFrom": "V"'))).toEqual([['risk.json', 'kinds[0].watchedFrom', 'not-permitted', 'V']])
    expect(problemsOf(change('"incident": "drowning"', '"incident": "lost-dog"'))).toEqual([['risk.json', 'kinds[0].incident', 'not-permitted', 'lost-dog']])
    expect(problemsOf(change('"heats": ["people"]', '"heats": ["crowd"]'))).toEqual([['risk.json', 'heats[0]', 'not-permitted', 'crowd']])
    expect(problemsOf(change('"cameras": ["cameras"]', '"cameras": ["sensors"]'))[0]).toEqual(['risk.json', 'cameras[0]', 'not-permitted', 'sensors'])
    expect(problemsOf(change('{ "people": 10, "severity": "orange" }', '{ "people": 1, "severity": "blue" }')).map((row) => (row as unknown[])[1])).toEqual([
      'kinds[0].camera[1].people',
      'kinds[0].camera[1].severity',
    ])
    expect(problemsOf(change('"quietMinutes": 10', '"quietMinuts": 10')).map((row) => (row as unknown[])[2])).toContain('unknown-column')
    expect(problemsOf(change('"kind": "slope"', '"kind": "coast"'))[0]).toEqual(['risk.json', 'kinds[1].kind', 'duplicate', 'coast'])
  })
})
