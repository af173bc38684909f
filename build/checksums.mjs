// Writes SHA256SUMS beside the installers, and has it signed too where the site signs: what is carried in on a disk can
// then be checked with `sha256sum -c SHA256SUMS`.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import sign from './sign.mjs'

export default async function checksums({ outDir, artifactPaths }) {
  const lines = []
  for (const path of artifactPaths.toSorted()) {
    if (!(await stat(path)).isFile()) continue
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    lines.push(`${hash.digest('hex')}  ${basename(path)}\n`)
  }
  if (lines.length === 0) return []
  const file = join(outDir, 'SHA256SUMS')
  await writeFile(file, lines.join(''))
  await sign({ path: file })
  return [file]
}
