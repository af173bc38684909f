import { readFileSync } from 'node:fs'
import { writeWhole } from './settings-file'

/** The system's keyring, as far as it is needed here (Electron's `safeStorage`). */
export interface Cipher {
  available(): boolean
  encrypt(text: string): Buffer
  decrypt(secret: Buffer): string
}

export interface Secrets {
  get(name: string): string | null
  /** Null forgets it. */
  set(name: string, value: string | null): void
}

/**
 * Keys and one-time links by name, encrypted with the system's keyring in `file`. Without a keyring nothing is written:
 * they are held in memory for this run only. What cannot be decrypted (another user's, a new keyring) counts as not there.
 */
export function openSecrets(file: string, cipher: Cipher): Secrets {
  const memory = new Map<string, string>()
  const stored = readStored(file)
  return {
    get(name) {
      const held = memory.get(name)
      if (held !== undefined) return held
      const secret = stored.get(name)
      if (secret === undefined || !cipher.available()) return null
      try {
        return cipher.decrypt(Buffer.from(secret, 'base64'))
      } catch {
        return null
      }
    },
    set(name, value) {
      if (value === memory.get(name)) return
      if (value === null) memory.delete(name)
      else memory.set(name, value)
      if (!cipher.available()) return
      if (value === null) stored.delete(name)
      else stored.set(name, cipher.encrypt(value).toString('base64'))
      writeWhole(file, `${JSON.stringify(Object.fromEntries(stored))}\n`)
    },
  }
}

function readStored(file: string): Map<string, string> {
  try {
    const data = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    return new Map(Object.entries(data).flatMap(([name, secret]) => (typeof secret === 'string' ? [[name, secret] as const] : [])))
  } catch {
    return new Map()
  }
}
