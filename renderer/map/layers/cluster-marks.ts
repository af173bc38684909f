import type { Layer } from '@deck.gl/core'
import { ScatterplotLayer, TextLayer } from '@deck.gl/layers'
import type { Cluster } from '../cluster'
import { COUNT_PX } from '../least-text'
import { rgba } from '../palette'
import type { LayerKey } from '../types'
import { FLAT, markLayers, UNDER_LABELS, type MarkLook } from './marks'

export interface ClusterSpec {
  /** `shelters`, `points/guard-codes`: further parts are added behind it. */
  readonly id: string
  readonly key: LayerKey
  readonly clusters: readonly Cluster[]
  /** Edge of the plates. */
  readonly colour: string
  /** Picture of the one that stands alone. */
  readonly icon: (row: number) => string
  /** Pixels at scale 1. */
  readonly size: number
  /** Size of the character on its pictures, in their box of 100. */
  readonly letter: number
}

const NONE: readonly Cluster[] = []
const alone = new WeakMap<readonly Cluster[], { readonly singles: Cluster[]; readonly groups: Cluster[] }>()

/** Singles and groups: the same arrays for the same clusters, so that nothing is uploaded again. */
function split(clusters: readonly Cluster[]) {
  let known = alone.get(clusters)
  if (!known) {
    known = { singles: clusters.filter(({ count }) => count === 1), groups: clusters.filter(({ count }) => count > 1) }
    alone.set(clusters, known)
  }
  return known
}

/** Wider for more digits; pixels at scale 1. */
const plateRadius = ({ count }: Cluster) => 11 + 3.5 * String(count).length

/** Points that stand alone as marks, those that would cover each other as one plate with their number. */
export function clusterLayers({ id, key, clusters, colour, icon, size, letter }: ClusterSpec, look: MarkLook): Layer[] {
  const { palette, scale, plates } = look
  const faded = look.isFaded(key)
  const { singles, groups } = split(look.isVisible(key) ? clusters : NONE)
  const common = { opacity: faded ? 0.5 : 1, parameters: FLAT, ...UNDER_LABELS }
  const icons = markLayers<Cluster>({ id, key, data: singles, at: (mark) => mark, icon: ({ rows }) => icon(rows[0] ?? 0), size, letter, underLabels: true }, look)
  if (groups.length === 0) return icons
  return [
    ...icons,
    new ScatterplotLayer<Cluster>({
      ...common,
      id: `${id}/groups`,
      data: groups,
      pickable: true,
      stroked: true,
      getPosition: ({ lon, lat }) => [lon, lat],
      radiusUnits: 'pixels',
      billboard: true,
      getRadius: (mark) => plateRadius(mark) * plates,
      lineWidthUnits: 'pixels',
      getLineWidth: 2 * scale,
      getFillColor: rgba(palette.plate, 235),
      getLineColor: rgba(faded ? palette.off : colour),
      updateTriggers: { getLineColor: [faded], getRadius: [plates] },
    }),
    new TextLayer<Cluster>({
      ...common,
      id: `${id}/counts`,
      data: groups,
      characterSet: '0123456789',
      fontFamily: 'B612, sans-serif',
      fontWeight: 700,
      getText: ({ count }) => String(count),
      getPosition: ({ lon, lat }) => [lon, lat],
      getSize: COUNT_PX * plates,
      getColor: rgba(faded ? palette.off : palette.text),
      updateTriggers: { getColor: [faded], getSize: [plates] },
    }),
  ]
}
