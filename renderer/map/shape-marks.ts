import type { EpochMs } from '../../shared/base/time'
import { isShown, type Annotation } from '../../shared/domain/annotation/state'
import type { ShapeMark } from './drawn-types'

/** What officers have drawn and is shown at `now`, for the map of any screen; `but` is drawn by hand elsewhere. */
export function shapeMarks(annotations: Iterable<Annotation>, now: EpochMs, but?: Annotation['id']): ShapeMark[] {
  return [...annotations].filter((one) => one.id !== but && isShown(one, now)).map(({ id, geometry, name, class: of }) => ({ id, geometry, label: name, of }))
}
