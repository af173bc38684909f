/** Makes a `switch` over a union exhaustive: a new member is a type error at every place that forgot it. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}

/** Narrows away `null` and `undefined` where the program's own logic guarantees a value. Throws otherwise: a bug. */
export function required<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`missing: ${what}`)
  return value
}
