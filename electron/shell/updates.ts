import { err, ok, type Result } from '../../shared/base/result'

/** What a site's update address has to say. */
export interface UpdateAnswer {
  readonly version: string
  readonly newer: boolean
}

/** The file that electron-builder writes beside the installers for a generic provider. */
const FEED_FILES: Readonly<Record<string, string>> = { win32: 'latest.yml', darwin: 'latest-mac.yml', linux: 'latest-linux.yml' }
const MAX_FEED_BYTES = 64 * 1024

/**
 * Asks a site's own address which version it has. It only tells: installing for all users needs an administrator, and
 * a command hall decides itself when its programs change. `get` fetches a text; an error is its message.
 */
export async function askForUpdate(
  base: string,
  current: string,
  platform: string,
  get: (url: string) => Promise<string>,
): Promise<Result<UpdateAnswer, string>> {
  try {
    const text = await get(new URL(FEED_FILES[platform] ?? 'latest.yml', base.endsWith('/') ? base : `${base}/`).href)
    const version = /^version:\s*['"]?(\d+\.\d+\.\d+(?:-[\w.]+)?)['"]?\s*$/m.exec(text.slice(0, MAX_FEED_BYTES))?.[1]
    return version ? ok({ version, newer: isNewer(version, current) }) : err('no version in the answer')
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error))
  }
}

/** True if `version` comes after `other` (semver 2.0 without build data; a version before its release comes before it). */
export function isNewer(version: string, other: string): boolean {
  const [one, two] = [parts(version), parts(other)]
  for (let index = 0; index < 3; index++) {
    const difference = (one.numbers[index] ?? 0) - (two.numbers[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  if (one.before === two.before) return false
  return one.before === '' || (two.before !== '' && comparePre(one.before, two.before) > 0)
}

function parts(version: string): { readonly numbers: readonly number[]; readonly before: string } {
  const cut = version.indexOf('-')
  const numbers = (cut < 0 ? version : version.slice(0, cut)).split('.').map(Number)
  return { numbers, before: cut < 0 ? '' : version.slice(cut + 1) }
}

function comparePre(one: string, two: string): number {
  const [a, b] = [one.split('.'), two.split('.')]
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index], b[index]]
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1
    const numbers = [left, right].map((text) => /^\d+$/.test(text))
    if (numbers[0] && numbers[1] && Number(left) !== Number(right)) return Number(left) - Number(right)
    if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1
    if (!numbers[0] && left !== right) return left < right ? -1 : 1
  }
  return 0
}
