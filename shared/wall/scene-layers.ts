/**
 * Layers of the map that a scene can name, besides the pack's point sets. The map's own list (`renderer/map/types`) has
 * some more that belong to an officer's own tools.
 */
export const SCENE_LAYERS = [
  'admin',
  'places',
  'roads',
  'heat',
  'station-areas',
  'team-areas',
  'lost-areas',
  'risk-areas',
  'typhoon',
  'points',
  'hazards',
  'shelters',
  'stations',
  'closures',
  'shapes',
  'trails',
  'sea-grids',
  'formations',
  'silent-vessels',
  'sea-warnings',
  'drift',
  'vessels',
  'routes',
  'teams',
  'incidents',
] as const
