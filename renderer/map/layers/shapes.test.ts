import { describe, expect, it } from 'vitest'
import { ANNOTATION_CLASSES } from '../../../shared/domain/annotation/state'
import { PALETTES, SEVERITY_FILL } from '../palette'
import type { ShapeMark } from '../drawn-types'
import { EMPTY_MAP } from '../types'
import { SHAPE_LOOKS } from './shape-looks'
import { shapesLayer } from './shapes'

const mark = (id: string, of: ShapeMark['of']): ShapeMark => ({ id, label: id, of, geometry: { type: 'Point', coordinates: [120, 27] } })
const looks = ANNOTATION_CLASSES.map((one) => SHAPE_LOOKS[one])

describe('drawings', () => {
  it('tell their classes apart by colour, and by the line alone', () => {
    for (const scheme of ['dark', 'light'] as const) {
      const colours = looks.map(({ colour }) => PALETTES[scheme][colour])
      expect(new Set(colours).size).toBe(ANNOTATION_CLASSES.length)
      for (const severity of Object.values(SEVERITY_FILL)) expect(colours).not.toContain(severity)
    }
    expect(new Set(looks.map(({ dash, double }) => JSON.stringify([dash, double ?? false]))).size).toBe(ANNOTATION_CLASSES.length)
  })

  it('draw a line for each class, and none for what is being drawn', () => {
    const [part] = shapesLayer.geo ?? []
    const lines = part?.drawings({ palette: PALETTES.dark, lines: 1, scale: 1, least: 0 }).filter(({ type }) => type === 'line') ?? []
    expect(lines.map(({ id }) => id)).toEqual(ANNOTATION_CLASSES.map((one) => `shape-line-${one}`))
    expect(part?.clickable).toEqual(expect.arrayContaining(lines.map(({ id }) => id)))
  })

  it('name in the legend the classes that are there', () => {
    const legend = shapesLayer.legend?.({ ...EMPTY_MAP, shapes: [mark('a', 'danger'), mark('b', 'draft'), mark('c', 'danger'), mark('d', 'patrol')] }, () => true)
    expect(legend?.map(({ text }) => text)).toEqual(['map.drawing.patrol', 'map.drawing.danger'])
  })
})
