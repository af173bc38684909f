import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.pmtiles': 'application/octet-stream' }

/** Columns of a point table of the demonstration pack: its texts hold no quotes. */
function pointsOf(file: string): string {
  const [head = '', ...lines] = readFileSync(file, 'utf8').replace('\uFEFF', '').trim().split(/\r?\n/)
  const names = head.split(',')
  const rows = lines.map((line) => line.split(','))
  const column = (name: string) => rows.map((row) => row[names.indexOf(name)] ?? '')
  return JSON.stringify({ ids: column('id'), names: column('name'), lon: column('lon').map(Number), lat: column('lat').map(Number) })
}

/** Serves the bench page, the ground in ranges, and the pack's points, on a free port of this machine only. */
export async function serveMapPage(folder: string, basemap: string, pack: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://here').pathname))
    const file = path.endsWith('basemap.pmtiles') ? basemap : join(folder, path === '/' ? 'index.html' : path)
    const table = /^\/points\/([a-z-]+)$/.exec(path)?.[1]
    if (table) return response.end(pointsOf(join(pack, `${table}.csv`)))
    if (!file.startsWith(folder) && file !== basemap) return response.writeHead(404).end()
    if (!existsSync(file)) return response.writeHead(404).end()
    const { size } = statSync(file)
    const type = TYPES[extname(file)] ?? 'application/octet-stream'
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
    const start = range ? Number(range[1]) : 0
    const end = range?.[2] ? Math.min(Number(range[2]), size - 1) : size - 1
    response.writeHead(range ? 206 : 200, {
      'content-type': type,
      'content-length': end - start + 1,
      'accept-ranges': 'bytes',
      ...(range ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
    })
    createReadStream(file, { start, end }).pipe(response)
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
