import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openAccessStore, type AccessStore } from './gateway/access/store'

/**
 * Opens the keys of a data directory, which is made if it is not there. The first opening creates the officer `officer`
 * and leaves the password in `initial-password.txt`, readable by the owner only: nobody can read it out of the store.
 */
export async function openAccess(dataDir: string): Promise<{ access: AccessStore; initialPassword: string | null }> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const { store, initialPassword } = await openAccessStore({ file: join(dataDir, 'access.db'), now: Date.now })
  if (initialPassword !== null) {
    await writeFile(join(dataDir, 'initial-password.txt'), `${initialPassword}\n`, { mode: 0o600 })
  }
  return { access: store, initialPassword }
}
