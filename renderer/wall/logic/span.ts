export type SpanPart = { readonly text: string; readonly place: number } | { readonly unit: 'hour' | 'minute' | 'second' }

/** A length of time as large figures with small units: 28秒, 13分40, 1时05分. Milliseconds, rounded up to whole seconds. */
export function spanParts(ms: number): SpanPart[] {
  // Upwards: a percentile just over its target must not read as on target.
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  if (seconds < 60) return [{ text: String(seconds), place: 0 }, { unit: 'second' }]
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return [{ text: String(minutes), place: 0 }, { unit: 'minute' }, { text: two(seconds % 60), place: 1 }]
  return [{ text: String(Math.floor(minutes / 60)), place: 0 }, { unit: 'hour' }, { text: two(minutes % 60), place: 1 }, { unit: 'minute' }]
}
