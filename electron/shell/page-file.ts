import { SHELL_ORIGIN } from '../../shared/ipc/shell-pages'
import { originOf, parseUrl } from './policy'

/** The shell's own pages load their own files and nothing else. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

const TYPES: Readonly<Record<string, string>> = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' }

/**
 * The file below the folder of built pages that an address means, or null. Names are plain: no dot but the one before the
 * ending, so no way up and nothing hidden; one folder deep at most.
 */
export function pageFile(address: string): { readonly path: string; readonly type: string } | null {
  if (originOf(address) !== SHELL_ORIGIN) return null
  const path = parseUrl(address)?.pathname.slice(1) ?? ''
  const ending = /^(?:assets\/)?[A-Za-z0-9_-]+\.(html|js|css)$/.exec(path)?.[1]
  const type = ending === undefined ? undefined : TYPES[ending]
  return type === undefined ? null : { path, type }
}
