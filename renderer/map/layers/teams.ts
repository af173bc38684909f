import { ScatterplotLayer, TextLayer } from '@deck.gl/layers'
import { collection, pointFeature } from '../geo'
import { teamIcon } from '../icons'
import { COUNT_PX } from '../least-text'
import { MAP_FONT, rgba } from '../palette'
import { groupTeams, type GroupedTeams, type TeamGroup } from '../team-groups'
import type { TeamMark } from '../types'
import { geoPart } from './geo-layer'
import { oneSwitch, type DeckHit, type MapLayer } from './layer'
import { FLAT, markLayers, UNDER_INCIDENTS, type MarkLook } from './marks'

const rank = ({ tone }: TeamMark) => ({ off: 0, available: 1, acting: 2 })[tone]

const sorted = new WeakMap<GroupedTeams, TeamMark[]>()
/** What moves because of you lies on top. */
function inOrder(grouped: GroupedTeams): TeamMark[] {
  let known = sorted.get(grouped)
  if (!known) sorted.set(grouped, (known = grouped.alone.toSorted((a, b) => rank(a) - rank(b))))
  return known
}

/** A group is green as long as one of it can be sent. */
const isOff = ({ available }: TeamGroup) => available === 0
const isDim = ({ members }: TeamGroup) => members.every(({ dimmed }) => dimmed)

function groupLayers(groups: readonly TeamGroup[], { palette, scale, plates }: MarkLook) {
  if (groups.length === 0) return []
  const common = { parameters: FLAT, ...UNDER_INCIDENTS }
  return [
    new ScatterplotLayer<TeamGroup>({
      ...common,
      id: 'teams/groups',
      data: groups as TeamGroup[],
      pickable: true,
      stroked: true,
      getPosition: ({ at }) => [at.lon, at.lat],
      radiusUnits: 'pixels',
      billboard: true,
      getRadius: 13 * plates,
      lineWidthUnits: 'pixels',
      getLineWidth: 2.6 * scale,
      getFillColor: (group) => rgba(palette.plate, isDim(group) ? 150 : 255),
      getLineColor: (group) => rgba(isOff(group) ? palette.off : palette.ok, isDim(group) ? 110 : 255),
    }),
    new TextLayer<TeamGroup>({
      ...common,
      id: 'teams/counts',
      data: groups as TeamGroup[],
      characterSet: '0123456789',
      fontFamily: 'B612, sans-serif',
      fontWeight: 700,
      getText: ({ members }) => String(members.length),
      getPosition: ({ at }) => [at.lon, at.lat],
      getSize: COUNT_PX * plates,
      getColor: (group) => rgba(palette.text, isDim(group) ? 150 : 255),
    }),
  ]
}

/** Teams: colour says whether they can be sent, the arrow where they head, a dot that only the base is known. */
export const teamsLayer: MapLayer = {
  id: 'teams',
  group: 'now',
  shown: true,
  switches: oneSwitch('teams', ({ teams }) => teams.length),
  deck: ({ teams }, look) => {
    if (!look.isVisible('teams')) return []
    const grouped = groupTeams(teams, look.view.zoom, look.plates)
    return [
      ...groupLayers(grouped.groups, look),
      ...markLayers<TeamMark>(
        {
          id: 'teams',
          key: 'teams',
          data: inOrder(grouped),
          at: ({ at }) => at,
          icon: ({ tone, headingDeg, stale, atBase }) => teamIcon(tone, atBase ? 'base' : headingDeg === null ? 'standing' : 'moving', stale),
          size: 30,
          turn: ({ headingDeg }) => headingDeg ?? 0,
          alpha: ({ dimmed }) => (dimmed ? 95 : 255),
          underIncidents: true,
        },
        look,
      ),
    ]
  },
  picked: ({ part, object }: DeckHit) => {
    if (part !== 'groups') return { layer: 'teams', id: (object as TeamMark).id }
    const { members, bounds } = object as TeamGroup
    return { layer: 'teams', id: '', cluster: { count: members.length, bounds, ids: members.map(({ id }) => id) } }
  },
  legend: () => [
    { kind: 'icon', icon: teamIcon('available', 'base', false), text: 'map.legend.teamAvailable' },
    { kind: 'icon', icon: teamIcon('acting', 'moving', false), text: 'map.legend.teamActing' },
    { kind: 'icon', icon: teamIcon('off', 'base', false), text: 'map.legend.teamOff' },
    { kind: 'icon', icon: teamIcon('available', 'standing', true), text: 'map.legend.teamStale' },
  ],
  geo: [
    geoPart<'teams'>({
      from: 'teams',
      source: 'team-labels',
      underLabels: false,
      byView: true,
      // Names of those that matter now at every scale, all of them from zoom 12 on; a group is named as a whole.
      features: (teams, { zoom, plates, t }) => {
        const { alone, groups } = groupTeams(teams, zoom, plates)
        return collection([
          ...alone.map(({ id, at, title, subtitle, label, tone }) =>
            pointFeature(at, { id, title, subtitle: subtitle ?? '', always: label === 'always', order: label === 'always' ? 0 : 2, tone }),
          ),
          // Of those that have no part in what is shown the plate with their number says enough.
          ...groups.filter((group) => !isDim(group)).map(({ id, at, place, members, available }) =>
            pointFeature(at, {
              id,
              title: place ? t('map.teamGroup', { place, n: members.length }) : t('map.teamGroupNameless', { n: members.length }),
              subtitle: '',
              always: false,
              order: 1,
              tone: available > 0 ? 'available' : 'off',
            }),
          ),
        ])
      },
      drawings: ({ palette, scale }) =>
        [true, false].map((always) => ({
          id: always ? 'team-labels-always' : 'team-labels-near',
          type: 'symbol' as const,
          ...(always ? {} : { minzoom: 11 }),
          filter: ['all', ['==', ['get', 'always'], always], ...(always ? [] : [['any', ['==', ['get', 'order'], 1], ['>=', ['zoom'], 12]]])],
          layout: {
            'text-field': [
              'format',
              ['get', 'title'],
              {},
              ['case', ['==', ['get', 'subtitle'], ''], '', ['concat', '\n', ['get', 'subtitle']]],
              {
                'text-color': ['match', ['get', 'tone'], 'available', palette.ok, 'acting', palette.act, palette.off],
              },
            ],
            'text-font': MAP_FONT,
            'text-size': 14 * scale,
            'text-justify': 'auto' as const,
            'symbol-sort-key': ['get', 'order'],
            'text-variable-anchor-offset': [
              'left', [1.3, 0], 'right', [-1.3, 0], 'top', [0, 1.3], 'bottom', [0, -1.3],
              'top-left', [1, 1], 'top-right', [-1, 1], 'bottom-left', [1, -1], 'bottom-right', [-1, -1],
            ],
          },
          paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 },
        })) as never,
    }),
  ],
}
