import type { Field, FieldValue, FieldValues } from '../domain/callout/fields'

/** What is being filled in: text as typed, a number as typed, the chosen option, or villages (null: not said yet). */
export type Draft = Readonly<Record<string, string | readonly string[] | null>>

/** Nothing filled in, or what was said before. */
export function draftOf(fields: readonly Field[], said: FieldValues | null): Draft {
  return Object.fromEntries(fields.map(({ id, kind }) => [id, draftValue(said?.[id], kind)]))
}

function draftValue(value: FieldValue | undefined, kind: Field['kind']): string | readonly string[] | null {
  if (value === undefined) return kind === 'villages' ? null : ''
  return typeof value === 'number' ? String(value) : value
}

/** What a draft says; or the first field that has to be filled in, or is no number. */
export function readDraft(fields: readonly Field[], draft: Draft): { readonly ok: true; readonly values: FieldValues } | { readonly ok: false; readonly field: string; readonly problem: 'missing' | 'number' } {
  const values: Record<string, FieldValue> = {}
  for (const { id, kind, required } of fields) {
    const raw = draft[id] ?? (kind === 'villages' ? null : '')
    const value = typeof raw === 'string' ? raw.trim() : raw
    if (value === null || value === '') {
      if (required) return { ok: false, field: id, problem: 'missing' }
    } else if (kind === 'number') {
      if (typeof value !== 'string' || !/^\d{1,7}$/.test(value)) return { ok: false, field: id, problem: 'number' }
      values[id] = Number(value)
    } else values[id] = value
  }
  return { ok: true, values }
}

export interface ValueWords {
  readonly language: 'zh' | 'en'
  /** Name of a village by its id. */
  readonly unit: (id: string) => string
  /** Said where a list of villages is empty. */
  readonly none: string
  /** Between two villages. */
  readonly comma: string
}

/** One answer in words; empty where nothing was said. */
export function valueText(field: Field, value: FieldValue | undefined, words: ValueWords): string {
  if (value === undefined || value === '') return ''
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return value.length === 0 ? words.none : value.map(words.unit).join(words.comma)
  return field.kind === 'choice' ? (field.options.find(({ id }) => id === value)?.label[words.language] ?? value) : value
}
