import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits: what a token is made of. Only its hash is ever stored. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`
}

/** A short public name for a row; no secret. */
export function newRowId(): string {
  return randomBytes(9).toString('base64url').replaceAll('-', 'x').replaceAll('_', 'y')
}

/** A password that can be read out and typed: 20 letters and digits without look-alikes, 5 bits each. */
export function newPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789A'
  const letters = [...randomBytes(20)].map((byte) => alphabet[byte & 31])
  return [0, 5, 10, 15].map((from) => letters.slice(from, from + 5).join('')).join('-')
}

/** A token has 256 bits of its own, so a plain hash is enough: there is nothing to guess. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest()
}

export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b)
}
