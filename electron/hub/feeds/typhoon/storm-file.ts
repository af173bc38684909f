import { z } from 'zod'
import { advisorySchema, type Advisory } from '../../../../shared/domain/typhoon/state'
import { err, ok, type Result } from '../../../../shared/base/result'

/** The product's own file of one storm: an advisory with where it comes from. */
export const stormFileSchema = z.strictObject({
  format: z.literal('dinghai-typhoon-1'),
  /** Said on screen and in briefings. */
  source: z.string().min(1).max(300),
  ...advisorySchema.shape,
})
export type StormFile = z.input<typeof stormFileSchema>

/** Reads one; errors name the field. */
export function readStormFile(text: string): Result<Advisory[], string> {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    return err(`not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const parsed = stormFileSchema.safeParse(document)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return err(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`)
  }
  const { format: _, source: __, ...advisory } = parsed.data
  return ok([advisory])
}

/** Text of a storm file, one line per fix, so that a change is seen in a comparison. */
export function stormFileText(advisory: Advisory, source: string): string {
  const { observed, forecast, ...head } = advisory
  const list = (fixes: Advisory['observed']) => (fixes.length === 0 ? '[]' : `[\n    ${fixes.map((fix) => JSON.stringify(fix)).join(',\n    ')}\n  ]`)
  const lines = Object.entries({ format: 'dinghai-typhoon-1', source, ...head }).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
  return `{\n${lines.join(',\n')},\n  "observed": ${list(observed)},\n  "forecast": ${list(forecast)}\n}\n`
}
