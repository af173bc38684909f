import { expect, it } from 'vitest'
import { eventLogContract, testRecord } from './contract'
import { LogBrokenError } from './event-log'
import { createMemoryStore, openMemoryLog } from './memory'

eventLogContract('memory', async () => {
  const store = createMemoryStore()
  return { open: async () => openMemoryLog(store), dispose: async () => undefined }
})

it('[EL5] memory: after a failed write every call fails', async () => {
  const store = createMemoryStore()
  const log = openMemoryLog(store)
  await log.append([testRecord('c1')])
  store.failure = 'disk full'
  await expect(log.append([testRecord('c2', 'incident:a', 2)])).rejects.toThrow(LogBrokenError)
  store.failure = null
  await expect(log.append([testRecord('c2', 'incident:a', 2)])).rejects.toThrow('disk full')
  await expect(log.head()).rejects.toThrow(LogBrokenError)
  expect((await openMemoryLog(store).head()).seq).toBe(1)
})
