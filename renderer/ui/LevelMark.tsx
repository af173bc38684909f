import type { LevelInForce } from '../../shared/domain/response/state'
import { SeverityMark } from './SeverityMark'

/** A level by shape, colour and its numeral (Ⅰ-Ⅳ) at once. */
export function LevelMark({ level, size }: { readonly level: Pick<LevelInForce, 'name' | 'severity'>; readonly size?: number | string }) {
  return <SeverityMark severity={level.severity} glyph={level.name.zh.slice(0, 1)} {...(size === undefined ? {} : { size })} />
}
