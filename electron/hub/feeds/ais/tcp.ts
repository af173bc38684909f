import { connect } from 'node:net'
import type { Feed } from '../feed'
import { createLineCutter } from './lines'
import { createAisSpeaker } from './speak'

/** A connection on which nothing came for so long is dead, whatever TCP thinks: it is made anew. Milliseconds. */
const SILENT_MS = 120_000

/** Sentences over a TCP connection that the hub opens. */
export const aisTcp: Feed<'ais-tcp'> = {
  kind: 'ais-tcp',
  run: ({ host, port, staleSeconds }, io, stop) =>
    new Promise((resolve, reject) => {
      const socket = connect({ host, port, signal: stop })
      socket.setTimeout(staleSeconds === null ? SILENT_MS : staleSeconds * 1000)
      socket.on('data', createLineCutter(createAisSpeaker(io)))
      socket.on('timeout', () => socket.destroy(new Error(`${host}:${port}: nothing came`)))
      socket.on('error', (error) => {
        if (stop.aborted) resolve()
        else reject(error)
      })
      socket.on('close', () => {
        if (stop.aborted) resolve()
        else reject(new Error(`${host}:${port}: the connection was closed`))
      })
    }),
}
