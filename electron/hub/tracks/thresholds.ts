import type { Severity } from '../../../shared/domain/incident/kind'
import type { PointColumns, ReadingState } from '../../../shared/pack/points'

/** Gravest first. */
const STEPS = ['red', 'orange', 'yellow', 'blue'] as const satisfies readonly Severity[]
/** Headings of the columns, in small letters: the officer's table may be in either language. */
const HEADINGS = {
  metric: ['metric', '指标'],
  red: ['red', '红色'],
  orange: ['orange', '橙色'],
  yellow: ['yellow', '黄色'],
  blue: ['blue', '蓝色'],
} as const

/** What a reading without a state means, by the pack's own table. */
export type StateOf = (id: string, metric: string, value: number) => ReadingState

interface Limits {
  /** The one that the limits are for; null: every metric of the point. */
  readonly metric: string | null
  readonly from: readonly (readonly [Severity, number])[]
}

/**
 * A table of points may have columns `蓝色`, `黄色`, `橙色`, `红色`: the values from which a reading of the point is of
 * that severity, and `指标`, the metric they are for. Without them a reading is `normal` unless its source says
 * otherwise.
 */
export function createThresholds(sets: readonly PointColumns[]): StateOf {
  const limits = new Map<string, Limits>()
  for (const { id, ids, details } of sets) {
    const column = (name: keyof typeof HEADINGS) =>
      details.find(({ heading }) => HEADINGS[name].some((known) => known === heading.toLowerCase()))?.values
    const metric = column('metric')
    const steps = STEPS.flatMap((step) => {
      const values = column(step)
      return values ? [[step, values] as const] : []
    })
    if (steps.length === 0) continue
    ids.forEach((pointId, row) => {
      const from = steps.flatMap(([step, values]) => {
        const text = values[row] ?? ''
        return text !== '' && Number.isFinite(Number(text)) ? [[step, Number(text)] as const] : []
      })
      if (from.length > 0) limits.set(`${id}:${pointId}`, { metric: metric?.[row] || null, from })
    })
  }
  return (id, metric, value) => {
    const held = limits.get(id)
    if (!held || (held.metric !== null && held.metric !== metric)) return 'normal'
    return held.from.find(([, from]) => value >= from)?.[0] ?? 'normal'
  }
}
