import type { GatewayContext } from '../context'
import { notFound } from '../http/refusal'
import { isRecallOpen } from '../../../../shared/domain/recall/state'
import { param, sender, type Route } from '../http/route'

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
        description: 'From AIS, unchecked: crews key it in. Parts that were never said are missing. `position` is null where none was heard for six hours. `registered`: what the pack has of it, with owner and telephone, for officers only; `port`: where it would run to; `recalls`: the calls that name it, the newest first.',
        replies: {
          200: {
            description: 'The vessel. `at`: when it last said something of itself (epoch milliseconds).',
            example: {
              mmsi: '412345678',
              particulars: { name: 'ZHE CANG YU 00123', callsign: 'BXYZ', shipType: 30, lengthM: 36, beamM: 7, navStatus: 7 },
              at: 1785218580000,
              registered: { mmsi: '412345678', name: '演示渔 00123', formation: 'f012', owner: '演示船主', phone: '13800100123', crew: 6 },
              inPort: false,
              port: { id: 'yanting', metres: 21000, by: 'sea' },
              recalls: [{ recallId: 'rec_2b', open: true, orderedAt: 1785218000000, answer: 'coming', answeredAt: 1785218100000 }],
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
        const watched = hub.sea?.vessel(mmsi)
        const registered = hub.pack.sea?.vessels.find((vessel) => vessel.mmsi === mmsi) ?? null
        if (!record && !point && !watched && !registered) throw notFound(`vessel ${mmsi} was never heard`, 'mmsi')
        const known = (value: number) => (Number.isNaN(value) ? null : value)
        const position = point
          ? { lon: point.lon, lat: point.lat, headingDeg: known(point.headingDeg), speedMps: known(point.speedMps), at: point.at }
          : null
        const recalls = [...hub.world.recalls.values()]
          .toSorted((a, b) => b.orderedAt - a.orderedAt)
          .flatMap((recall) => recall.vessels.filter((vessel) => vessel.mmsi === mmsi).map((vessel) => ({ ...vessel, recallId: recall.id, open: isRecallOpen(recall), orderedAt: recall.orderedAt })))
          .slice(0, 20)
        const port = watched && hub.sea?.plan.ports[watched.way.port]
        const body = {
          mmsi,
          particulars: record?.particulars ?? {},
          at: record?.at ?? null,
          position: position ?? (watched ? { lon: watched.lon, lat: watched.lat, headingDeg: known(watched.headingDeg), speedMps: known(watched.speedMps), at: watched.at } : null),
          // Owners and telephones are nobody's business on a wall.
          registered: sender(exchange).role === 'officer' ? registered : null,
          inPort: watched?.inPort ?? null,
          port: watched && port ? { id: port.id, metres: Math.round(watched.way.metres), by: watched.way.by } : null,
          recalls,
        }
        return Promise.resolve({ status: 200, body })
      },
    },
  ]
}
