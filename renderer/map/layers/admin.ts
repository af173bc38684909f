import type { MapLayer } from './layer'

/** Lines of counties and towns: drawn by the ground (its drawings whose names begin with `admin`), switched here. */
export const adminLayer: MapLayer = {
  id: 'admin',
  group: 'ground',
  shown: true,
  switches: () => [{ key: 'admin', count: null }],
}
