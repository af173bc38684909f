import type { Bounds } from './bounds'

export type PackLanguage = 'zh' | 'en'

/** What a cell must look like, where a list of permitted values or a range does not say it. */
export type CellFormat =
  | 'id'
  | 'text'
  | 'number'
  | 'integer'
  | 'date'
  | 'phone'
  | 'yes-no'
  | 'counts'
  | 'pinyin'
  | 'object'
  | 'array'
  | 'geojson'

/** What is wrong, as data: `packErrorText` makes the sentence. */
export type PackProblem =
  | { readonly code: 'missing-folder' }
  | { readonly code: 'missing-file' }
  | { readonly code: 'unreadable'; readonly detail: string }
  | { readonly code: 'empty-file' }
  | { readonly code: 'not-utf8' }
  | { readonly code: 'bad-json'; readonly detail: string }
  | { readonly code: 'bad-csv'; readonly detail: string }
  | { readonly code: 'missing-column'; readonly permitted: readonly string[] }
  | { readonly code: 'unknown-column'; readonly permitted: readonly string[] }
  | { readonly code: 'repeated-column' }
  | { readonly code: 'extra-cells'; readonly found: number; readonly permitted: number }
  | { readonly code: 'empty-cell' }
  | { readonly code: 'wrong-format'; readonly found: string; readonly format: CellFormat }
  | { readonly code: 'not-permitted'; readonly found: string; readonly permitted: readonly string[] }
  | { readonly code: 'out-of-range'; readonly found: string; readonly min: number | null; readonly max: number | null }
  | { readonly code: 'wrong-length'; readonly found: number; readonly min: number | null; readonly max: number | null }
  | { readonly code: 'duplicate'; readonly found: string; readonly firstRow: number | null }
  | { readonly code: 'unknown-reference'; readonly found: string; readonly target: string }
  | { readonly code: 'swapped-coordinates'; readonly lon: number; readonly lat: number }
  | { readonly code: 'outside-bounds'; readonly lon: number; readonly lat: number; readonly bounds: Bounds }
  | { readonly code: 'invalid'; readonly detail: string }

export type PackProblemCode = PackProblem['code']

/** One thing that must be put right before the hub starts. */
export interface PackError {
  /** Name of the file in the pack folder. */
  readonly file: string
  /** CSV: the row as a spreadsheet numbers it (the header is row 1). JSON: the line. Null: the file as a whole. */
  readonly row: number | null
  /** CSV: the column's name. JSON: the path, such as `[3].needs[0].qualification`. Null: the row or file as a whole. */
  readonly column: string | null
  readonly problem: PackProblem
}

const FORMATS: Record<CellFormat, Record<PackLanguage, string>> = {
  id: {
    zh: '编号，由字母、数字和 _ . : - 组成，最多 64 个字符，例如 mazhan-fire',
    en: 'an id of letters, digits and _ . : -, at most 64 characters, such as mazhan-fire',
  },
  text: { zh: '文字', en: 'text' },
  number: { zh: '十进制数，例如 120.446', en: 'a decimal number such as 120.446' },
  integer: { zh: '整数，例如 90', en: 'a whole number such as 90' },
  date: { zh: '日期，年-月-日，例如 2031-05-31', en: 'a date, year-month-day, such as 2031-05-31' },
  phone: {
    zh: '电话号码，例如 13800000001 或 0577-0000-0001（请把该列设为文本格式，以免电子表格改成科学计数）',
    en: 'a phone number such as 13800000001 or 0577-0000-0001 (make the column text, or the spreadsheet rewrites it)',
  },
  'yes-no': { zh: '“是”或“否”（或 yes / no）', en: '“yes” or “no” (or 是 / 否)' },
  counts: {
    zh: '代码:数量，用分号隔开，例如 assault-boat:2;drone:1',
    en: 'code:count separated by semicolons, such as assault-boat:2;drone:1',
  },
  pinyin: {
    zh: '每个字一个拼音、不带声调、用空格隔开，例如 guan mei shui ku',
    en: 'one syllable without tone for each character, separated by spaces, such as guan mei shui ku',
  },
  object: { zh: '对象 { … }', en: 'an object { … }' },
  array: { zh: '数组 [ … ]', en: 'an array [ … ]' },
  geojson: {
    zh: 'GeoJSON FeatureCollection，坐标为 [经度, 纬度]',
    en: 'a GeoJSON FeatureCollection with coordinates [longitude, latitude]',
  },
}

function range(min: number | null, max: number | null, lang: PackLanguage): string {
  if (min !== null && max !== null) return lang === 'zh' ? `${min} 到 ${max} 之间` : `between ${min} and ${max}`
  if (min !== null) return lang === 'zh' ? `不小于 ${min}` : `at least ${min}`
  if (max !== null) return lang === 'zh' ? `不大于 ${max}` : `at most ${max}`
  return lang === 'zh' ? '允许的范围' : 'the permitted range'
}

type Sentence<P> = (problem: P) => string
type Sentences = {
  [Code in PackProblemCode]: Record<PackLanguage, Sentence<Extract<PackProblem, { code: Code }>>>
}

