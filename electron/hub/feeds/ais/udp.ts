import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Feed } from '../feed'
import { createAisSpeaker } from './speak'

/** Sentences in UDP packets sent to a port of this machine, one or several lines in each. */
export const aisUdp: Feed<'ais-udp'> = {
  kind: 'ais-udp',
  run: ({ bind, port }, io, stop) =>
    new Promise((resolve, reject) => {
      const socket = createSocket({ type: isIPv6(bind) ? 'udp6' : 'udp4', signal: stop })
      const speak = createAisSpeaker(io)
      socket.on('message', (packet) => {
        for (const line of packet.toString('latin1').split(/\r\n|\n|\r/)) if (line !== '') speak(line)
      })
      socket.on('error', reject)
      socket.on('close', () => {
        if (stop.aborted) resolve()
        else reject(new Error(`${bind}:${port}: the socket was closed`))
      })
      socket.bind(port, bind)
    }),
}
