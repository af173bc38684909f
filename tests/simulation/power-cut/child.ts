// Appends batches until it is killed, and says on its output which ones were acknowledged: `ack 17`.
import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { openSqliteLog } from '../../../electron/hub/log/sqlite'
import { powerCutBatch } from './batch'

const [path = '', worker = '', synchronous = 'FULL', first = '0'] = process.argv.slice(2)

/** At once and whole: what is said may be followed by the kill. Waits while the reader is behind. */
function say(line: string): void {
  for (;;) {
    try {
      writeSync(1, `${line}\n`)
      return
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    }
  }
}

const log = await openSqliteLog({
  path,
  workerUrl: pathToFileURL(worker),
  weaken: synchronous === 'NORMAL' ? { synchronous } : {},
})
const { seq } = await log.head()
say('ready')

let version = seq
for (let number = Number(first); ; number++) {
  const batch = powerCutBatch(number, version)
  version += batch.reduce((sum, record) => sum + record.events.length, 0)
  try {
    await log.append(batch)
  } catch (error) {
    say(`failed ${number} ${error instanceof Error ? error.name : String(error)}`)
    await setTimeout(5)
    continue
  }
  say(`ack ${number}`)
}
