import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from './http/refusal'

/** Longest photo in bytes. */
export const MAX_PHOTO = 8 * 1024 * 1024

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoType = (typeof PHOTO_TYPES)[number]

/** The type by the content's first bytes, whatever it was called on the way; null if it is none of ours. */
export function photoType(head: Uint8Array): PhotoType | null {
  const starts = (at: number, ...bytes: readonly number[]) => bytes.every((byte, index) => head[at + index] === byte)
  if (starts(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp'
  return null
}

export interface StoredPhoto {
  /** SHA-256 of the content in hex: its name. */
  readonly hash: string
  readonly mime: PhotoType
  readonly bytes: number
  /** It was not there before. */
  readonly fresh: boolean
}

const incoming = (folder: string): string => join(folder, '.incoming')

/** Makes the folders and throws away what a crash left half-written. */
export async function prepareAttachments(folder: string): Promise<void> {
  await mkdir(incoming(folder), { recursive: true })
  for (const name of await readdir(incoming(folder))) await rm(join(incoming(folder), name), { force: true })
}

/**
 * Stores a photo under its content's hash: written beside, synced, then renamed, so that a name in the folder always
 * has its whole content. Throws a `Refusal` if it is too long, of another type, or empty.
 */
export async function storePhoto(folder: string, content: AsyncIterable<Buffer>): Promise<StoredPhoto> {
  const path = join(incoming(folder), randomUUID())
  const file = await open(path, 'wx', 0o600)
  try {
    const { hash, bytes, head } = await copy(content, file)
    const mime = photoType(head)
    if (!mime) {
      throw new Refusal({ code: 'unsupported_type', message: 'the content is no JPEG, PNG or WebP image', allowed: PHOTO_TYPES })
    }
    await file.sync()
    await file.close()
    const fresh = (await sizeOf(folder, hash)) === null
    await rename(path, join(folder, hash))
    await syncFolder(folder)
    return { hash, mime, bytes, fresh }
  } catch (error) {
    await file.close().catch(() => {})
    await rm(path, { force: true })
    throw error
  }
}

async function copy(content: AsyncIterable<Buffer>, file: FileHandle): Promise<{ hash: string; bytes: number; head: Buffer }> {
  const digest = createHash('sha256')
  let bytes = 0
  let head: Buffer = Buffer.alloc(0)
  for await (const part of content) {
    bytes += part.byteLength
    if (bytes > MAX_PHOTO) {
      throw new Refusal({ code: 'too_large', message: `a photo may have ${MAX_PHOTO} bytes` }, 413, { connection: 'close' })
    }
    if (head.byteLength < 12) {
      head = Buffer.concat([head, part.subarray(0, 12 - head.byteLength)])
      // Anything else is turned away before it fills the disk.
      if (head.byteLength === 12 && !photoType(head)) break
    }
    digest.update(part)
    await file.write(part)
  }
  return { hash: digest.digest('hex'), bytes, head }
}

/** A rename is durable only when the folder is: without it a power cut can lose the name. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function sizeOf(folder: string, hash: string): Promise<number | null> {
  return stat(join(folder, hash)).then(
    (found) => found.size,
    () => null,
  )
}

export async function removePhoto(folder: string, hash: string): Promise<void> {
  await rm(join(folder, hash), { force: true })
}

/** An open photo to stream from, or null. The caller closes it. */
export async function openPhoto(folder: string, hash: string): Promise<{ file: FileHandle; bytes: number; mime: PhotoType } | null> {
  const file = await open(join(folder, hash), 'r').catch(() => null)
  if (!file) return null
  const head = Buffer.alloc(12)
  await file.read(head, 0, 12, 0)
  const mime = photoType(head)
  if (!mime) {
    await file.close()
    return null
  }
  return { file, bytes: (await file.stat()).size, mime }
}
