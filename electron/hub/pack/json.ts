import type { z } from 'zod'
import { problemOfIssue } from './cells'
import type { Problems } from './problems'

type Path = readonly PropertyKey[]

/** `[3].needs[0].qualification`, as an editor's breadcrumb shows it; `null` for the whole document. */
export function pathText(path: Path): string | null {
  let text = ''
  for (const step of path) text += typeof step === 'number' ? `[${step}]` : `${text === '' ? '' : '.'}${String(step)}`
  return text === '' ? null : text
}

/**
 * The line (from 1) on which the value at `path` begins, in text that `JSON.parse` has accepted; the line of the
 * nearest enclosing value if the last steps do not exist.
 */
export function lineOf(text: string, path: Path): number {
  let at = 0
  const skipSpace = (): void => {
    while (at < text.length && /\s/.test(text[at] ?? '')) at += 1
  }
  const skipString = (): void => {
    at += 1
    while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
    at += 1
  }
  /** Leaves `at` behind the value. */
  const skipValue = (): void => {
    skipSpace()
    if (text[at] === '"') {
      skipString()
      return
    }
    let depth = 0
    do {
      const char = text[at]
      if (char === '"') {
        skipString()
        continue
      }
      if (char === '{' || char === '[') depth += 1
      else if (char === '}' || char === ']') depth -= 1
      else if (depth === 0 && (char === ',' || char === undefined)) return
      if (depth < 0) return
      at += 1
    } while (at < text.length && (depth > 0 || !/[,\]}]/.test(text[at] ?? ',')))
  }
  /** From the start of a container to the start of the member; false if there is no such member. */
  const enter = (step: PropertyKey): boolean => {
    const open = text[at]
    if (open !== '{' && open !== '[') return false
    at += 1
    for (let index = 0; ; index += 1) {
      skipSpace()
      if (text[at] === '}' || text[at] === ']') return false
      let key: unknown = index
      if (open === '{') {
        const from = at
        skipString()
        key = JSON.parse(text.slice(from, at))
        skipSpace()
        at += 1
        skipSpace()
      }
      if (key === step) return true
      skipValue()
      skipSpace()
      if (text[at] === ',') at += 1
    }
  }

  skipSpace()
  let found = at
  for (const step of path) {
    if (!enter(step)) break
    found = at
  }
  return text.slice(0, found).split('\n').length
}

function valueAt(document: unknown, path: Path): unknown {
  let value = document
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<PropertyKey, unknown>)[step]
  }
  return value
}

/** The document, or `undefined` with an error that names the line. */
export function parseJson(file: string, content: string, problems: Problems): unknown {
  const text = content.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(text)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const line = /line (\d+)/.exec(detail)?.[1]
    const position = /position (\d+)/.exec(detail)?.[1]
    let row: number | null = null
    if (line !== undefined) row = Number(line)
    else if (position !== undefined) row = text.slice(0, Number(position)).split('\n').length
    // V8 gives no position where the text simply ends: that is the last line.
    else if (/end of JSON/i.test(detail)) row = text.trimEnd().split('\n').length
    problems.add(file, row, null, { code: 'bad-json', detail })
    return undefined
  }
}

/** Checks a JSON file against its schema; each error names the line and the path. */
export function readJson<S extends z.ZodType>(
  file: string,
  content: string,
  schema: S,
  problems: Problems,
): z.output<S> | null {
  const document = parseJson(file, content, problems)
  if (document === undefined) return null
  const checked = schema.safeParse(document)
  if (checked.success) return checked.data
  const text = content.replace(/^\uFEFF/, '')
  for (const issue of checked.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      const permitted = permittedKeys(schema, issue.path, document)
      for (const key of issue.keys) {
        const path = [...issue.path, key]
        problems.add(file, lineOf(text, path), pathText(path), { code: 'unknown-column', permitted })
      }
      continue
    }
    const problem = problemOfIssue(issue, valueAt(document, issue.path))
    problems.add(file, lineOf(text, issue.path), pathText(issue.path), problem)
  }
  return null
}

/** The keys that an object at `path` may have, read from the schema itself. */
function permittedKeys(schema: z.ZodType, path: Path, document: unknown): string[] {
  let current: unknown = schema
  path.forEach((step, index) => {
    const def = definition(chosen(current, valueAt(document, path.slice(0, index))))
    current = typeof step === 'number' ? def.element : def.shape?.[String(step)]
  })
  return Object.keys(definition(chosen(current, valueAt(document, path))).shape ?? {})
}

/** Of several forms told apart by one field (`kind`), the one that `value` says it has. */
function chosen(schema: unknown, value: unknown): unknown {
  const { options, discriminator } = definition(schema)
  if (!options || discriminator === undefined) return schema
  const named: unknown = valueAt(value, [discriminator])
  return options.find((option) => definition(definition(option).shape?.[discriminator]).values?.includes(named)) ?? schema
}

interface Definition {
  readonly element?: unknown
  readonly innerType?: unknown
  readonly shape?: Readonly<Record<string, unknown>>
  readonly options?: readonly unknown[]
  readonly discriminator?: string
  readonly values?: readonly unknown[]
}

function definition(schema: unknown): Definition {
  const def = (schema as { readonly def?: Definition } | undefined)?.def ?? {}
  return def.innerType === undefined ? def : definition(def.innerType)
}
