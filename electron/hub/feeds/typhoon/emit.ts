import { createHash } from 'node:crypto'
import type { FeedIO } from '../feed'
import { readAdvisories, type TyphoonFormat } from './formats'
import type { ProvincialZone } from './provincial'

/** Reads a text and hands over what it says; what cannot be read is refused under the name of where it came from. */
export async function emitAdvisories(
  io: FeedIO,
  text: string,
  { format, zone }: { readonly format: TyphoonFormat; readonly zone: ProvincialZone },
  origin: string,
): Promise<void> {
  const read = readAdvisories(text, format, zone)
  if (!read.ok) return io.refused(`${origin}: ${read.error}`)
  for (const advisory of read.value) {
    // The same statement has the same id, in whatever file and from whatever site.
    const sourceId = createHash('sha256').update(JSON.stringify(advisory)).digest('base64url')
    await io.emit({ kind: 'advisory', sourceId, advisory })
  }
}
