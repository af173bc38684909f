import type { z } from 'zod'
import { ID_PATTERN } from '../../../shared/base/ids'
import { err, ok } from '../../../shared/base/result'
import type { Result } from '../../../shared/base/result'
import type { CellFormat, PackProblem } from '../../../shared/pack/error'

/** Reads one cell of a spreadsheet: `required` refuses an empty one before `read` is asked. */
export interface Cell<T> {
  readonly required: boolean
  /** `text` is trimmed. */
  readonly read: (text: string) => Result<T, PackProblem>
}

function wrong(found: string, format: CellFormat): Result<never, PackProblem> {
  return err({ code: 'wrong-format', found: found.slice(0, 80), format })
}

/** An empty cell, or no such column at all, is `undefined`. */
export function optional<T>(cell: Cell<T>): Cell<T | undefined> {
  return { required: false, read: (text) => (text === '' ? ok(undefined) : cell.read(text)) }
}

export function text(max: number): Cell<string> {
  return {
    required: true,
    read: (value) => (value.length <= max ? ok(value) : err({ code: 'wrong-length', found: value.length, min: null, max })),
  }
}

export const id: Cell<string> = {
  required: true,
  read: (value) => (ID_PATTERN.test(value) ? ok(value) : wrong(value, 'id')),
}

/** Without an exponent: that is what spreadsheets make of a telephone number. */
export const DECIMAL = /^[+-]?\d{1,9}(\.\d{1,15})?$/

/** Degrees or other decimals: no range here, a swapped latitude must be told from a wrong one. */
export const decimal: Cell<number> = {
  required: true,
  read: (value) => (DECIMAL.test(value) ? ok(Number(value)) : wrong(value, 'number')),
}

export function integer(min: number, max: number): Cell<number> {
  return {
    required: true,
    read: (value) => {
      if (!/^-?\d{1,9}$/.test(value)) return wrong(value, 'integer')
      const number = Number(value)
      return number >= min && number <= max ? ok(number) : err({ code: 'out-of-range', found: value, min, max })
    },
  }
}

export function oneOf<const T extends string>(permitted: readonly T[]): Cell<T> {
  return {
    required: true,
    read: (value) => {
      const found = permitted.find((entry) => entry === value)
      return found === undefined ? err({ code: 'not-permitted', found: value.slice(0, 80), permitted }) : ok(found)
    },
  }
}

/** `YYYY-MM-DD`; also `2031/5/31`, which spreadsheets make of it when the file is saved. */
export const date: Cell<string> = {
  required: true,
  read: (value) => {
    const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(value)
    if (parts === null) return wrong(value, 'date')
    const [, year = '', month = '', day = ''] = parts
    const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
    if (at.getUTCMonth() !== Number(month) - 1 || at.getUTCDate() !== Number(day)) return wrong(value, 'date')
    return ok(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  },
}

export const phone: Cell<string> = {
  required: true,
  read: (value) => (/^\+?[\d *-]{3,23}$/.test(value) ? ok(value) : wrong(value, 'phone')),
}

export const yesNo: Cell<boolean> = {
  required: true,
  read: (value) => {
    if (/^(是|yes|true|1)$/i.test(value)) return ok(true)
    if (/^(否|no|false|0)$/i.test(value)) return ok(false)
    return wrong(value, 'yes-no')
  },
}

/** Names separated by semicolons; an officer's keyboard may well type the Chinese one. */
export const list: Cell<readonly string[]> = {
  required: false,
  read: (value) =>
    ok(
      value
        .split(/[;；]/)
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    ),
}

/** `assault-boat:2;drone:1`. A code alone counts one; a code may occur once. Empty: none. */
export function counts<const T extends string>(
  permitted: readonly T[],
  max: number,
): Cell<readonly { readonly code: T; readonly count: number }[]> {
  return {
    required: false,
    read: (value) => {
      const found: { code: T; count: number }[] = []
      for (const part of value.split(/[;；]/)) {
        if (part.trim() === '') continue
        const match = /^\s*([^:：\s]+)\s*(?:[:：]\s*(\d{1,6})\s*)?$/.exec(part)
        if (match === null) return wrong(value, 'counts')
        const name = match[1] ?? ''
        const code = permitted.find((entry) => entry === name)
        if (code === undefined) return err({ code: 'not-permitted', found: name.slice(0, 80), permitted })
        if (found.some((entry) => entry.code === code)) return err({ code: 'duplicate', found: code, firstRow: null })
        const count = Number(match[2] ?? '1')
        if (count < 1 || count > max) return err({ code: 'out-of-range', found: part.trim(), min: 1, max })
        found.push({ code, count })
      }
      return ok(found)
    },
  }
}

/** Syllables for a name whose characters the dictionary reads wrongly. */
export const pinyin: Cell<string> = {
  required: true,
  read: (value) => (/^[a-züv0-9]+( [a-züv0-9]+)*$/.test(value) ? ok(value) : wrong(value, 'pinyin')),
}

/** What a zod issue says, in the pack's own words. `found` is the offending value, if there is one. */
export function problemOfIssue(issue: z.core.$ZodIssue, found: unknown): PackProblem {
  const shown = (typeof found === 'string' ? found : (JSON.stringify(found) ?? '')).slice(0, 80)
  switch (issue.code) {
    case 'invalid_type':
      return found === undefined ? { code: 'empty-cell' } : { code: 'wrong-format', found: shown, format: formatOf(issue.expected) }
    case 'invalid_value':
      return found === undefined
        ? { code: 'empty-cell' }
        : { code: 'not-permitted', found: shown, permitted: issue.values.map(String) }
    case 'too_small':
      return limit(shown, found, Number(issue.minimum), null)
    case 'too_big':
      return limit(shown, found, null, Number(issue.maximum))
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options) && issue.options.length > 0
        ? { code: 'not-permitted', found: shown, permitted: issue.options.map(String) }
        : { code: 'invalid', detail: shown === '' ? issue.message : `${shown} (${issue.message})` }
    case 'unrecognized_keys':
      return { code: 'unknown-column', permitted: [] }
    default:
      return { code: 'invalid', detail: shown === '' ? issue.message : `${shown} (${issue.message})` }
  }
}

function limit(shown: string, found: unknown, min: number | null, max: number | null): PackProblem {
  if (found === '') return { code: 'empty-cell' }
  if (typeof found === 'string' || Array.isArray(found)) return { code: 'wrong-length', found: found.length, min, max }
  return { code: 'out-of-range', found: shown, min, max }
}

function formatOf(expected: string): CellFormat {
  switch (expected) {
    case 'number':
      return 'number'
    case 'int':
      return 'integer'
    case 'boolean':
      return 'yes-no'
    case 'array':
    case 'tuple':
      return 'array'
    case 'object':
      return 'object'
    default:
      return 'text'
  }
}
