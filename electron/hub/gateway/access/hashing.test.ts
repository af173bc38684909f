import { expect, test } from 'vitest'
import { HashingMissingError, loadHashing } from './hashing'

test('the native part of this machine hashes and verifies', async () => {
  const { hash, verify } = await loadHashing()
  const kept = await hash('correct horse', { memoryCost: 64, timeCost: 1 })
  expect([await verify(kept, 'correct horse'), await verify(kept, 'wrong horse')]).toEqual([true, false])
})

test('one that cannot be loaded is said with what to do', async () => {
  const loading = loadHashing(() => Promise.reject(new Error('The specified module could not be found.\nRequire stack: …')))
  await expect(loading).rejects.toThrow(HashingMissingError)
  await expect(loading).rejects.toThrow(/^the library that hashes passwords cannot be loaded \(The specified module could not be found\.\): install/)
})
