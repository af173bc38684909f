import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { PackSea } from '../../../shared/pack/sea'
import { Problems } from './problems'
import { readSea, type SeaTexts } from './sea'

const folder = fileURLToPath(new URL('../../../resources/packs/cangnan/', import.meta.url))
const ring = '[[121,27],[121.2,27],[121.2,27.2],[121,27]]'
const grid = (id: string, extra = '', rings = ring) =>
  `{"type":"Feature","properties":{"id":"${id}","name":"网格","kind":"static"${extra}},"geometry":{"type":"Polygon","coordinates":[${rings}]}}`
const GOOD: SeaTexts = {
  settings: readFileSync(`${folder}sea.json`, 'utf8'),
  grids: `{"type":"FeatureCollection","features":[\n${grid('a')}\n]}`,
  formations: 'id,name,leader,port\nf1,一组,412900001,quay\n',
  vessels: 'mmsi,name,formation,owner,phone,crew\n412900001,甲,f1,演示甲,13800000001,6\n412900002,乙,,演示乙,13800000002,\n',
}

function read(changes: Partial<SeaTexts> = {}): { readonly sea: PackSea | null; readonly wrong: string[] } {
  const problems = new Problems()
  const sea = readSea({ ...GOOD, ...changes }, { bounds: [120, 26, 122, 28], ports: new Set(['quay']), kinds: ['vessel-distress'] }, problems)
  return { sea, wrong: problems.list().map(({ file, row, column, problem }) => `${file} ${row} ${column} ${problem.code}`) }
}

describe('the sea of a pack', () => {
  it('is read whole', () => {
    const { sea, wrong } = read()
    expect(wrong).toEqual([])
    expect(sea?.formations).toEqual([{ id: 'f1', name: '一组', leader: '412900001', port: 'quay', members: ['412900001'] }])
    expect(sea?.vessels[1]).toEqual({ mmsi: '412900002', name: '乙', formation: null, owner: '演示乙', phone: '13800000002', crew: null })
    expect(sea?.grids[0]).toMatchObject({ id: 'a', kind: 'static', silenceMinutes: null })
  })

  it.each<[string, Partial<SeaTexts>, string]>([
    ['an MMSI that is none', { vessels: GOOD.vessels.replace('412900002', '4129') }, 'vessels.csv 3 mmsi invalid'],
    ['the same vessel twice', { vessels: GOOD.vessels.replace('412900002', '412900001') }, 'vessels.csv 3 mmsi duplicate'],
    ['a formation that is not there', { vessels: GOOD.vessels.replace('乙,,', '乙,f9,') }, 'vessels.csv 3 formation unknown-reference'],
    ['a port that is not there', { formations: GOOD.formations.replace('quay', 'nowhere') }, 'formations.csv 2 port unknown-reference'],
    ['a leader that is not registered', { formations: GOOD.formations.replace('412900001', '412999999') }, 'formations.csv 2 leader unknown-reference'],
    ['a leader that sails elsewhere', { formations: GOOD.formations.replace('412900001', '412900002') }, 'formations.csv 2 leader invalid'],
    ['a kind of grid that there is not', { grids: GOOD.grids.replace('"static"', '"round"') }, 'sea-grids.geojson 2 features[0].properties.kind not-permitted'],
    ['a misspelt property', { grids: `{"type":"FeatureCollection","features":[\n${grid('a', ',"silence":3')}\n]}` }, 'sea-grids.geojson 2 features[0].properties.silence unknown-column'],
    ['two grids of one id', { grids: `{"type":"FeatureCollection","features":[\n${grid('a')},\n${grid('a')}\n]}` }, 'sea-grids.geojson 3 features[1].properties.id duplicate'],
    ['a ring that is open', { grids: `{"type":"FeatureCollection","features":[\n${grid('a', '', '[[121,27],[121.2,27],[121.2,27.2],[121,27.1]]')}\n]}` }, 'sea-grids.geojson 2 features[0].geometry.coordinates[0] invalid'],
    ['latitude first', { grids: GOOD.grids.replaceAll(/\[(12\d(?:\.\d)?),(27(?:\.\d)?)\]/g, '[$2,$1]') }, 'sea-grids.geojson 2 features[0].geometry.coordinates[0][0] swapped-coordinates'],
    ['a limit out of its range', { settings: GOOD.settings.replace('"lookSeconds": 5', '"lookSeconds": 0') }, 'sea.json 2 lookSeconds out-of-range'],
    ['a kind of incident that there is not', { settings: GOOD.settings.replace('vessel-distress', 'nothing') }, 'sea.json 10 overboardKind unknown-reference'],
    ['bounds that contradict each other', { settings: GOOD.settings.replace('"leaveM": 1500', '"leaveM": 5') }, 'sea.json 3 port.leaveM invalid'],
  ])('refuses %s, naming the place', (_, changes, expected) => {
    const { sea, wrong } = read(changes)
    expect(sea).toBeNull()
    expect(wrong).toContain(expected)
  })

  it('of the demonstration has 770 formations of 8,000 vessels and 30 grids', () => {
    const problems = new Problems()
    const text = (file: string) => readFileSync(folder + file, 'utf8')
    const piers = new Set(text('piers.csv').trim().split('\n').slice(1).map((line) => line.split(',')[0] ?? ''))
    const sea = readSea({ settings: text('sea.json'), grids: text('sea-grids.geojson'), formations: text('formations.csv'), vessels: text('vessels.csv') }, { bounds: null, ports: piers, kinds: ['vessel-distress'] }, problems)
    expect(problems.list()).toEqual([])
    expect([sea?.formations.length, sea?.vessels.length]).toEqual([770, 8000])
    expect(['static', 'control', 'cruise'].map((kind) => sea?.grids.filter((one) => one.kind === kind).length)).toEqual([15, 12, 3])
    expect(sea?.vessels.every(({ owner, name }) => owner.startsWith('演示') && name.startsWith('演示'))).toBe(true)
  })
})
