import { describe, expect, it } from 'vitest'
import { callSchema } from '../../../../shared/domain/incident/commands'
import { validate } from '../../gateway/validate'
import { alarmSchema, ALARM_EXAMPLE } from './schema'
import { alarmToCall, type FeedSettings } from './to-call'

const BOUNDS = [120.05, 26.95, 121, 27.75] as const
const FEED: FeedSettings = { name: '110', channel: '110', datum: 'gcj02' }
const NOW = 1_800_000_000_000

function call(alarm: unknown, feed = FEED) {
  const checked = validate(alarmSchema, alarm)
  return checked.ok ? alarmToCall(checked.value, feed, BOUNDS, NOW) : checked
}

describe('an alarm', () => {
  it('becomes a call that the command accepts', () => {
    const made = call(ALARM_EXAMPLE)
    if (!made.ok) throw new Error(made.error.message)
    expect(callSchema.safeParse(made.value).success).toBe(true)
    expect(made.value).toMatchObject({
      source: { feed: '110', sourceId: ALARM_EXAMPLE.sourceId, channel: '110' },
      original: { lon: 120.4507, lat: 27.2741, datum: 'gcj02' },
      severity: 'red',
      observedAt: 1_785_218_580_000,
      caller: { phone: '13800000000' },
    })
    expect(made.value.description).toBe(`${ALARM_EXAMPLE.title}\n${ALARM_EXAMPLE.note}`)
    expect(made.value.at.lon).toBeLessThan(120.4507)
  })

  it('may be flat', () => {
    const { location, occurredAt, note, title: _, ...rest } = ALARM_EXAMPLE
    const flat = { ...rest, ...location, observedAt: occurredAt, description: note }
    const [a, b] = [call(flat), call({ ...ALARM_EXAMPLE, title: undefined })]
    expect(a).toEqual(b)
  })

  it('without a frame gets the feed\'s; a feed that has none must say it', () => {
    const bare = { ...ALARM_EXAMPLE, location: { lon: 120.45, lat: 27.27 } }
    expect(call(bare)).toMatchObject({ ok: true, value: { original: { datum: 'gcj02' } } })
    expect(call(bare, { ...FEED, datum: null })).toMatchObject({ ok: false, error: { field: 'location.datum', allowed: ['WGS84', 'GCJ02', 'BD09'] } })
  })

  it('without a time is of now', () => {
    expect(call({ ...ALARM_EXAMPLE, occurredAt: undefined })).toMatchObject({ ok: true, value: { observedAt: NOW } })
  })

  it.each([
    [{ sourceId: '' }, 'sourceId'],
    [{ sourceId: 5 }, 'sourceId'],
    [{ sourceId: 'x'.repeat(129) }, 'sourceId'],
    [{ kind: undefined }, 'kind'],
    [{ place: null }, 'place'],
    [{ location: undefined }, 'location'],
    [{ location: { lon: 120.4 } }, 'location.lat'],
    [{ location: { lon: '120.4', lat: 27.2 } }, 'location.lon'],
    [{ location: { lon: 120.4, lat: 27.2, datum: 'CGCS2000x' } }, 'location.datum'],
    [{ location: undefined, lon: 120.4 }, 'lat'],
    [{ location: { lon: 27.2, lat: 120.4 } }, 'location.lon'],
    [{ occurredAt: '2026-07-28T14:03:00' }, 'occurredAt'],
    [{ severity: 'purple' }, 'severity'],
    [{ caller: { phone: 138 } }, 'caller.phone'],
    [{ people: -1 }, 'people'],
    [{ uncertaintyM: 'far' }, 'uncertaintyM'],
    [{ note: 'x'.repeat(3501) }, 'note'],
  ])('with %j is refused by field %s', (change, field) => {
    const refused = call({ ...ALARM_EXAMPLE, ...change })
    expect(refused).toMatchObject({ ok: false, error: { code: 'invalid', field } })
    expect(refused.ok ? '' : refused.error.message).toContain(field)
  })

  it.each([null, 'text', 5, []])('that is %j is refused', (body) => {
    expect(call(body)).toMatchObject({ ok: false, error: { code: 'invalid' } })
  })
})
