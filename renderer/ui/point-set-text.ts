import type { Translate } from '../../shared/i18n/catalogue'
import type { PointSetError } from '../state/points'
import { rejectionText } from './rejection-text'

/** Why a set of points is not there, in words. */
export function pointSetErrorText(error: PointSetError, t: Translate, zone: string): string {
  switch (error.code) {
    case 'refused':
      return t('data.points.refused', { reason: rejectionText(error.rejection, t, zone) })
    case 'unreadable':
      return t('data.points.unreadable', { detail: error.detail })
    case 'empty':
      return t('data.points.empty')
    case 'too-many':
      return t('data.points.tooMany', { found: error.found, max: error.max })
    case 'swapped':
    case 'outside':
      return t(`data.points.${error.code}`, { row: error.where + 1, lon: error.lon, lat: error.lat })
  }
}
