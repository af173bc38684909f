import type { z } from 'zod'
import { err, ok, type Result } from '../../../shared/base/result'
import type { Rejection } from '../../../shared/domain/rejection'

/** Checks what came from outside; the refusal names the field as the sender wrote it. */
export function validate<S extends z.ZodType>(schema: S, value: unknown, prefix = ''): Result<z.output<S>, Rejection> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  const path = [...(prefix === '' ? [] : [prefix]), ...(issue?.path ?? []).map(String)].join('.')
  const what = issue?.message ?? 'invalid'
  return err({
    code: 'invalid',
    message: path === '' ? what : `${path}: ${what}`,
    ...(path === '' ? {} : { field: path }),
    ...(issue?.code === 'invalid_value' ? { allowed: issue.values.map(String) } : {}),
  })
}
