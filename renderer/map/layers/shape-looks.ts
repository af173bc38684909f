import type { AnnotationClass } from '../../../shared/domain/annotation/state'
import type { MapPalette } from '../palette'

/** How drawings of a class look: the colour and the line each tell them apart without the other. */
export interface ShapeLook {
  readonly colour: keyof Pick<MapPalette, 'point' | 'point2' | 'danger' | 'assembly' | 'textQuiet'>
  /** Dashes and gaps in widths of the line; null: unbroken. */
  readonly dash: readonly number[] | null
  /** Two lines beside each other. */
  readonly double?: boolean
  /** The same colour for the legend. */
  readonly css: string
}

/** No severity has these colours: violet, magenta, brown and greys. */
export const SHAPE_LOOKS: Readonly<Record<AnnotationClass, ShapeLook>> = {
  boundary: { colour: 'point', dash: [5, 1.6, 0.8, 1.6], css: 'var(--draw-boundary)' },
  patrol: { colour: 'point2', dash: [3, 1.5], css: 'var(--draw-patrol)' },
  danger: { colour: 'danger', dash: null, double: true, css: 'var(--draw-danger)' },
  assembly: { colour: 'assembly', dash: null, css: 'var(--draw-assembly)' },
  note: { colour: 'textQuiet', dash: [0.9, 1.4], css: 'var(--text-2)' },
}
