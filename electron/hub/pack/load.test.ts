import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { packErrorText } from '../../../shared/pack/error'
import type { PackError, PackProblemCode } from '../../../shared/pack/error'
import { loadPack } from './load'
import { MAX_PACK_ERRORS } from './problems'

const shipped = fileURLToPath(new URL('../../../resources/packs/cangnan', import.meta.url))
const TABLES = ['teams', 'certificates', 'townships', 'stations', 'shelters', 'hazards', 'places', 'piers', 'departments', 'population'].map(
  (name) => `${name}.csv`,
)
/** What refers to the tables, or is named by the list of point sets, with tests of its own. */
const LEFT_OUT = ['guard-codes.csv', 'factories.csv', 'scenes.json', 'contacts.csv', 'households.csv', 'callout.json', 'response.json', 'risk.json', 'sea.json']
const LINE = { type: 'LineString', coordinates: [[120.4, 27.3], [120.41, 27.31]] }
const SQUARE = { type: 'Polygon', coordinates: [[[120.4, 27.3], [120.5, 27.3], [120.5, 27.4], [120.4, 27.3]]] }

function collection(geometry: unknown): string {
  return JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] }, null, 1)
}

let folder = ''
const originals = new Map<string, string>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dinghai-pack-'))
  for (const file of [...TABLES, 'pack.json', 'kinds.json']) {
    originals.set(file, (await readFile(join(shipped, file), 'utf8')).replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'))
  }
  // Tens of thousands of points would be read for every wrong cell of another file: they have their own tests.
  originals.set('pack.json', original('pack.json').replace(/"pointSets": \[[\s\S]*?\n {2}\]/, '"pointSets": []'))
  // The shipped roads and coast are large; these tests break their form, not their content.
  originals.set('roads.geojson', collection(LINE))
  originals.set('coast.geojson', collection(SQUARE))
})

