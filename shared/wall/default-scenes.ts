import type { WallSettings } from '../pack/scene'

/** What a wall shows where a pack has no scenes.json: the one map, and an incident when there is one to look at. */
export const DEFAULT_WALL: WallSettings = {
  scenes: [
    {
      id: 'overview',
      name: { zh: '一张图', en: 'Overview' },
      map: { layers: ['admin', 'places', 'roads', 'closures', 'shapes', 'routes', 'teams', 'incidents'], camera: { kind: 'incidents' } },
      grid: {
        columns: 12,
        rows: 12,
        panels: [
          { panel: 'incidents', column: 0, row: 0, width: 4, height: 12 },
          { panel: 'figures', column: 9, row: 0, width: 3, height: 4 },
          { panel: 'forces', column: 9, row: 4, width: 3, height: 4 },
          { panel: 'movements', column: 9, row: 8, width: 3, height: 4 },
        ],
      },
    },
    {
      id: 'incident',
      name: { zh: '警情聚焦', en: 'Incident' },
      map: { layers: ['admin', 'places', 'roads', 'closures', 'shapes', 'routes', 'teams', 'incidents', 'stations'], camera: { kind: 'incident' } },
      grid: {
        columns: 12,
        rows: 12,
        panels: [
          { panel: 'incident-focus', column: 0, row: 0, width: 4, height: 12 },
          { panel: 'movements', column: 9, row: 0, width: 3, height: 6 },
        ],
      },
    },
  ],
  playlists: [{ id: 'daily', name: { zh: '值守', en: 'Watch' }, entries: [{ scene: 'overview', seconds: 3600 }] }],
  interrupt: { from: 'orange', scene: 'incident', seconds: 60 },
  incidentScene: 'incident',
  viewScene: 'overview',
}
