import { HAZARD_KINDS, PLACE_KINDS, RISK_LEVELS, STATION_KINDS } from '../../../shared/pack/schema'
import type { Bounds } from '../../../shared/pack/bounds'
import type { Department, HazardPoint, Pier, Place, Shelter, Station, Township } from '../../../shared/pack/schema'
import type { LonLat } from '../../../shared/geo/position'
import { decimal, id, integer, list, oneOf, optional, phone, pinyin, text, yesNo } from './cells'
import { syllableCount } from './pinyin'
import type { Problems } from './problems'
import { readPoint, readTable } from './table'
import type { Columns, Row } from './table'

const POINT = { id, name: text(80), name_en: optional(text(80)), lon: decimal, lat: decimal }
const IN_TOWNSHIP = { ...POINT, township: text(40) }

const STATION_COLUMNS = { ...IN_TOWNSHIP, kind: oneOf(STATION_KINDS) }
const SHELTER_COLUMNS = { ...IN_TOWNSHIP, capacity: integer(1, 100_000), phone: optional(phone) }
const HAZARD_COLUMNS = {
  ...IN_TOWNSHIP,
  kind: oneOf(HAZARD_KINDS),
  level: oneOf(RISK_LEVELS),
  threatened: integer(0, 1_000_000),
}
const TOWNSHIP_COLUMNS = { ...POINT, pinyin: optional(pinyin) }
const PLACE_COLUMNS = {
  ...IN_TOWNSHIP,
  kind: oneOf(PLACE_KINDS),
  aliases: list,
  pinyin: optional(pinyin),
  approximate: yesNo,
}
const DEPARTMENT_COLUMNS = { id, name: text(80), name_en: optional(text(80)), phone: optional(phone) }

/** Content of the files; null where one is missing, which has been reported. */
export interface PointFiles {
  readonly townships: string | null
  readonly stations: string | null
  readonly shelters: string | null
  readonly hazards: string | null
  readonly places: string | null
  /** The file that the manifest names; null if it names none or it is missing. */
  readonly piers: { readonly file: string; readonly content: string } | null
  readonly departments: string | null
}

export interface Points {
  readonly townships: readonly Township[]
  readonly stations: readonly Station[]
  readonly shelters: readonly Shelter[]
  readonly hazards: readonly HazardPoint[]
  readonly places: readonly Place[]
  readonly piers: readonly Pier[]
  readonly departments: readonly Department[]
  /** Names in townships.csv, of wrong rows too; null if it cannot be read. */
  readonly townshipNames: ReadonlySet<string> | null
}

interface Located {
  readonly row: number
  readonly lon: number
  readonly lat: number
  readonly township: string
}

interface Named {
  readonly id: string
  readonly name: string
  readonly nameEn?: string
}

function named(row: { readonly id: string; readonly name: string; readonly name_en: string | undefined }): Named {
  return { id: row.id, name: row.name, ...(row.name_en === undefined ? {} : { nameEn: row.name_en }) }
}

/** An override must have a syllable for every character, or the search would match the wrong ones. */
function checkPinyin(
  file: string,
  row: { readonly row: number; readonly name: string; readonly pinyin: string | undefined },
  problems: Problems,
): void {
  if (row.pinyin !== undefined && row.pinyin.split(' ').length !== syllableCount(row.name)) {
    problems.add(file, row.row, 'pinyin', { code: 'wrong-format', found: row.pinyin, format: 'pinyin' })
  }
}

export function readPoints(files: PointFiles, bounds: Bounds | null, problems: Problems): Points {
  const townshipTable =
    files.townships === null ? null : readTable('townships.csv', files.townships, TOWNSHIP_COLUMNS, 'id', problems)
  const townships: Township[] = []
  const names = new Map<string, number>()
  for (const row of townshipTable?.rows ?? []) {
    const firstRow = names.get(row.name)
    if (firstRow === undefined) names.set(row.name, row.row)
    else problems.add('townships.csv', row.row, 'name', { code: 'duplicate', found: row.name, firstRow })
    checkPinyin('townships.csv', row, problems)
    const at = readPoint('townships.csv', row, bounds, problems)
    if (at !== null) townships.push({ ...named(row), at, ...(row.pinyin === undefined ? {} : { pinyin: row.pinyin }) })
  }
  // One wrong row there must not make every row that names the township wrong too.
  const complete = townshipTable !== null && townshipTable.rows.length === townshipTable.keys?.size && names.size > 0
  const townshipNames = complete ? new Set(names.keys()) : null

  function rows<C extends Columns>(file: string, content: string | null, columns: C): readonly Row<C>[] {
    return content === null ? [] : readTable(file, content, columns, 'id', problems).rows
  }

  function points<R extends Located, T>(file: string, located: readonly R[], make: (row: R, at: LonLat) => T): T[] {
    const made: T[] = []
    for (const row of located) {
      const at = readPoint(file, row, bounds, problems)
      if (townshipNames !== null && !townshipNames.has(row.township)) {
        problems.add(file, row.row, 'township', { code: 'not-permitted', found: row.township, permitted: [...townshipNames] })
      } else if (at !== null) made.push(make(row, at))
    }
    return made
  }

  const pierFile = files.piers?.file ?? 'piers.csv'
  return {
    townships,
    townshipNames,
    stations: points('stations.csv', rows('stations.csv', files.stations, STATION_COLUMNS), (row, at) => ({
      ...named(row),
      at,
      kind: row.kind,
      township: row.township,
    })),
    shelters: points('shelters.csv', rows('shelters.csv', files.shelters, SHELTER_COLUMNS), (row, at) => ({
      ...named(row),
      at,
      township: row.township,
      capacity: row.capacity,
      ...(row.phone === undefined ? {} : { phone: row.phone }),
    })),
    hazards: points('hazards.csv', rows('hazards.csv', files.hazards, HAZARD_COLUMNS), (row, at) => ({
      ...named(row),
      at,
      kind: row.kind,
      level: row.level,
      township: row.township,
      threatened: row.threatened,
    })),
    places: points('places.csv', rows('places.csv', files.places, PLACE_COLUMNS), (row, at) => {
      checkPinyin('places.csv', row, problems)
      return {
        ...named(row),
        at,
        kind: row.kind,
        township: row.township,
        aliases: row.aliases,
        approximate: row.approximate,
        ...(row.pinyin === undefined ? {} : { pinyin: row.pinyin }),
      }
    }),
    piers: points(pierFile, rows(pierFile, files.piers?.content ?? null, IN_TOWNSHIP), (row, at) => ({
      ...named(row),
      at,
      township: row.township,
    })),
    departments: readDepartments(files.departments, problems),
  }
}

function readDepartments(content: string | null, problems: Problems): Department[] {
  if (content === null) return []
  return readTable('departments.csv', content, DEPARTMENT_COLUMNS, 'id', problems).rows.map((row) => ({
    ...named(row),
    ...(row.phone === undefined ? {} : { phone: row.phone }),
  }))
}
