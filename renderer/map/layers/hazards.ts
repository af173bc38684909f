import { PLATE_LETTER } from '../icons'
import { clusterLayers } from './cluster-marks'
import { oneSwitch, type MapLayer } from './layer'
import { clusterMarks, clusterPicked } from './mark-clusters'

/** Flash-flood and geological hazard points; their level is in the list and on the card, not in the colour. */
export const hazardsLayer: MapLayer = {
  id: 'hazards',
  group: 'places',
  shown: false,
  switches: oneSwitch('hazards', ({ hazards }) => hazards.length),
  deck: ({ hazards }, look) =>
    clusterLayers(
      { id: 'hazards', key: 'hazards', clusters: clusterMarks(hazards, look), colour: look.palette.off, icon: (row) => `hazard-${hazards[row]?.kind ?? 'geological'}`, size: 20, letter: PLATE_LETTER },
      look,
    ),
  picked: (hit, { hazards }) => clusterPicked('hazards', hit, hazards),
  legend: ({ hazards }) =>
    (['flash-flood', 'geological'] as const)
      .filter((kind) => hazards.some((hazard) => hazard.kind === kind))
      .map((kind) => ({ kind: 'icon', icon: `hazard-${kind}`, text: `map.hazard.${kind}` })),
}
