import { err, ok, type Result } from '../../../shared/base/result'
import { toWgs84 } from '../../../shared/geo/datum'
import type { Datum } from '../../../shared/geo/position'
import type { ImportedFeature, ImportProblem, RawImport } from './model'

const LON = ['lon', 'lng', 'long', 'longitude', 'x', '经度', '东经']
const LAT = ['lat', 'latitude', 'y', '纬度', '北纬']
const NAME = ['name', 'title', 'label', '名称', '名字', '地点', '标题']
const DATUM = ['datum', 'crs', '坐标系']

/** Cells of a CSV text (RFC 4180), separated by the one of `,` `;` and tab that the first line has most of. */
export function csvRows(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, '')
  const separator = separatorOf(clean.slice(0, clean.search(/[\r\n]|$/)))
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = () => {
    row.push(cell.trim())
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (row.some((one) => one !== '')) rows.push(row)
    row = []
  }
  for (let index = 0; index < clean.length; index++) {
    const character = clean[index] ?? ''
    if (quoted) {
      if (character !== '"') cell += character
      else if (clean[index + 1] === '"') cell += clean[++index] ?? ''
      else quoted = false
    } else if (character === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (character === separator) endCell()
    else if (character === '\n' || character === '\r') endRow()
    else cell += character
  }
  endRow()
  return rows
}

function separatorOf(line: string): string {
  const count = (one: string) => line.split(one).length
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best))
}

/**
 * Points of a table with a column of longitudes and one of latitudes, degrees. A column `datum` (`wgs84`, `gcj02`,
 * `bd09`) says in which frame a row is; without it, WGS-84.
 */
export function readCsv(text: string): Result<RawImport, ImportProblem> {
  const [head, ...rows] = csvRows(text)
  if (!head) return err({ code: 'empty' })
  const column = (names: readonly string[]) => head.findIndex((title) => names.includes(title.toLowerCase()))
  const [lonAt, latAt, nameAt, datumAt] = [column(LON), column(LAT), column(NAME), column(DATUM)]
  if (lonAt < 0 || latAt < 0) return err({ code: 'noColumns' })
  const features = rows.flatMap((row): ImportedFeature[] => {
    const [lon, lat] = [numberOf(row[lonAt]), numberOf(row[latAt])]
    if (lon === null || lat === null) return []
    const at = inWgs84(lon, lat, row[datumAt])
    return [{ name: row[nameAt] ?? '', geometry: { type: 'Point', coordinates: [at.lon, at.lat] } }]
  })
  return ok({ features, skipped: rows.length - features.length })
}

function numberOf(cell: string | undefined): number | null {
  const value = cell === undefined || cell === '' ? Number.NaN : Number(cell.replace(/[°\s]/g, ''))
  return Number.isFinite(value) ? value : null
}

function inWgs84(lon: number, lat: number, datum: string | undefined): { readonly lon: number; readonly lat: number } {
  const name = (datum ?? '').toLowerCase().replace(/[-_\s]/g, '')
  const frame: Datum | null = name === 'gcj02' || name === 'bd09' ? name : null
  return frame ? toWgs84(lon, lat, frame) : { lon, lat }
}
