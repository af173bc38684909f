// Writes SHA256SUMS beside the installers, and has it signed too where the site signs: what is carried in on a disk can
// then be checked with `sha256sum -c SHA256SUMS`.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import sign from './sign.mjs'

export default async function checksums({ outDir, artifactPaths }) {
  if (artifactPaths.length === 0) return []
  const file = join(outDir, 'SHA256SUMS')
  const sums = await earlier(file)
  for (const path of artifactPaths.toSorted()) {
    if (!(await stat(path)).isFile()) continue
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    sums.set(basename(path), hash.digest('hex'))
  }
  const names = [...sums.keys()].toSorted((one, two) => (one < two ? -1 : 1))
  await writeFile(file, names.map((name) => `${sums.get(name)}  ${name}\n`).join(''))
  await sign({ path: file })
  return [file]
}

/** What was made before for another system, as far as it still lies there. */
async function earlier(file) {
  const text = await readFile(file, 'utf8').catch(() => '')
  const lines = [...text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)]
  return new Map(lines.filter(([, , name]) => existsSync(join(file, '..', name))).map(([, sum, name]) => [name, sum]))
}
