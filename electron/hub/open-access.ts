import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HashingMissingError } from './gateway/access/hashing'
import { openAccessStore, type AccessStore } from './gateway/access/store'

/** The keys of a data directory cannot be read: who may come in is not known, so nothing is served. */
export class AccessOpenError extends Error {
  override readonly name = 'AccessOpenError'
}

/**
 * Opens the keys of a data directory, which is made if it is not there. The first opening creates the officer `officer`
 * and leaves the password in `initial-password.txt`, readable by the owner only: nobody can read it out of the store.
 * Rejects with `AccessOpenError` where the file is damaged or of a newer version, `HashingMissingError` where passwords
 * cannot be hashed.
 */
export async function openAccess(dataDir: string): Promise<{ access: AccessStore; initialPassword: string | null }> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const file = join(dataDir, 'access.db')
  const { store, initialPassword } = await openAccessStore({ file, now: Date.now }).catch((error: Error) => {
    if (error instanceof HashingMissingError) throw error
    throw new AccessOpenError(`officers and keys in ${file} cannot be read (${error.message}): restore it from a backup, or put it aside and give out all keys anew`)
  })
  if (initialPassword !== null) {
    await writeFile(join(dataDir, 'initial-password.txt'), `${initialPassword}\n`, { mode: 0o600 })
  }
  return { access: store, initialPassword }
}
