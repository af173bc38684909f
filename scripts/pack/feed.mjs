// The file that tells the program which version a site's update address has (electron/shell/updates.ts reads it), in the
// form that electron-builder writes for its own targets.
import { createHash } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Writes `name` beside the installer `file` and returns its path. `now` is a Date. */
export function writeFeed({ name, file, version, now }) {
  const sha512 = createHash('sha512').update(readFileSync(file)).digest('base64')
  const lines = [
    `version: ${version}`,
    'files:',
    `  - url: ${basename(file)}`,
    `    sha512: ${sha512}`,
    `    size: ${statSync(file).size}`,
    `path: ${basename(file)}`,
    `sha512: ${sha512}`,
    `releaseDate: '${now.toISOString()}'`,
  ]
  const path = join(dirname(file), name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}
