// `node scripts/draw-population.mjs PACK`: draws the demonstration's population grid (population.csv) from the pack's own
// townships and places. The people are invented: towns are dense, villages small, and some live up the streams.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(fileURLToPath(new URL('../resources/packs/', import.meta.url)), process.argv[2] ?? 'cangnan')
const TOTAL = 850_000
const CELL_M = 450
/** Cells with fewer people are given to their neighbours. */
const LEAST = 30
const M_PER_DEGREE = 111_195
const perLon = M_PER_DEGREE * Math.cos((27.35 * Math.PI) / 180)
/** At this distance from a road live half as many as beside it. */
const HALF_M = 220

/** Thousands, roughly; towns that are not here get 10. */
const TOWNSHIPS = {
  灵溪镇: 300, 钱库镇: 110, 金乡镇: 85, 宜山镇: 58, 桥墩镇: 50, 马站镇: 40, 矾山镇: 35, 藻溪镇: 35, 望里镇: 35,
  赤溪镇: 18, 霞关镇: 17, 大渔镇: 16, 沿浦镇: 15, 炎亭镇: 13, 南宋镇: 12, 莒溪镇: 8, 岱岭畲族乡: 6, 凤阳畲族乡: 5,
}
/** Share of a place's kind beside one village, and how wide it spreads, metres. */
const PLACES = {
  village: [1, 350], community: [2.5, 400], market: [0.8, 300], school: [0.3, 250], hospital: [0.3, 250], transport: [0.3, 300],
  reservoir: [0.25, 600], river: [0.35, 700], scenic: [0.15, 400], pier: [0.3, 300], island: [0.1, 250], factory: [0.3, 300],
}

function table(file) {
  const [head, ...lines] = readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '').trim().split(/\r?\n/)
  const names = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i], cell])))
}

const rings = JSON.parse(readFileSync(join(folder, 'coast.geojson'), 'utf8')).features.flatMap(({ geometry }) =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
)
function isLand(lon, lat) {
  let inside = false
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]
      const [xj, yj] = ring[j]
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside
    }
  }
  return inside
}

/** Places on the roads, sorted into cells of a kilometre: people live along roads, few of them far off. */
const roads = new Map()
for (const { geometry } of JSON.parse(readFileSync(join(folder, 'roads.geojson'), 'utf8')).features) {
  if (geometry.type !== 'LineString') continue
  geometry.coordinates.forEach(([lon, lat], i) => {
    const [lon0, lat0] = geometry.coordinates[Math.max(0, i - 1)]
    const steps = Math.max(1, Math.ceil((Math.hypot(lon - lon0, lat - lat0) * M_PER_DEGREE) / 100))
    for (let step = 1; step <= steps; step++) {
      const x = (lon0 + ((lon - lon0) * step) / steps) * perLon
      const y = (lat0 + ((lat - lat0) * step) / steps) * M_PER_DEGREE
      const key = `${Math.floor(x / 1000)}/${Math.floor(y / 1000)}`
      if (roads.has(key)) roads.get(key).push([x, y])
      else roads.set(key, [[x, y]])
    }
  })
}
function metresToRoad(x, y) {
  let least = 1000
  for (let row = -1; row <= 1; row++) {
    for (let column = -1; column <= 1; column++) {
      for (const [a, b] of roads.get(`${Math.floor(x / 1000) + column}/${Math.floor(y / 1000) + row}`) ?? []) {
        least = Math.min(least, Math.hypot(a - x, b - y))
      }
    }
  }
  return least
}

const townships = table('townships.csv')
const places = table('places.csv')
const cells = new Map()

/** Spreads people around a place as a bell curve; those who would live in the sea live ashore. */
function spread(lon, lat, people, sigma, township) {
  const x = (Number(lon) * perLon) / CELL_M
  const y = (Number(lat) * M_PER_DEGREE) / CELL_M
  const reach = Math.ceil((2.5 * sigma) / CELL_M)
  const around = []
  for (let row = Math.round(y) - reach; row <= Math.round(y) + reach; row++) {
    for (let column = Math.round(x) - reach; column <= Math.round(x) + reach; column++) {
      const bell = Math.exp(-(((column - x) ** 2 + (row - y) ** 2) * CELL_M ** 2) / (2 * sigma ** 2))
      const weight = bell / (1 + (metresToRoad(column * CELL_M, row * CELL_M) / HALF_M) ** 3)
      if (bell > 0.03 && weight > 0.005 && isLand((column * CELL_M) / perLon, (row * CELL_M) / M_PER_DEGREE)) around.push([`${column}/${row}`, weight])
    }
  }
  const whole = around.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [key, weight] of around) {
    const cell = cells.get(key) ?? { people: 0, townships: new Map() }
    const share = (people * weight) / whole
    cell.people += share
    cell.townships.set(township, (cell.townships.get(township) ?? 0) + share)
    cells.set(key, cell)
  }
}

for (const { name, lon, lat } of townships) {
  const people = (TOWNSHIPS[name] ?? 10) * 1000
  const own = places.filter((place) => place.township === name && place.kind in PLACES)
  const shares = own.reduce((sum, { kind }) => sum + PLACES[kind][0], 0)
  const centre = own.length === 0 ? people : people * (people > 50_000 ? 0.55 : 0.4)
  spread(lon, lat, centre, Math.min(1700, 350 + Math.sqrt(centre) * 3.2), name)
  for (const place of own) {
    const [share, sigma] = PLACES[place.kind]
    spread(place.lon, place.lat, ((people - centre) * share) / shares, sigma, name)
  }
}

const kept = [...cells].filter(([, { people }]) => people >= LEAST).sort(([a], [b]) => (a < b ? -1 : 1))
const scale = TOTAL / kept.reduce((sum, [, { people }]) => sum + people, 0)
let given = 0
let due = 0
const lines = kept.map(([key, { people, townships: shares }], i) => {
  const [column, row] = key.split('/').map(Number)
  due += people * scale
  const whole = Math.round(due) - given
  given += whole
  const [township] = [...shares].sort((a, b) => b[1] - a[1])[0]
  const lon = ((column * CELL_M) / perLon).toFixed(5)
  const lat = ((row * CELL_M) / M_PER_DEGREE).toFixed(5)
  return `p${String(i + 1).padStart(4, '0')},${lon},${lat},${whole},${township}`
})
writeFileSync(join(folder, 'population.csv'), `\uFEFFid,lon,lat,people,township\n${lines.join('\n')}\n`)
process.stdout.write(`${lines.length} points, ${given} people\n`)
