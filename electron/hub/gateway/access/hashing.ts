/** The native part that hashes passwords. */
export type Hashing = Pick<typeof import('@node-rs/argon2'), 'hash' | 'verify'>

/** The native part cannot be loaded: no officer could log in. */
export class HashingMissingError extends Error {
  override readonly name = 'HashingMissingError'
}

/**
 * Loads it when the keys are opened, not with the program: what it lacks can then be said in words. Rejects with
 * `HashingMissingError`; `load` is for tests.
 */
export async function loadHashing(load: () => Promise<Hashing> = () => import('@node-rs/argon2')): Promise<Hashing> {
  try {
    return await load()
  } catch (error) {
    const detail = error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
    const runtime = process.platform === 'win32' ? "install Microsoft's Visual C++ 2015-2022 runtime (x64)" : 'install the program again, for this kind of processor'
    throw new HashingMissingError(`the library that hashes passwords cannot be loaded (${detail}): ${runtime}`)
  }
}
