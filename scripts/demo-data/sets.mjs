// What stands where, set by set. Every person, company and device is invented and says 演示.
import { shifted } from './geography.mjs'

const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗']
const person = (random) => `演示${random.pick(SURNAMES)}`
const short = (township) => township.replace(/[镇乡]$/, '')
/** 网格: a township has so many. */
const grid = (random) => random.integer(1, 24)
const round = ([lon, lat], digits = 4) => [lon.toFixed(digits), lat.toFixed(digits)]

/** Makes `count` points by drawing places until they are on land and in the county. */
function scatter(geography, random, count, draw) {
  const found = []
  for (let tries = 0; found.length < count; tries++) {
    if (tries > count * 200) throw new Error(`only ${found.length} of ${count} points found their place`)
    const drawn = draw()
    const place = geography.belongs(drawn.at)
    if (place) found.push({ ...drawn, place })
  }
  return found
}

const around = (random, at, spreadM) => shifted(at, random.normal() * spreadM, random.normal() * spreadM)

function beside(random, pieces, offsetM) {
  const piece = random.weighted(pieces)
  const t = random.next()
  const at = [piece.from[0] + (piece.to[0] - piece.from[0]) * t, piece.from[1] + (piece.to[1] - piece.from[1]) * t]
  return around(random, at, offsetM)
}

export function guardCodes(geography, random) {
  const roads = geography.roadPieces.map((piece) => [piece, piece.length])
  const coast = geography.coastPieces.map((piece) => [piece, piece.length])
  // Villages differ in size by more than ten times.
  const villages = geography.villages.map((village) => [village, Math.exp(random.normal() * 0.7)])
  const where = {
    房屋: () => around(random, random.weighted(villages).at, 450),
    道路: () => beside(random, roads, 40),
    溪流: () => around(random, random.pick(geography.waters).at, 500),
    边坡: () => around(random, random.pick(geography.hazards).at, 350),
    水库: () => around(random, random.pick(geography.reservoirs).at, 450),
    海岸: () => beside(random, coast, 120),
    池塘: () => around(random, random.weighted(villages).at, 700),
    消防: () => around(random, random.weighted(villages).at, 350),
    电力: () => beside(random, roads, 90),
  }
  const kinds = [['房屋', 30], ['道路', 18], ['溪流', 12], ['边坡', 9], ['池塘', 9], ['消防', 9], ['电力', 7], ['水库', 3], ['海岸', 3]]
  const numbers = new Map()
  return {
    columns: ['id', 'name', 'township', 'lon', 'lat', '类型', '责任人', '网格'],
    rows: scatter(geography, random, 31_000, () => {
      const kind = random.weighted(kinds)
      return { kind, at: where[kind]() }
    }).map(({ kind, at, place }, i) => {
      const base = place.name.replace(/(村|社区|镇|乡)$/, '').slice(0, 3)
      const n = (numbers.get(base) ?? 0) + 1
      numbers.set(base, n)
      return [`g${i + 1}`, `${base}${n}`, place.township, ...round(at), kind, person(random), grid(random)]
    }),
  }
}

export function factories(geography, random) {
  const industry = { 灵溪镇: 6, 钱库镇: 5, 金乡镇: 5, 宜山镇: 4, 望里镇: 3, 藻溪镇: 2, 桥墩镇: 2, 矾山镇: 1.5, 马站镇: 1 }
  const villages = geography.villages.map((village) => [village, (industry[village.township] ?? 0.4) * Math.exp(random.normal() * 0.8)])
  const kinds = [['塑编', 20], ['印刷', 18], ['包装', 14], ['纺织', 12], ['徽章', 8], ['仪表', 7], ['水产', 6], ['食品', 5], ['化工', 3], ['矿山', 3], ['其他', 4]]
  return {
    columns: ['id', 'name', 'township', 'lon', 'lat', '行业', '容量kVA', '联系人', '网格'],
    rows: scatter(geography, random, 14_355, () => ({ at: around(random, random.weighted(villages).at, 600) })).map(({ at, place }, i) => {
      const kind = random.weighted(kinds)
      const load = random.weighted([[80, 5], [100, 6], [160, 6], [200, 5], [315, 4], [400, 3], [630, 2], [1000, 1]])
      return [`f${i + 1}`, `演示${kind}${i + 1}厂`, place.township, ...round(at), kind, load, person(random), grid(random)]
    }),
  }
}

