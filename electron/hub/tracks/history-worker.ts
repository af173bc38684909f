import { parentPort, workerData } from 'node:worker_threads'
import { openHistoryFile, type HistoryFile } from './history-file'
import type { HistoryQuestion, HistoryReply, HistoryTask } from './history-protocol'

/** The thread that owns the file of past positions: a query that reads much does not stop the hub. */
const port = parentPort
if (!port) throw new Error('the history thread is started by the hub')
const send = (reply: HistoryReply): void => port.postMessage(reply)
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

let file: HistoryFile | null = null
try {
  file = openHistoryFile(workerData as HistoryTask)
  send({ id: 0, ok: true, answer: null })
} catch (error) {
  send({ id: 0, ok: false, message: messageOf(error) })
  port.close()
}

port.on('message', ({ id, call, ask }: HistoryQuestion) => {
  if (!file) return
  if (call === 'close') {
    file.close()
    send({ id, ok: true, answer: null })
    port.close()
    return
  }
  try {
    // The table that gives the call also gives the type of what it asks.
    const answer = file[call](ask as never)
    port.postMessage({ id, ok: true, answer } satisfies HistoryReply, answer instanceof ArrayBuffer ? [answer] : [])
  } catch (error) {
    send({ id, ok: false, message: messageOf(error) })
  }
})
