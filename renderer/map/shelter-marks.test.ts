import { expect, it } from 'vitest'
import { READING_STALE_MS, shelterMarks } from './sources'

const NOW = 1_800_000_000_000
const shelter = { id: 'h1', name: '马站小学', at: { lon: 120, lat: 27 }, township: '马站镇', capacity: 200 }
const reading = (at: number) => new Map([['shelter:h1', [{ id: 'shelter:h1', metric: 'occupancy', value: 50, unit: '人', state: 'normal' as const, at }]]])
const checkIns = new Map([['h1', { persons: 80, households: 20, walkIns: 0, at: NOW - 5 * READING_STALE_MS }]])
const marked = (...args: [ReturnType<typeof reading>, typeof checkIns?]) => shelterMarks([shelter], args[0], NOW, args[1])[0]

it('says how full a shelter is by its feed, and by its check-ins where there is no feed or it has gone silent', () => {
  expect(marked(reading(NOW), checkIns)).toMatchObject({ occupied: 50, stale: false })
  expect(marked(new Map(), checkIns)).toMatchObject({ occupied: 80, stale: false })
  expect(marked(reading(NOW - READING_STALE_MS - 1), checkIns)).toMatchObject({ occupied: 80, stale: false })
  expect(marked(reading(NOW - READING_STALE_MS - 1))).toMatchObject({ occupied: 50, stale: true })
  expect(marked(new Map())).not.toHaveProperty('occupied')
})
