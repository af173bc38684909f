import { DIRECTIONS } from '../../../shared/geo/coordinates'
import type { Translate } from '../../../shared/i18n/catalogue'
import { distanceText } from '../../ui/format'

/** `观美水库 东北 1.2 km`; a direction between the eight is told in degrees (`观美水库 030° 500 m`). */
export function fromPlaceText(place: string, bearing: number, metres: number, t: Translate): string {
  const step = DIRECTIONS[Math.round(bearing / 45) % 8]
  const direction = bearing % 45 === 0 && step ? t(`direction.${step}`) : `${String(Math.round(bearing)).padStart(3, '0')}°`
  return t('readout.from', { place, direction, distance: distanceText(metres, t) })
}