beforeEach(async () => {
  await rm(folder, { recursive: true })
  await cp(shipped, folder, { recursive: true, filter: (path) => !path.endsWith('.geojson') && !LEFT_OUT.some((file) => path.endsWith(file)) })
  for (const file of ['roads.geojson', 'coast.geojson', 'pack.json']) await writeFile(join(folder, file), original(file))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

function original(file: string): string {
  const content = originals.get(file)
  if (content === undefined) throw new Error(`no original of ${file}`)
  return content
}

async function change(file: string, edit: (content: string) => string): Promise<void> {
  const before = original(file)
  const after = edit(before)
  expect(after, 'the test must change something').not.toBe(before)
  await writeFile(join(folder, file), after)
}

async function errors(): Promise<readonly PackError[]> {
  const loaded = await loadPack(folder)
  return loaded.ok ? [] : loaded.error
}

function seen(list: readonly PackError[]): readonly (readonly [string, number | null, string | null, PackProblemCode])[] {
  return list.map(({ file, row, column, problem }) => [file, row, column, problem.code])
}

/** Row and column as the spreadsheet shows them: row 1 is the header. */
function setCell(content: string, row: number, column: string, value: string): string {
  const lines = content.split('\n').map((line) => line.split(','))
  const at = lines[0]?.indexOf(column) ?? -1
  const line = lines[row - 1]
  if (line === undefined || at < 0) throw new Error(`no cell ${row} ${column}`)
  line[at] = value
  return lines.map((cells) => cells.join(',')).join('\n')
}

describe('loadPack', () => {
  it('loads what spreadsheets write: byte order mark, CRLF, blank rows, quoted cells, slashes in dates, full-width colons', async () => {
    await change('teams.csv', (content) => {
      const edited = setCell(setCell(content, 2, 'equipment', 'assault-boat：2； drone'), 3, 'name_en', '"Feiyun, ""Mountain"""')
      return `\uFEFF${edited.replaceAll('\n', '\r\n')}\r\n,,,,,,,,,,,,\r\n\r\n`
    })
    await change('certificates.csv', (content) => setCell(content, 2, 'valid_until', '2033/5/3'))
    const loaded = await loadPack(folder)
    if (!loaded.ok) throw new Error(loaded.error.map((error) => packErrorText(error, 'en')).join('\n'))
    const [lanqi, feiyun] = loaded.value.teams
    expect(lanqi?.profile.equipment).toEqual([
      { code: 'assault-boat', count: 2 },
      { code: 'drone', count: 1 },
    ])
    expect(lanqi?.profile.certificates[0]?.validUntil).toBe('2033-05-03')
    expect(feiyun?.profile.nameEn).toBe('Feiyun, "Mountain"')
    expect(loaded.value.teams).toHaveLength(63)
  })

  it.each<[what: string, file: string, row: number, column: string, value: string, code: PackProblemCode]>([
    ['an id with a space', 'teams.csv', 4, 'id', 'xia guan', 'wrong-format'],
    ['an empty name', 'teams.csv', 5, 'name', '', 'empty-cell'],
    ['an unknown kind', 'teams.csv', 5, 'kind', 'volunteer', 'not-permitted'],
    ['an unknown township', 'teams.csv', 6, 'township', '龙港镇', 'not-permitted'],
    ['a telephone rewritten by a spreadsheet', 'teams.csv', 7, 'phone', '1.38E+10', 'wrong-format'],
    ['no members', 'teams.csv', 7, 'members', '0', 'out-of-range'],
    ['words for a number', 'teams.csv', 7, 'members', '二十', 'wrong-format'],
    ['a longitude outside', 'teams.csv', 8, 'lon', '121.9', 'outside-bounds'],
    ['a latitude outside', 'teams.csv', 8, 'lat', '28.9', 'outside-bounds'],
    ['degrees and minutes', 'teams.csv', 8, 'lat', "27°16'", 'wrong-format'],
    ['an unknown vehicle', 'teams.csv', 9, 'vehicles', 'helicopter:1', 'not-permitted'],
    ['unknown equipment', 'teams.csv', 9, 'equipment', 'drone:1;rope:2', 'not-permitted'],
    ['equipment twice', 'teams.csv', 9, 'equipment', 'drone:1;drone:2', 'duplicate'],
    ['none of something', 'teams.csv', 9, 'equipment', 'drone:0', 'out-of-range'],
    ['an unknown qualification', 'certificates.csv', 3, 'qualification', 'swimming', 'not-permitted'],
    ['an unknown level', 'certificates.csv', 3, 'level', '国家级', 'not-permitted'],
    ['a day that does not exist', 'certificates.csv', 3, 'valid_until', '2031-02-30', 'wrong-format'],
    ['a certificate of nobody', 'certificates.csv', 3, 'team_id', 'nobody', 'unknown-reference'],
    ['a shelter without room', 'shelters.csv', 9, 'capacity', '0', 'out-of-range'],
    ['an unknown hazard', 'hazards.csv', 9, 'kind', 'volcano', 'not-permitted'],
    ['pinyin with tones', 'places.csv', 9, 'pinyin', 'shuāng tái cun', 'wrong-format'],
    ['too few syllables', 'places.csv', 9, 'pinyin', 'shuang cun', 'wrong-format'],
    ['perhaps', 'places.csv', 9, 'approximate', '也许', 'wrong-format'],
    ['a cell where nobody lives', 'population.csv', 9, 'people', '0', 'out-of-range'],
    ['half a person', 'population.csv', 9, 'people', '12.5', 'wrong-format'],
    ['people of an unknown township', 'population.csv', 9, 'township', '龙港镇', 'not-permitted'],
    ['people outside', 'population.csv', 9, 'lon', '121.9', 'outside-bounds'],
    ['a wrong department telephone', 'departments.csv', 3, 'phone', 'ext. 5', 'wrong-format'],
  ])('names file, row and column: %s', async (_, file, row, column, value, code) => {
    await change(file, (content) => setCell(content, row, column, value))
    expect(seen(await errors())).toEqual([[file, row, column, code]])
  })

  it('says which codes are permitted', async () => {
    await change('certificates.csv', (content) => setCell(content, 3, 'qualification', 'swimming'))
    const [error] = await errors()
    expect(error && packErrorText(error, 'zh')).toMatch(/^certificates\.csv 第 3 行 qualification 列：不认识“swimming”；允许的有：water、mountain、/)
    expect(error && packErrorText(error, 'en')).toMatch(/^certificates\.csv, row 3, column qualification: .*permitted are: water, mountain, /)
  })

  it('recognises swapped longitude and latitude and says both', async () => {
    await change('stations.csv', (content) => setCell(setCell(content, 4, 'lon', '27.434'), 4, 'lat', '120.606'))
    const list = await errors()
    expect(list).toEqual([
      { file: 'stations.csv', row: 4, column: 'lon', problem: { code: 'swapped-coordinates', lon: 27.434, lat: 120.606 } },
    ])
    expect(list[0] && packErrorText(list[0], 'zh')).toContain('经纬度写反了：经度应为 120.606，纬度应为 27.434')
  })

  it.each(TABLES)('names both rows of a repeated id in %s', async (file) => {
    const lines = original(file).trimEnd().split('\n')
    await change(file, () => [...lines, lines[2]].join('\n'))
    const list = await errors()
    const key = file === 'certificates.csv' ? 'number' : 'id'
    expect(list[0]).toMatchObject({ file, row: lines.length + 1, column: key, problem: { code: 'duplicate', firstRow: 3 } })
  })

  it.each(TABLES)('refuses an unknown, a missing and a repeated column in %s', async (file) => {
    const header = original(file).slice(0, original(file).indexOf('\n'))
    const first = header.split(',')[0] ?? ''
    const rename = (name: string): Promise<void> => change(file, (content) => content.replace(first, name))
    await rename('编号')
    expect(seen(await errors())).toEqual([
      [file, 1, '编号', 'unknown-column'],
      [file, 1, first, 'missing-column'],
    ])
    await change(file, (content) => content.replace(header, `${header},${first}`))
    expect(seen(await errors())).toContainEqual([file, 1, first, 'repeated-column'])
  })

  it.each([...TABLES, 'pack.json', 'kinds.json', 'roads.geojson', 'coast.geojson'])('refuses a missing, empty or GBK %s', async (file) => {
    await writeFile(join(folder, file), '\uFEFF \n')
    expect(seen(await errors())).toContainEqual([file, null, null, 'empty-file'])
    await writeFile(join(folder, file), Buffer.from([0xb2, 0xd4, 0xc4, 0xcf, 0x0a]))
    expect(seen(await errors())).toContainEqual([file, null, null, 'not-utf8'])
    await rm(join(folder, file))
    expect(seen(await errors())).toContainEqual([file, null, null, 'missing-file'])
  })

  it.each(TABLES)('refuses %s with a header and no rows', async (file) => {
    await change(file, (content) => content.slice(0, content.indexOf('\n') + 1))
    expect(seen(await errors())).toContainEqual([file, null, null, 'empty-file'])
  })

  it('points at the row of an unquoted comma and of a quote that is never closed', async () => {
    await change('places.csv', (content) => setCell(content, 5, 'name', '浦亭,村'))
    expect(seen(await errors())).toContainEqual(['places.csv', 5, null, 'extra-cells'])
    await change('places.csv', (content) => setCell(content, 5, 'name', '浦"亭'))
    expect(seen(await errors())).toEqual([['places.csv', 5, null, 'bad-csv']])
  })

  it('counts rows as the spreadsheet does, blank rows included', async () => {
    await change('shelters.csv', (content) => setCell(content, 4, 'capacity', 'many').replace('\n', '\n\n\n'))
    expect(seen(await errors())).toEqual([['shelters.csv', 6, 'capacity', 'wrong-format']])
  })

  it('names line and path in JSON', async () => {
    await change('kinds.json', (content) => content.replace('"qualification": "water"', '"qualification": "swimming"'))
    const line = original('kinds.json').split('\n').findIndex((text) => text.includes('"qualification": "water"')) + 1
    const list = await errors()
    expect(seen(list)).toEqual([['kinds.json', line, '[0].needs[0].qualification', 'not-permitted']])
    expect(list[0] && packErrorText(list[0], 'en')).toContain(`kinds.json, line ${line}, field [0].needs[0].qualification`)

    await change('kinds.json', (content) => content.replace('"glyph"', '"glyf"'))
    expect(seen(await errors())).toEqual([
      ['kinds.json', 2, '[0].glyph', 'empty-cell'],
      ['kinds.json', 5, '[0].glyf', 'unknown-column'],
    ])

    await change('kinds.json', (content) => content.replace('"drowning"', '"missing-person-water"'))
    expect((await errors())[0]).toMatchObject({ problem: { code: 'duplicate', found: 'missing-person-water', firstRow: 3 } })

    await change('kinds.json', (content) => content.replace('"severity": "red",', '"severity": "red"'))
    // The comma is missed where the next line begins.
    expect(seen(await errors())).toEqual([['kinds.json', 7, null, 'bad-json']])
  })

  it.each<[string, string, string, PackProblemCode]>([
    ['zone', '"Asia/Shanghai"', '"Asia/Cangnan"', 'invalid'],
    ['bounds', '[120.05, 26.95, 121.0, 27.75]', '[121.0, 26.95, 120.05, 27.75]', 'invalid'],
    ['dispatch.ackTimeoutSeconds', '"ackTimeoutSeconds": 30', '"ackTimeoutSeconds": "30"', 'wrong-format'],
    ['dispatch.escalation', '"officer"', '"mayor"', 'not-permitted'],
    ['feeds[0].datum', '"gcj02"', '"GCJ02"', 'not-permitted'],
    ['feeds[1].name', '"fire-119"', '"police-110"', 'duplicate'],
    ['roads.file', '"roads.geojson"', '"../roads.geojson"', 'invalid'],
    ['demonstration', 'true', '"yes"', 'wrong-format'],
    ['colour', '"zoom"', '"colour": 1,\n "zoom"', 'unknown-column'],
  ])('checks pack.json: %s', async (column, from, to, code) => {
    await change('pack.json', (content) => content.replace(from, to))
    expect(seen(await errors())).toContainEqual(['pack.json', expect.any(Number), column, code])
  })

  it('checks the form of the maps', async () => {
    const broken = (geometry: unknown): Promise<void> => writeFile(join(folder, 'roads.geojson'), collection(geometry))
    await broken({ type: 'LineString', coordinates: [[120.4, 27.3], [27.31, 120.41]] })
    expect(await errors()).toMatchObject([
      { file: 'roads.geojson', column: 'features[0].geometry.coordinates[1]', problem: { code: 'swapped-coordinates' } },
    ])
    await broken({ type: 'LineString', coordinates: [[120.4, 27.3], [120.41]] })
    expect(seen(await errors())).toMatchObject([['roads.geojson', expect.any(Number), 'features[0].geometry.coordinates[1]', 'wrong-format']])
    await broken({ type: 'Circle', coordinates: [] })
    expect(seen(await errors())).toMatchObject([['roads.geojson', expect.any(Number), 'features[0].geometry.type', 'not-permitted']])
    await writeFile(join(folder, 'roads.geojson'), '[]')
    expect(seen(await errors())).toMatchObject([['roads.geojson', 1, null, 'wrong-format']])
  })

  it('collects the errors of all files, at most fifty', async () => {
    await change('departments.csv', (content) => setCell(content, 2, 'name', ''))
    await change('teams.csv', (content) => setCell(content, 2, 'kind', 'x'))
    await change('kinds.json', (content) => content.replace('"red"', '"purple"'))
    expect(new Set((await errors()).map((error) => error.file))).toEqual(new Set(['departments.csv', 'teams.csv', 'kinds.json']))
    await change('hazards.csv', (content) => content.replaceAll('geological', 'geo'))
    expect(await errors()).toHaveLength(MAX_PACK_ERRORS)
  })

  it('does not blame what refers to units for a wrong row among them', async () => {
    await writeFile(join(folder, 'contacts.csv'), 'unit,name,phone\ndepartment:fire,演示甲,0577-0000-0001\ndepartment:nobody,演示乙,0577-0000-0002\n')
    await change('departments.csv', (content) => content.replace('\nfire,', '\nfire brigade,'))
    expect(seen(await errors()).map(([file]) => file)).toEqual(['departments.csv'])
    await writeFile(join(folder, 'departments.csv'), original('departments.csv'))
    expect(seen(await errors())).toEqual([['contacts.csv', 3, 'unit', 'invalid']])
  })

  it('loads without a population where the manifest names none', async () => {
    await rm(join(folder, 'population.csv'))
    await change('pack.json', (content) => content.replace('"population": "population.csv",', ''))
    const loaded = await loadPack(folder)
    expect(loaded.ok && loaded.value.population).toEqual([])
  })

  it('does not blame every row that refers to a row with an error', async () => {
    await change('townships.csv', (content) => setCell(content, 2, 'lon', 'x'))
    expect(seen(await errors())).toEqual([['townships.csv', 2, 'lon', 'wrong-format']])
    await writeFile(join(folder, 'townships.csv'), original('townships.csv'))
    await change('teams.csv', (content) => setCell(content, 2, 'kind', 'x'))
    expect(seen(await errors())).toEqual([['teams.csv', 2, 'kind', 'not-permitted']])
  })

  it('says so when there is no such folder', async () => {
    const nowhere = join(folder, 'nowhere')
    const loaded = await loadPack(nowhere)
    expect(loaded.ok ? [] : seen(loaded.error)).toEqual([[nowhere, null, null, 'missing-folder']])
  })

  it('survives any mangled cell: it loads, or names file, row and column', { timeout: 120_000 }, async () => {
    const nasty = fc.oneof(
      fc.constantFrom('', '"', '""', ',', '\n', ';', 'NaN', '-1', '1e99', '120.4', '27.3', '__proto__', '是', '\u0000', '=1+1', '🚒'),
      fc.string({ unit: 'binary', maxLength: 12 }),
    )
    const edit = fc.record({
      file: fc.constantFrom(...TABLES),
      row: fc.nat(),
      column: fc.nat(),
      how: fc.oneof(fc.constant({ kind: 'delete' } as const), fc.constant({ kind: 'repeat' } as const), nasty.map((text) => ({ kind: 'set', text }) as const)),
    })
    let refused = 0
    await fc.assert(
      fc.asyncProperty(edit, async ({ file, row, column, how }) => {
        const lines = original(file).trimEnd().split('\n').map((line) => line.split(','))
        const line = lines[row % lines.length] ?? []
        const at = column % line.length
        if (how.kind === 'delete') line.splice(at, 1)
        else if (how.kind === 'repeat') line.splice(at, 0, line[at] ?? '')
        else line[at] = how.text
        await writeFile(join(folder, file), lines.map((cells) => cells.join(',')).join('\n'))
        const list = await errors()
        await writeFile(join(folder, file), original(file))
        if (list.length === 0) return
        refused += 1
        expect(list.length).toBeLessThanOrEqual(MAX_PACK_ERRORS)
        for (const error of list) {
          expect(packErrorText(error, 'zh')).not.toContain('undefined')
          expect(packErrorText(error, 'en')).not.toContain('undefined')
          expect(error.row, packErrorText(error, 'en')).not.toBeNull()
          const whole: readonly PackProblemCode[] = ['bad-csv', 'extra-cells']
          if (!whole.includes(error.problem.code)) expect(error.column, packErrorText(error, 'en')).not.toBeNull()
        }
        // A renamed township or team is right in itself: those who refer to it are named.
        if (!['townships.csv', 'teams.csv'].includes(file)) expect(list.every((error) => error.file === file)).toBe(true)
      }),
      { numRuns: 250 },
    )
    expect(refused).toBeGreaterThan(50)
  })

  it('survives any mangled character of a JSON file', { timeout: 120_000 }, async () => {
    const edit = fc.record({
      file: fc.constantFrom('pack.json', 'kinds.json', 'roads.geojson', 'coast.geojson'),
      at: fc.nat(),
      remove: fc.nat(30),
      put: fc.oneof(fc.constantFrom('', '"', '{', '}', ']', ',', '0', 'null', '[[', '-'), fc.string({ maxLength: 3 })),
    })
    await fc.assert(
      fc.asyncProperty(edit, async ({ file, at, remove, put }) => {
        const text = original(file)
        const place = at % text.length
        await writeFile(join(folder, file), text.slice(0, place) + put + text.slice(place + remove))
        const list = await errors()
        await writeFile(join(folder, file), original(file))
        for (const error of list) {
          expect(packErrorText(error, 'en')).not.toContain('undefined')
          expect(packErrorText(error, 'zh').length).toBeGreaterThan(5)
        }
      }),
      { numRuns: 200 },
    )
  })
})
