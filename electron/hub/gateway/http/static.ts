import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pageHeaders } from './security-headers'
import type { StaticHandler } from './server'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/geo+json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.txt': 'text/plain; charset=utf-8',
  '.pmtiles': 'application/vnd.pmtiles',
}

export interface StaticOptions {
  /** Folder of the built screens; null: there are none. */
  readonly staticDir: string | null
  readonly basemapDir: string | null
}

/**
 * The screens and the base map. No directory listings, no dot files, nothing outside its two folders, byte ranges for
 * the base map (a map reads a few kilobytes at a time from a file of many megabytes).
 */
export function createStatics({ staticDir, basemapDir }: StaticOptions): StaticHandler {
  return async (request, response, path) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    if (path === '/') {
      redirect(response, '/desk/')
      return true
    }
    const map = path.startsWith('/basemap/')
    const root = map ? basemapDir : staticDir
    const file = root === null ? null : map ? await findMap(root, path.slice('/basemap'.length)) : await findFile(root, path)
    if (file === null) return false
    if (file === 'folder') redirect(response, `${path}/`)
    else await sendFile(request, response, file, path)
    return true
  }
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location, 'cache-control': 'no-store', 'content-length': '0' }).end()
}

/** `zhejiang.pmtiles` is shipped as `zhejiang-basemap.pmtiles`; one of the short name takes its place. */
async function findMap(root: string, path: string): Promise<Found | 'folder' | null> {
  return (await findFile(root, path)) ?? findFile(root, path.replace(/\.pmtiles$/, '-basemap.pmtiles'))
}

interface Found {
  readonly path: string
  readonly size: number
  readonly mtimeMs: number
}

/** The file of a URL path below `root`, or null; `folder` for one whose slash is missing. */
async function findFile(root: string, urlPath: string): Promise<Found | 'folder' | null> {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  if (/[\0\\:]/.test(decoded) || decoded.split('/').some((part) => part.startsWith('.'))) return null
  const path = resolve(join(root, decoded.endsWith('/') ? `${decoded}index.html` : decoded))
  try {
    const [base, real] = await Promise.all([realpath(root), realpath(path)])
    // Links inside the folder must not lead out of it.
    if (real !== base && !real.startsWith(base + sep)) return null
    const info = await stat(real)
    if (info.isDirectory()) return (await stat(join(real, 'index.html'))).isFile() ? 'folder' : null
    return info.isFile() ? { path: real, size: info.size, mtimeMs: info.mtimeMs } : null
  } catch {
    return null
  }
}

/** Sends a file that is not below the static folders, with byte ranges; false: it is not there. */
export async function sendRanged(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
  const info = await stat(path).catch(() => null)
  if (!info?.isFile()) return false
  await sendFile(request, response, { path, size: info.size, mtimeMs: info.mtimeMs }, '')
  return true
}

async function sendFile(request: IncomingMessage, response: ServerResponse, file: Found, urlPath: string): Promise<void> {
  const type = TYPES[extname(file.path).toLowerCase()] ?? 'application/octet-stream'
  const etag = `"${file.size.toString(36)}-${Math.round(file.mtimeMs).toString(36)}"`
  const headers: Record<string, string> = {
    'content-type': type,
    etag,
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    // What the build names by its content never changes under that name; everything else is asked for again.
    'cache-control': urlPath.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(type.startsWith('text/html') ? pageHeaders(request.headers.host ?? '') : {}),
    ...(urlPath === '/phone/service-worker.js' ? { 'service-worker-allowed': '/phone/' } : {}),
  }
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end()
    return
  }
  const range = rangeOf(request, file.size, etag)
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${file.size}`, 'content-length': '0' }).end()
    return
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 }
  response.writeHead(range ? 206 : 200, {
    ...headers,
    'content-length': String(end - start + 1),
    ...(range ? { 'content-range': `bytes ${start}-${end}/${file.size}` } : {}),
  })
  if (request.method === 'HEAD' || file.size === 0) {
    response.end()
    return
  }
  // A map that is panned on cancels what it no longer needs: that is no error.
  await pipeline(createReadStream(file.path, { start, end }), response).catch(() => response.destroy())
}

/** The one range that is asked for; null for the whole file (RFC 9110 14.2: several ranges may be answered so). */
function rangeOf(request: IncomingMessage, size: number, etag: string): { start: number; end: number } | 'unsatisfiable' | null {
  const header = request.headers.range
  const ifRange = request.headers['if-range']
  if (header === undefined || (ifRange !== undefined && ifRange !== etag)) return null
  const match = /^bytes=(\d*)-(\d*)$/.exec(header)
  if (!match || (match[1] === '' && match[2] === '')) return null
  const [first, last] = [match[1] ?? '', match[2] ?? '']
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start >= size || start > end ? 'unsatisfiable' : { start, end }
}
