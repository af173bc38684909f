import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { err, ok, type Result } from '../../shared/base/result'

/** A file that the system handed to the program. */
export type OpenedFile =
  | { readonly kind: 'pack'; readonly name: string; readonly folder: string }
  | { readonly kind: 'log'; readonly name: string; readonly bytes: number; readonly changedAt: number }

/** Why a file cannot be opened: a key of the shell's words. */
export type FileProblem = 'native.fileMissing' | 'native.fileNoPack' | 'native.fileUnknown'

const MAX_MANIFEST_BYTES = 1_000_000

/** Endings that installers register (electron-builder.yml), and a pack's own manifest. */
const isPack = (path: string) => /\.dhpack$/i.test(path) || basename(path).toLowerCase() === 'pack.json'
const isLog = (path: string) => /\.dhlog$/i.test(path)

/** Files to open among the arguments of a start, or of a second one while the program runs. */
export function filesIn(argv: readonly string[]): string[] {
  return argv.slice(1).filter((argument) => !argument.startsWith('-') && (isPack(argument) || isLog(argument)))
}

/**
 * Looks into a file without changing anything. A `.dhpack` lies in the folder of a pack, beside its `pack.json`, and
 * stands for the whole folder.
 */
export async function inspectFile(path: string): Promise<Result<OpenedFile, FileProblem>> {
  const info = await stat(path).catch(() => null)
  if (!info?.isFile()) return err('native.fileMissing')
  if (isLog(path)) return ok({ kind: 'log', name: basename(path), bytes: info.size, changedAt: info.mtimeMs })
  if (!isPack(path)) return err('native.fileUnknown')
  const folder = dirname(path)
  const name = await packName(join(folder, 'pack.json'))
  return name === null ? err('native.fileNoPack') : ok({ kind: 'pack', name, folder })
}

async function packName(manifest: string): Promise<string | null> {
  try {
    if ((await stat(manifest)).size > MAX_MANIFEST_BYTES) return null
    const { name } = JSON.parse(await readFile(manifest, 'utf8')) as { readonly name?: unknown }
    const zh = typeof name === 'object' && name !== null ? (name as { readonly zh?: unknown }).zh : name
    return typeof zh === 'string' && zh !== '' ? zh.slice(0, 120) : null
  } catch {
    return null
  }
}
