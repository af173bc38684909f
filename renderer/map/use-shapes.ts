import { useMemo } from 'react'
import type { Annotation } from '../../shared/domain/annotation/state'
import { useNow } from '../state/clock'
import { useWorld } from '../state/world'
import { shapeMarks } from './shape-marks'
import type { ShapeMark } from './drawn-types'

/** What officers have drawn, for the map of this screen; the same array until something changed or came to its end. */
export function useShapeMarks(but?: Annotation['id']): readonly ShapeMark[] {
  const annotations = useWorld((world) => world.annotations)
  const now = useNow(5_000)
  // What is over now was over at the latest of their ends: that moment changes only when something ends.
  const lastEnd = useMemo(() => Math.max(0, ...[...annotations.values()].flatMap(({ until }) => (until !== null && until <= now ? [until] : []))), [annotations, now])
  return useMemo(() => shapeMarks(annotations.values(), lastEnd, but), [annotations, lastEnd, but])
}