export function cameras(geography, random) {
  const roads = geography.roadPieces.map((piece) => [piece, piece.length])
  const coast = geography.coastPieces.map((piece) => [piece, piece.length])
  const where = {
    路口: () => beside(random, roads, 15),
    水库: () => around(random, random.pick(geography.reservoirs).at, 250),
    溪流: () => around(random, random.pick(geography.waters).at, 300),
    海岸: () => beside(random, coast, 60),
    码头: () => around(random, random.pick(geography.piers).at, 150),
    高空瞭望: () => around(random, random.pick(geography.mountains).at, 600),
    公共场所: () => around(random, random.pick(geography.landmarks).at, 200),
  }
  const kinds = [['路口', 30], ['公共场所', 18], ['溪流', 16], ['海岸', 12], ['水库', 10], ['高空瞭望', 8], ['码头', 6]]
  return {
    columns: ['id', 'name', 'township', 'lon', 'lat', '类型', '单位'],
    rows: scatter(geography, random, 600, () => {
      const kind = random.weighted(kinds)
      return { kind, at: where[kind]() }
    }).map(({ kind, at, place }, i) => [
      `cam-${String(i + 1).padStart(3, '0')}`,
      `演示 ${place.name}${kind}`,
      place.township,
      ...round(at, 5),
      kind,
      `演示${short(place.township)}${random.pick(['派出所', '水利站', '交警', '林业站'])}`,
    ]),
  }
}

/** Metric, unit, usual value and the values from which a reading is blue, yellow, orange, red. */
const SENSORS = {
  水位: { metric: 'level', unit: 'm', usual: () => 2, steps: [3, 3.5, 4, 4.5] },
  雨量: { metric: 'rain-1h', unit: 'mm', usual: () => 0, steps: [20, 30, 50, 80] },
  位移: { metric: 'displacement', unit: 'mm', usual: () => 3, steps: [10, 20, 40, 60] },
  燃气: { metric: 'gas', unit: '%LEL', usual: () => 0, steps: [10, 20, 25, 50] },
  浸水: { metric: 'flood-depth', unit: 'cm', usual: () => 0, steps: [15, 27, 40, 60] },
  风速: { metric: 'wind', unit: 'm/s', usual: () => 5, steps: [13.9, 17.2, 24.5, 32.7] },
}

export function sensors(geography, random) {
  const roads = geography.roadPieces.map((piece) => [piece, piece.length])
  const coast = geography.coastPieces.map((piece) => [piece, piece.length])
  const slopes = geography.hazards.filter(({ kind }) => kind === 'geological')
  const where = {
    水位: () => around(random, random.pick(geography.waters).at, 250),
    雨量: () => around(random, random.pick(geography.villages).at, 300),
    位移: () => around(random, random.pick(slopes).at, 150),
    燃气: () => around(random, random.pick(geography.landmarks).at, 250),
    浸水: () => beside(random, roads, 20),
    风速: () => beside(random, coast, 150),
  }
  const kinds = [['水位', 32], ['雨量', 22], ['位移', 20], ['浸水', 10], ['燃气', 8], ['风速', 8]]
  return {
    columns: ['id', 'name', 'township', 'lon', 'lat', '类型', '指标', '计量单位', '蓝色', '黄色', '橙色', '红色', '责任人'],
    rows: scatter(geography, random, 400, () => {
      const kind = random.weighted(kinds)
      return { kind, at: where[kind]() }
    }).map(({ kind, at, place }, i) => {
      const { metric, unit, steps } = SENSORS[kind]
      return [`s-${String(i + 1).padStart(3, '0')}`, `演示 ${place.name}${kind}`, place.township, ...round(at, 5), kind, metric, unit, ...steps, person(random)]
    }),
  }
}

export function rescuePoles(geography, random) {
  const coast = geography.coastPieces.map((piece) => [piece, piece.length])
  const where = {
    水库: () => around(random, random.pick(geography.reservoirs).at, 350),
    溪流: () => around(random, random.pick(geography.waters).at, 300),
    海岸: () => beside(random, coast, 40),
    码头: () => around(random, random.pick(geography.piers).at, 120),
  }
  const kinds = [['溪流', 50], ['水库', 30], ['海岸', 14], ['码头', 6]]
  return {
    columns: ['id', 'name', 'township', 'lon', 'lat', '水域', '器材', '责任人'],
    rows: scatter(geography, random, 500, () => {
      const kind = random.weighted(kinds)
      return { kind, at: where[kind]() }
    }).map(({ kind, at, place }, i) => [
      `pole-${String(i + 1).padStart(3, '0')}`,
      `演示 ${place.name}救生杆`,
      place.township,
      ...round(at, 5),
      kind,
      random.pick(['救生杆、救生圈', '救生杆、抛绳', '救生杆、救生圈、抛绳']),
      person(random),
    ]),
  }
}
