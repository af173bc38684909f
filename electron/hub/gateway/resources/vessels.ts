import type { GatewayContext } from '../context'
import { notFound } from '../http/refusal'
import { param, type Route } from '../http/route'

/** One file per vessel: what it says of itself over AIS, and where it was last. */
export function vesselRoutes({ hub }: GatewayContext): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/vessels/{mmsi}',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'tracks',
        summary: 'What a vessel says of itself, and its last position',
        description: 'From AIS, unchecked: crews key it in. Parts that were never said are missing. `position` is null where none was heard for six hours.',
        replies: {
          200: {
            description: 'The vessel. `at`: when it last said something of itself (epoch milliseconds).',
            example: {
              mmsi: '412345678',
              particulars: { name: 'ZHE CANG YU 00123', callsign: 'BXYZ', shipType: 30, lengthM: 36, beamM: 7, navStatus: 7 },
              at: 1785218580000,
              position: { lon: 121.02, lat: 27.21, headingDeg: 214, speedMps: 3.1, at: 1785218592000 },
            },
          },
          404: { description: 'It was never heard.' },
        },
      },
      handle(exchange) {
        const mmsi = param(exchange, 'mmsi')
        const record = hub.vessels.get(mmsi)
        const point = hub.tracks.get(`vessel:${mmsi}`)
        if (!record && !point) throw notFound(`vessel ${mmsi} was never heard`, 'mmsi')
        const known = (value: number) => (Number.isNaN(value) ? null : value)
        const position = point
          ? { lon: point.lon, lat: point.lat, headingDeg: known(point.headingDeg), speedMps: known(point.speedMps), at: point.at }
          : null
        return Promise.resolve({ status: 200, body: { mmsi, particulars: record?.particulars ?? {}, at: record?.at ?? null, position } })
      },
    },
  ]
}
