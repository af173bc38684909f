import type { EpochMs } from '../../shared/base/time'
import type { Translate } from '../../shared/i18n/catalogue'
import { ageText } from '../ui/format'
import type { LayerReason, LayerStatus } from './status'

/** At most four digits behind the point: enough to see which is which. */
const degrees = (value: number) => String(Number(value.toFixed(4)))

/** What is wrong, in a sentence. */
export function layerReasonText(reason: LayerReason, t: Translate): string {
  switch (reason.code) {
    case 'too-many':
      return t('map.reason.tooMany', { count: reason.count, limit: reason.limit })
    case 'swapped':
      return t('map.reason.swapped', { lon: degrees(reason.lon), lat: degrees(reason.lat) })
    case 'bad-coordinates':
      return t('map.reason.badCoordinates', { count: reason.count, of: reason.of })
    case 'outside':
      return t('map.reason.outside', { row: reason.row, lon: degrees(reason.lon), lat: degrees(reason.lat) })
    case 'columns-differ':
      return t('map.reason.columnsDiffer', { column: reason.column })
    case 'bad-geometry':
      return t('map.reason.badGeometry', { count: reason.count, id: reason.id })
    case 'source':
      return t('map.reason.source', { message: reason.message })
    case 'drawing':
      return t('map.reason.drawing', { message: reason.message })
    case 'no-float-textures':
      return t('map.reason.noFloat')
    default:
      return reason satisfies never
  }
}

/** One line under a layer's name: its age, or why it is not as it should be. Null: there is nothing to say. */
export function layerStatusText(status: LayerStatus | undefined, count: number | null, now: EpochMs, t: Translate): string | null {
  const age = status?.at === null || status?.at === undefined ? null : ageText(now - status.at, t)
  const reason = status?.reason ? layerReasonText(status.reason, t) : null
  if (status?.state === 'error') return reason ?? t('map.state.error')
  if (status?.state === 'loading') return t('map.state.loading')
  if (status?.state === 'stale') return [t('map.state.stale', { age: age ?? '' }), reason].filter(Boolean).join(' · ')
  if (status?.state === 'empty' || (status === undefined && count === 0)) return reason ?? t('map.state.empty')
  return [age, reason].filter(Boolean).join(' · ') || null
}
