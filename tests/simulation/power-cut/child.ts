// Appends batches until it is killed, and says on its output which ones were acknowledged: `ack 17`.
import { writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { openSqliteLog } from '../../../electron/hub/log/sqlite'
import { powerCutBatch } from './batch'

const [path = '', worker = '', synchronous = 'FULL', first = '0'] = process.argv.slice(2)

const log = await openSqliteLog({
  path,
  workerUrl: pathToFileURL(worker),
  weaken: synchronous === 'NORMAL' ? { synchronous } : {},
})
const { seq } = await log.head()
writeSync(1, 'ready\n')

let version = seq
for (let number = Number(first); ; number++) {
  const batch = powerCutBatch(number, version)
  version += batch.reduce((sum, record) => sum + record.events.length, 0)
  try {
    await log.append(batch)
  } catch (error) {
    writeSync(1, `failed ${number} ${error instanceof Error ? error.name : String(error)}\n`)
    continue
  }
  writeSync(1, `ack ${number}\n`)
}