const SENTENCES: Sentences = {
  'missing-folder': { zh: () => '数据包文件夹不存在', en: () => 'there is no such pack folder' },
  'missing-file': { zh: () => '缺少这个文件', en: () => 'this file is missing' },
  unreadable: { zh: (p) => `无法读取：${p.detail}`, en: (p) => `cannot be read: ${p.detail}` },
  'empty-file': { zh: () => '文件是空的', en: () => 'the file is empty' },
  'not-utf8': {
    zh: () => '不是 UTF-8 编码（可能是 GBK）：请在电子表格中另存为“CSV UTF-8（逗号分隔）”',
    en: () => 'not UTF-8 (perhaps GBK): save it from the spreadsheet as “CSV UTF-8 (comma delimited)”',
  },
  'bad-json': { zh: (p) => `不是正确的 JSON：${p.detail}`, en: (p) => `not correct JSON: ${p.detail}` },
  'bad-csv': { zh: (p) => `不是正确的 CSV：${p.detail}`, en: (p) => `not correct CSV: ${p.detail}` },
  'missing-column': {
    zh: (p) => `缺少这一列；应有的列：${p.permitted.join('、')}`,
    en: (p) => `this column is missing; the columns are: ${p.permitted.join(', ')}`,
  },
  'unknown-column': {
    zh: (p) => `没有这样的列或字段；允许的有：${p.permitted.join('、')}`,
    en: (p) => `no such column or field; permitted are: ${p.permitted.join(', ')}`,
  },
  'repeated-column': { zh: () => '这一列出现了两次', en: () => 'this column occurs twice' },
  'extra-cells': {
    zh: (p) => `这一行有 ${p.found} 个单元格，表头只有 ${p.permitted} 列（文字里的逗号要用英文双引号括起来）`,
    en: (p) => `this row has ${p.found} cells, the header ${p.permitted} (put text with a comma in double quotes)`,
  },
  'empty-cell': { zh: () => '不能为空', en: () => 'must not be empty' },
  'wrong-format': {
    zh: (p) => `“${p.found}”不对，应为${FORMATS[p.format].zh}`,
    en: (p) => `“${p.found}” is wrong, expected ${FORMATS[p.format].en}`,
  },
  'not-permitted': {
    zh: (p) => `不认识“${p.found}”；允许的有：${p.permitted.join('、')}`,
    en: (p) => `“${p.found}” is unknown; permitted are: ${p.permitted.join(', ')}`,
  },
  'out-of-range': {
    zh: (p) => `“${p.found}”超出范围，应${range(p.min, p.max, 'zh')}`,
    en: (p) => `“${p.found}” is out of range, expected ${range(p.min, p.max, 'en')}`,
  },
  'wrong-length': {
    zh: (p) => `长度为 ${p.found}，应${range(p.min, p.max, 'zh')}`,
    en: (p) => `the length is ${p.found}, expected ${range(p.min, p.max, 'en')}`,
  },
  duplicate: {
    zh: (p) => `“${p.found}”重复${p.firstRow === null ? '' : `，第 ${p.firstRow} 行已有`}`,
    en: (p) => `“${p.found}” is a duplicate${p.firstRow === null ? '' : `, row ${p.firstRow} has it already`}`,
  },
  'unknown-reference': {
    zh: (p) => `“${p.found}”不在 ${p.target} 中`,
    en: (p) => `“${p.found}” is not in ${p.target}`,
  },
  'swapped-coordinates': {
    zh: (p) => `经纬度写反了：经度应为 ${p.lat}，纬度应为 ${p.lon}`,
    en: (p) => `longitude and latitude are swapped: longitude should be ${p.lat}, latitude ${p.lon}`,
  },
  'outside-bounds': {
    zh: (p) => `点 ${p.lon}, ${p.lat} 在辖区范围之外：经度应在 ${p.bounds[0]} 到 ${p.bounds[2]}，纬度应在 ${p.bounds[1]} 到 ${p.bounds[3]}（pack.json 的 bounds）`,
    en: (p) =>
      `the point ${p.lon}, ${p.lat} is outside the jurisdiction: longitude ${p.bounds[0]} to ${p.bounds[2]}, latitude ${p.bounds[1]} to ${p.bounds[3]} (bounds in pack.json)`,
  },
  invalid: { zh: (p) => `不符合要求：${p.detail}`, en: (p) => `not valid: ${p.detail}` },
}

/** One line for the officer: `teams.csv 第 14 行 lat 列：…` / `teams.csv, row 14, column lat: …`. */
export function packErrorText(error: PackError, lang: PackLanguage): string {
  const json = /\.(geo)?json$/i.test(error.file)
  // The table is typed per code; TypeScript cannot follow the correlation through the lookup.
  const sentence = SENTENCES[error.problem.code][lang] as Sentence<PackProblem>
  const what = sentence(error.problem)
  if (lang === 'zh') {
    const row = error.row === null ? '' : ` 第 ${error.row} 行`
    const column = error.column === null ? '' : json ? ` 字段 ${error.column}` : ` ${error.column} 列`
    return `${error.file}${row}${column}：${what}`
  }
  const row = error.row === null ? '' : json ? `, line ${error.row}` : `, row ${error.row}`
  const column = error.column === null ? '' : json ? `, field ${error.column}` : `, column ${error.column}`
  return `${error.file}${row}${column}: ${what}`
}
