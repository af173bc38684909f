import { z } from 'zod'
import type { UnitId } from '../../base/ids'

const words = z.strictObject({ zh: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) })

/**
 * One thing that a unit is asked. What is asked is the jurisdiction's data and goes into the event of the sending: an
 * answer is checked by, and stays readable with, what was asked then.
 */
export const fieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), id: fieldId(), label: words, required: z.boolean().default(true), maxLength: z.number().int().min(1).max(2000).default(200) }),
  /** Villages of the unit's own; none of them is an answer too, an empty list. */
  z.strictObject({ kind: z.literal('villages'), id: fieldId(), label: words, required: z.boolean().default(true) }),
  z.strictObject({
    kind: z.literal('choice'),
    id: fieldId(),
    label: words,
    required: z.boolean().default(true),
    options: z.array(z.strictObject({ id: fieldId(), label: words })).min(2).max(12),
  }),
  /** A whole number, nought or more. */
  z.strictObject({ kind: z.literal('number'), id: fieldId(), label: words, required: z.boolean().default(true) }),
])
export type Field = z.infer<typeof fieldSchema>

function fieldId() {
  return z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, at most 40')
}

/** What was answered, by the field's id: text or a choice's id, a number, or the ids of villages. */
export const fieldValuesSchema = z
  .record(z.string().max(40), z.union([z.string().trim().max(2000), z.number().int().min(0).max(10_000_000), z.array(z.string().max(64)).max(500)]))
  .refine((values) => Object.keys(values).length <= 24, 'at most 24 fields')
export type FieldValue = string | number | readonly string[]
export type FieldValues = Readonly<Record<string, FieldValue>>

/** The first thing that is wrong with answers to `fields`; null if nothing is. */
export interface FieldProblem {
  /** Id of the field, as the sender wrote it. */
  readonly field: string
  readonly message: string
  readonly allowed?: readonly string[]
}

/**
 * Checks answers against what was asked, in the order asked. `villages`: the unit's own villages; null if they are not
 * known, then any are taken.
 */
export function fieldProblem(fields: readonly Field[], values: FieldValues, villages: readonly UnitId[] | null): FieldProblem | null {
  const unknown = Object.keys(values).find((id) => !fields.some((field) => field.id === id))
  if (unknown !== undefined) return { field: unknown, message: `nobody asked for "${unknown}"`, allowed: fields.map(({ id }) => id) }
  for (const field of fields) {
    const value = values[field.id]
    const missing = value === undefined || value === ''
    if (missing && field.required) return { field: field.id, message: `${field.label.en}: an answer is needed` }
    const problem = missing ? null : valueProblem(field, value, villages)
    if (problem) return { field: field.id, ...problem }
  }
  return null
}

function valueProblem(field: Field, value: FieldValue, villages: readonly UnitId[] | null): Omit<FieldProblem, 'field'> | null {
  switch (field.kind) {
    case 'text':
      if (typeof value !== 'string') return { message: 'must be a text' }
      return value.length > field.maxLength ? { message: `at most ${field.maxLength} characters` } : null
    case 'choice': {
      const allowed = field.options.map(({ id }) => id)
      return typeof value === 'string' && allowed.includes(value) ? null : { message: `must be one of ${allowed.join(', ')}`, allowed }
    }
    case 'number':
      return typeof value === 'number' ? null : { message: 'must be a whole number' }
    case 'villages': {
      if (typeof value === 'string' || typeof value === 'number') return { message: 'must be a list of villages' }
      const foreign = villages === null ? undefined : value.find((id) => !villages.includes(id as UnitId))
      return foreign === undefined ? null : { message: `"${foreign}" is no village of this unit`, allowed: villages ?? [] }
    }
  }
}
