import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildGraph } from '../build'
import { writeGraph } from '../cache-file'
import { PACK_CACHE } from '../client'
import type { RoadGraph } from '../graph'
import { GeoJsonRoadsError, importGeoJson } from './geojson'
import { importOsm } from './osm'
import type { Bounds } from './osm'
import { PbfError } from './pbf'

const USAGE = `usage: npm run import-roads -- FILE [--clip PACK] [--out FILE.dhroads]

  FILE         roads as .osm.pbf (OpenStreetMap) or .geojson (LineStrings with highway=*, name, oneway, maxspeed, ...)
  --clip PACK  only what lies in the bounds of this pack (a name in resources/packs, or a folder with a pack.json);
               the result goes into the pack's folder, where the hub prefers it to the schematic roads
  --out FILE   where to put the result instead (default without --clip: beside FILE)
`

/** Something the user can put right; told in one line. */
class UsageError extends Error {
  override readonly name = 'UsageError'
}

const packs = fileURLToPath(new URL('../../resources/packs', import.meta.url))

interface Clip {
  readonly folder: string
  readonly bounds: Bounds
}

function readClip(pack: string): Clip {
  const folder = [join(packs, pack), resolve(pack)].find((place) => existsSync(join(place, 'pack.json')))
  if (folder === undefined) throw new UsageError(`--clip ${pack}: there is no such pack (no pack.json in resources/packs/${pack})`)
  let bounds: unknown
  try {
    bounds = (JSON.parse(readFileSync(join(folder, 'pack.json'), 'utf8')) as { bounds?: unknown }).bounds
  } catch (error) {
    throw new UsageError(`${join(folder, 'pack.json')}: not JSON (${error instanceof Error ? error.message : String(error)})`)
  }
  if (!Array.isArray(bounds) || bounds.length !== 4 || !bounds.every((value) => typeof value === 'number')) {
    throw new UsageError(`${join(folder, 'pack.json')}: "bounds" [west, south, east, north] is missing`)
  }
  const box = bounds as number[]
  return { folder, bounds: [box[0]!, box[1]!, box[2]!, box[3]!] }
}

/** A line that rewrites itself on a terminal, and is silent elsewhere. */
function showProgress(stage: 'ways' | 'nodes', share: number): void {
  if (!process.stderr.isTTY) return
  process.stderr.write(`\r${stage === 'ways' ? 'pass 1 of 2, roads' : 'pass 2 of 2, nodes'}: ${String(Math.round(share * 100)).padStart(3)} %`)
}

function importFile(path: string, clip: Clip | null): RoadGraph {
  if (/\.(geo)?json$/i.test(path)) {
    if (clip !== null) throw new UsageError('--clip is only for .osm.pbf: cut the GeoJSON itself')
    return buildGraph(importGeoJson(path, readFileSync(path, 'utf8')))
  }
  const raw = importOsm(path, { ...(clip === null ? {} : { clip: clip.bounds }), progress: showProgress })
  if (process.stderr.isTTY) process.stderr.write('\nbuilding the graph ...\n')
  return buildGraph(raw)
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { clip: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  const input = positionals[0]
  if (values.help === true) return void process.stdout.write(USAGE)
  if (input === undefined || positionals.length > 1) throw new UsageError(`one FILE is needed\n\n${USAGE}`)
  if (!existsSync(input) || !statSync(input).isFile()) throw new UsageError(`${input}: there is no such file`)
  const clip = values.clip === undefined ? null : readClip(values.clip)
  const beside = input.replace(/(\.osm)?\.pbf$|\.(geo)?json$/i, '')
  const output = values.out ?? (clip === null ? `${beside}.dhroads` : join(clip.folder, PACK_CACHE))
  const started = performance.now()
  const graph = importFile(input, clip)
  const bytes = writeGraph(output, graph)
  const seconds = (performance.now() - started) / 1_000
  process.stdout.write(
    [
      `${output}: ${String(graph.nodeLon.length)} junctions, ${String(graph.edgeTail.length)} directed edges, ` +
        `${String(graph.restrictionsBound)} turn restrictions (${String(graph.restrictionsIgnored)} of other kinds left out)`,
      `${(bytes / 2 ** 20).toFixed(1)} MB in ${seconds.toFixed(1)} s, at most ${String(Math.round(process.resourceUsage().maxRSS / 1024))} MB of memory`,
      '',
    ].join('\n'),
  )
}

try {
  main()
} catch (error) {
  const isExpected =
    error instanceof UsageError ||
    error instanceof PbfError ||
    error instanceof GeoJsonRoadsError ||
    (error instanceof Error && 'code' in error && String(error.code).startsWith('E'))
  if (!isExpected) throw error
  process.stderr.write(`\nimport-roads: ${(error as Error).message}\nNothing was written.\n`)
  process.exitCode = 1
}
