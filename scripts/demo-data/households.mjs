// Who must be moved before a typhoon, household by household. Every person is invented and says 演示.
import { metres, shifted } from './geography.mjs'

const COUNT = 2_600
const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗']
const GIVEN = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥']

const nearest = (at, points) => Math.min(...points.map((point) => metres(at, point)))
const near = (distance, reach) => Math.max(0, 1 - distance / reach)

export function households(geography, random) {
  const coast = geography.coastPieces.filter((_, i) => i % 5 === 0).map(({ from }) => from)
  const slopes = geography.hazards.filter(({ kind }) => kind === 'geological').map(({ at }) => at)
  const waters = geography.waters.map(({ at }) => at)
  const villages = geography.villages
    .filter(({ kind }) => kind === 'village')
    .map((village) => {
      const weights = [
        ['coastal', 6 * near(nearest(village.at, coast), 2_500)],
        ['geological', 4 * near(nearest(village.at, slopes), 2_000)],
        ['low-lying', 3 * near(nearest(village.at, waters), 2_500)],
        ['unsafe-house', 0.8],
        ['work-shed', 0.35],
      ]
      // The coast and the slopes have more to move; villages differ in size besides.
      const weight = weights.reduce((sum, [, one]) => sum + one, 0) * Math.exp(random.normal() * 0.5)
      return { village, weights, weight }
    })
  // Every village has somebody; the rest falls where it is dangerous.
  const chosen = [
    ...villages.flatMap((one) => [one, one, one]),
    ...Array.from({ length: COUNT - villages.length * 3 }, () => random.weighted(villages.map((one) => [one, one.weight]))),
  ]
  const room = new Map(geography.shelters.map(({ id, capacity }) => [id, capacity]))
  const numbers = new Map()
  const rows = chosen.map(({ village, weights }) => {
    const n = (numbers.get(village) ?? 0) + 1
    numbers.set(village, n)
    const reason = random.weighted(weights)
    const people = reason === 'work-shed' ? random.integer(3, 12) : random.weighted([[1, 18], [2, 28], [3, 19], [4, 18], [5, 10], [6, 5], [7, 2]])
    const at = placeOf(geography, random, village.at)
    const elderly = reason === 'work-shed' ? 0 : Math.min(people, random.weighted([[0, 50], [1, 30], [2, 20]]))
    const disabled = Math.min(people - elderly, random.weighted([[0, 92], [1, 8]]))
    const infants = reason === 'work-shed' ? 0 : Math.min(people - elderly - disabled, random.weighted([[0, 85], [1, 13], [2, 2]]))
    const head = `演示${random.pick(SURNAMES)}${random.pick(GIVEN)}`
    return { village, n, head, people, elderly, disabled, infants, reason, at, called: random.next() < 0.96 }
  })
  rows.sort((a, b) => (a.village.id < b.village.id ? -1 : a.village.id > b.village.id ? 1 : a.n - b.n))
  return {
    columns: ['id', 'village', 'head', 'people', 'elderly', 'disabled', 'infant', 'reason', 'lon', 'lat', 'phone', 'shelter'],
    rows: rows.map(({ village, n, head, people, elderly, disabled, infants, reason, at, called }, i) => [
      `${village.id}-${String(n).padStart(2, '0')}`,
      village.id,
      head,
      people,
      elderly || '',
      disabled || '',
      infants || '',
      reason,
      at[0].toFixed(4),
      at[1].toFixed(4),
      called ? `0577-0000-${3001 + i}` : '',
      shelterFor(geography, room, village, people),
    ]),
  }
}

/** Within a few hundred metres of the village and on land; the village itself if that does not succeed. */
function placeOf(geography, random, at) {
  for (let tries = 0; tries < 20; tries++) {
    const drawn = shifted(at, random.normal() * 250, random.normal() * 250)
    if (geography.belongs(drawn)) return drawn
  }
  return at
}

/** The nearest shelter of the town that still has room, or none: somebody must be told where to go by hand. */
function shelterFor(geography, room, village, people) {
  const [first] = geography.shelters
    .filter(({ id, township }) => township === village.township && room.get(id) >= people)
    .toSorted((a, b) => metres(village.at, a.at) - metres(village.at, b.at))
  if (!first) return ''
  room.set(first.id, room.get(first.id) - people)
  return first.id
}
