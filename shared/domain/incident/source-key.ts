import type { CallSource } from './events'

/** What a call is known by when its feed tells it again. */
export function sourceKey(source: Pick<CallSource, 'feed' | 'sourceId'>): string {
  return `${source.feed}/${source.sourceId}`
}
