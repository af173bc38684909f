import { PathLayer } from '@deck.gl/layers'
import { rgba, toneColour } from '../palette'
import type { TrailMark } from '../moving-types'
import { oneSwitch, type MapLayer } from './layer'
import { FLAT, UNDER_LABELS } from './marks'

/** Where teams and followed objects have been. */
export const trailsLayer: MapLayer = {
  id: 'trails',
  group: 'moving',
  shown: true,
  switches: oneSwitch('trails', ({ trails }) => trails.length),
  deck: ({ trails }, { palette, scale, isVisible, isFaded }) => {
    if (trails.length === 0 || !isVisible('trails')) return []
    return [
    new PathLayer<TrailMark>({
      id: 'trails',
      data: trails as TrailMark[],
      opacity: isFaded('trails') ? 0.3 : 0.65,
      positionFormat: 'XY',
      getPath: ({ path }) => path as never,
      getColor: ({ tone }) => rgba(isFaded('trails') ? palette.off : toneColour(tone, palette)),
      updateTriggers: { getColor: [isFaded('trails')] },
      widthUnits: 'pixels',
      getWidth: 2.5 * scale,
      jointRounded: true,
      capRounded: true,
      parameters: FLAT,
      ...UNDER_LABELS,
    }),
    ]
  },
}
