// Cuts land polygons to a box: node scripts/clip-coast.mjs IN.geojson OUT.geojson WEST,SOUTH,EAST,NORTH [LEAST_KM2 [TOLERANCE]]
// LEAST_KM2 leaves small islands out, TOLERANCE (degrees) straightens the coast (Douglas and Peucker, 1973).
// (Sutherland and Hodgman, CACM 17, 1974: edges along the box may run over each other, which even-odd does not mind.)
import { readFileSync, writeFileSync } from 'node:fs'

const [input, output, box, least = '0', tolerance = '0'] = process.argv.slice(2)
if (!input || !output || !box) throw new Error('usage: clip-coast.mjs IN.geojson OUT.geojson WEST,SOUTH,EAST,NORTH')
const [west, south, east, north] = box.split(',').map(Number)
const sides = [
  [(p) => p[0] >= west, (a, b) => at(a, b, (west - a[0]) / (b[0] - a[0]))],
  [(p) => p[0] <= east, (a, b) => at(a, b, (east - a[0]) / (b[0] - a[0]))],
  [(p) => p[1] >= south, (a, b) => at(a, b, (south - a[1]) / (b[1] - a[1]))],
  [(p) => p[1] <= north, (a, b) => at(a, b, (north - a[1]) / (b[1] - a[1]))],
]
const at = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
const round = (value) => Math.round(value * 1e6) / 1e6

function clip(ring) {
  let points = ring
  for (const [inside, cut] of sides) {
    const kept = []
    points.forEach((point, i) => {
      const before = points[(i + points.length - 1) % points.length]
      if (inside(point) !== inside(before)) kept.push(cut(before, point))
      if (inside(point)) kept.push(point)
    })
    points = kept
  }
  return points.map(([x, y]) => [round(x), round(y)])
}

/** The points that stand out by more than the tolerance. */
function straighten(points) {
  if (tolerance === '0' || points.length < 3) return points
  const [first, last] = [points[0], points[points.length - 1]]
  const length = Math.hypot(last[0] - first[0], last[1] - first[1])
  let farthest = 0
  let most = 0
  points.forEach(([x, y], i) => {
    const off =
      length === 0
        ? Math.hypot(x - first[0], y - first[1])
        : Math.abs((last[0] - first[0]) * (first[1] - y) - (first[0] - x) * (last[1] - first[1])) / length
    if (off > most) [farthest, most] = [i, off]
  })
  if (most <= Number(tolerance)) return [first, last]
  return [...straighten(points.slice(0, farthest + 1)).slice(0, -1), ...straighten(points.slice(farthest))]
}

const features = []
for (const feature of JSON.parse(readFileSync(input, 'utf8')).features) {
  if (feature.properties.level !== 1 || feature.properties.km2 < Number(least)) continue
  const polygons = feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates
  for (const polygon of polygons) {
    const rings = polygon.map((ring) => straighten(clip(ring.slice(0, -1)))).filter((ring) => ring.length >= 3)
    if (rings.length === 0) continue
    for (const ring of rings) ring.push(ring[0])
    features.push({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: rings } })
  }
}
const head = {
  type: 'FeatureCollection',
  name: 'Land. GSHHG 2.3.7 (P. Wessel and W. H. F. Smith), LGPL-3.0-or-later, clipped',
  bbox: [west, south, east, north],
}
const lines = features.map((feature) => JSON.stringify(feature)).join(',\n')
writeFileSync(output, `${JSON.stringify(head).slice(0, -1)},"features":[\n${lines}\n]}\n`)
