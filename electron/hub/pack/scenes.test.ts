import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { DEFAULT_WALL } from '../../../shared/wall/default-scenes'
import { packManifestSchema } from '../../../shared/pack/schema'
import { Problems } from './problems'
import { readScenes } from './scenes'

const folder = fileURLToPath(new URL('../../../resources/packs/cangnan/', import.meta.url))
const read = (file: string) => readFile(folder + file, 'utf8')

async function problemsOf(edit: (text: string) => string): Promise<unknown[]> {
  const text = await read('scenes.json')
  const changed = edit(text)
  expect(changed, 'the test must change something').not.toBe(text)
  const problems = new Problems()
  readScenes(changed, packManifestSchema.parse(JSON.parse(await read('pack.json'))), problems)
  return problems.list().map(({ file, row, column, problem }) => [file, row, column, problem.code, 'found' in problem ? problem.found : ''])
}

const lineWith = async (text: string) => (await read('scenes.json')).split('\n').findIndex((line) => line.includes(text)) + 1

describe('scenes.json', () => {
  it('is right in the shipped pack, with a scene for every occasion', async () => {
    const problems = new Problems()
    const settings = readScenes(await read('scenes.json'), packManifestSchema.parse(JSON.parse(await read('pack.json'))), problems)
    expect(problems.list()).toEqual([])
    expect(settings?.scenes.map(({ id }) => id)).toEqual(['overview', 'incident', 'alerts', 'sea', 'coverage', 'typhoon', 'risk', 'relocation', 'duties', 'figures'])
    for (const scene of settings?.scenes ?? []) expect(scene.wide, scene.id).toBeDefined()
  })

  it('may be what the program itself has', async () => {
    const problems = new Problems()
    expect(readScenes(JSON.stringify(DEFAULT_WALL), packManifestSchema.parse(JSON.parse(await read('pack.json'))), problems)).toEqual(DEFAULT_WALL)
    expect(problems.list()).toEqual([])
  })

  it('names line and path of a layer or point set that does not exist', async () => {
    const line = await lineWith('"sensors", "incidents"')
    expect(await problemsOf((text) => text.replace('"sensors", "incidents"', '"sensor", "incidents"'))).toEqual([
      ['scenes.json', line, 'scenes[2].map.layers[5]', 'not-permitted', 'sensor'],
    ])
  })

  it('names a heat map that does not exist', async () => {
    expect(await problemsOf((text) => text.replace('"camera": { "kind": "jurisdiction" }', '"heat": "crowd", "camera": { "kind": "jurisdiction" }'))).toEqual([
      ['scenes.json', await lineWith('"sensors", "incidents"'), 'scenes[2].map.heat', 'not-permitted', 'crowd'],
    ])
  })

  it('refuses a scene that is not there, one that is there twice, and an unknown field', async () => {
    expect(await problemsOf((text) => text.replace('"incidentScene": "incident"', '"incidentScene": "nowhere"'))).toEqual([
      ['scenes.json', await lineWith('"incidentScene"'), 'incidentScene', 'invalid', ''],
    ])
    expect((await problemsOf((text) => text.replace('"id": "alerts"', '"id": "overview"')))[0]).toEqual(
      expect.arrayContaining(['scenes.json', 'invalid']),
    )
    expect((await problemsOf((text) => text.replace('"rows": 12', '"rowz": 12'))).map((row) => (row as unknown[])[3])).toContain('unknown-column')
  })

  it('refuses a panel beyond its grid, and a chart that is not named', async () => {
    expect(await problemsOf((text) => text.replace('"column": 9, "row": 8, "width": 3', '"column": 9, "row": 8, "width": 4'))).toEqual([
      ['scenes.json', await lineWith('"movements", "column": 9, "row": 8'), 'scenes[0].grid.panels[3]', 'invalid', ''],
    ])
    expect((await problemsOf((text) => text.replace(', "chart": "sensors-by-state"', '')))[0]).toEqual(expect.arrayContaining(['invalid']))
  })
})
