import { describe, expect, it } from 'vitest'
import { asIncidentId } from '../../../../shared/base/ids'
import type { Incident } from '../../../../shared/domain/incident/state'
import { sourceKey } from '../../../../shared/domain/incident/source-key'
import { emptyWorld } from '../../../../shared/domain/world'
import { CAP_EXAMPLE } from '../../gateway/resources/cap-example'
import { areaPlace } from './geometry'
import { kindOf } from './kinds'
import { capMessage } from './message'
import { capToCall } from './to-call'
import { readXml } from './xml'

const KINDS = new Set(['missing-person-water', 'flood', 'landslide', 'fire-forest', 'fire-building'])
const BOUNDS = [120.05, 26.95, 121, 27.75] as const
const FEED = { name: 'weather', channel: '气象', datum: null }
const REFERENCE = '110@cangnan.example,CN-330327-20260728-0001'

function read(text: string, world = emptyWorld()) {
  const xml = readXml(Buffer.from(text))
  const message = xml.ok ? capMessage(xml.value) : xml
  return message.ok ? capToCall(message.value, FEED, KINDS, world, BOUNDS) : message
}

/** The example as the follow-up of the first message. */
const followUp = (type: string, identifier: string, references: string) =>
  CAP_EXAMPLE.replace('>Alert<', `>${type}<`)
    .replace('CN-330327-20260728-0001', identifier)
    .replace('<info>', `<references>${references}</references><info>`)

function worldWith(description: string, sourceId = REFERENCE) {
  const world = emptyWorld()
  const id = asIncidentId('inc1')
  const source = { feed: 'weather', sourceId, channel: '气象' }
  const incident = { id, status: 'dispatched', kind: 'flood', at: { lon: 120.4, lat: 27.3 }, place: '观美', calls: [{ source, description }] }
  world.incidents.set(id, incident as unknown as Incident)
  world.bySource.set(sourceKey(source), id)
  return world
}

describe('a CAP 1.2 message', () => {
  it('becomes a call', () => {
    expect(read(CAP_EXAMPLE)).toMatchObject({
      ok: true,
      value: {
        source: { feed: 'weather', sourceId: REFERENCE, channel: '气象' },
        kind: 'missing-person-water',
        severity: 'red',
        at: { lon: 120.446, lat: 27.277 },
        uncertaintyM: 500,
        place: '马站镇观美水库上游',
        observedAt: 1_785_218_580_000,
        description: `观美水库上游有人走失\n老人一名，上午进山后未归\n[CAP ${REFERENCE}]`,
      },
    })
  })

  it('of another name space prefix and encoding is read as well', () => {
    const prefixed = CAP_EXAMPLE.replaceAll(/<(\/?)([a-zA-Z])/g, '<$1cap:$2').replace('xmlns=', 'xmlns:cap=').replace('?cap:xml', '?xml')
    expect(read(prefixed).ok).toBe(true)
    const gbk = Buffer.concat([
      Buffer.from(CAP_EXAMPLE.replace('UTF-8', 'GB2312').replaceAll(/[^\0-\x7f]+/g, '?').split('<headline>')[0] ?? ''),
      Buffer.from('<headline>'),
      Buffer.from([0xb9, 0xdb, 0xc3, 0xc0]),
      Buffer.from('</headline><area><areaDesc>x</areaDesc><circle>27.2770,120.4460 0.5</circle></area></info></alert>'),
    ])
    const xml = readXml(gbk)
    const message = xml.ok ? capMessage(xml.value) : xml
    expect(message).toMatchObject({ ok: true, value: { headline: '观美' } })
  })

  it('that updates lands on the incident of the first, even through a chain of references', () => {
    const update = followUp('Update', 'CN-2', `${REFERENCE},2026-07-28T14:03:00+08:00`)
    expect(read(update, worldWith(''))).toMatchObject({ ok: true, value: { source: { sourceId: REFERENCE }, description: expect.stringContaining('UPDATE') as string } })
    const chained = followUp('Update', 'CN-3', '110@cangnan.example,CN-2,2026-07-28T15:00:00+08:00')
    const world = worldWith('…\n[CAP 110@cangnan.example,CN-2]')
    expect(read(chained, world)).toMatchObject({ ok: true, value: { source: { sourceId: REFERENCE } } })
  })

  it('that updates something unknown opens an incident: no alarm is lost', () => {
    expect(read(followUp('Update', 'CN-9', 'a@b,UNKNOWN,2026-07-28T14:03:00+08:00'))).toMatchObject({
      ok: true,
      value: { source: { sourceId: '110@cangnan.example,CN-9' } },
    })
  })

  it('that cancels says so on the incident and needs neither info nor area', () => {
    const bare = followUp('Cancel', 'CN-4', `${REFERENCE},2026-07-28T14:03:00+08:00`).replace(/<info>[\s\S]*<\/info>/, '')
    expect(read(bare, worldWith(''))).toMatchObject({
      ok: true,
      value: { source: { sourceId: REFERENCE }, kind: 'flood', at: { lon: 120.4, lat: 27.3 }, description: expect.stringContaining('CANCEL') as string },
    })
    expect(read(bare)).toMatchObject({ ok: false, error: { code: 'not_found', field: 'alert.references' } })
  })

  it.each([['Exercise', '演练'], ['Test', '测试']])('of status %s is marked', (status, word) => {
    expect(read(CAP_EXAMPLE.replace('Actual', status))).toMatchObject({
      ok: true,
      value: { description: expect.stringContaining(word) as string, source: { channel: status.toLowerCase() } },
    })
  })

  it.each([
    ['<identifier>CN-330327-20260728-0001</identifier>', '', 'alert.identifier'],
    ['<sender>110@cangnan.example</sender>', '<sender>a b</sender>', 'alert.sender'],
    ['<sent>2026-07-28T14:03:00+08:00</sent>', '<sent>2026-07-28T14:03:00</sent>', 'alert.sent'],
    ['<sent>2026-07-28T14:03:00+08:00</sent>', '', 'alert.sent'],
    ['>Actual<', '>Draft<', 'alert.status'],
    ['>Alert<', '>Ack<', 'alert.msgType'],
    ['<circle>27.2770,120.4460 0.5</circle>', '', 'alert.info.area'],
    ['<circle>27.2770,120.4460 0.5</circle>', '<circle>27.2770 120.4460 0.5</circle>', 'alert.info.area.circle'],
    ['<circle>27.2770,120.4460 0.5</circle>', '<polygon>27,120 27,121 28,121</polygon>', 'alert.info.area.polygon'],
    ['<circle>27.2770,120.4460 0.5</circle>', '<circle>120.4460,27.2770 0.5</circle>', 'alert.info.area'],
    ['<circle>27.2770,120.4460 0.5</circle>', '<circle>39.9,116.4 0.5</circle>', 'alert.info.area'],
    ['<value>missing-person-water</value>', '<value>lost-dog</value>', 'alert.info.event'],
    ['alert', 'alarm', 'alert'],
  ])('with %s as "%s" is refused by element', (from, to, field) => {
    expect(read(CAP_EXAMPLE.replaceAll(from, to))).toMatchObject({ ok: false, error: { field } })
  })

  it.each([
    ['<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 'not accepted'],
    ['<!DOCTYPE alert [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', 'not accepted'],
    ['<!  ENTITY x "y">', 'not accepted'],
  ])('with %s is refused before it is parsed', (declaration, reason) => {
    const refused = read(CAP_EXAMPLE.replace('<alert', `${declaration}<alert`).replace('人员走失', '&x;'))
    expect(refused).toMatchObject({ ok: false, error: { message: expect.stringContaining(reason) as string } })
  })

  it.each(['', '<', 'plain text', '<alert><info></alert>', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`, '{"json":true}', '\xff\xfe'])(
    'that is no XML is refused (%#)',
    (text) => {
      expect(read(text).ok).toBe(false)
    },
  )
})

describe('the place of CAP areas', () => {
  it('is the centroid of the largest polygon, as unsure as it is wide', () => {
    const place = areaPlace({ polygons: ['27.2,120.4 27.2,120.5 27.3,120.5 27.3,120.4 27.2,120.4'], circles: [] })
    if (!place.ok || !place.value) throw new Error('no place')
    expect(place.value.at.lon).toBeCloseTo(120.45, 6)
    expect(place.value.at.lat).toBeCloseTo(27.25, 6)
    expect(place.value.uncertaintyM).toBeGreaterThan(7000)
    expect(place.value.uncertaintyM).toBeLessThan(8000)
  })

  it('of a polygon without area is the middle of its corners', () => {
    const place = areaPlace({ polygons: ['27.2,120.4 27.2,120.4 27.2,120.4 27.2,120.4'], circles: [] })
    expect(place).toMatchObject({ ok: true, value: { at: { lon: 120.4, lat: 27.2 }, uncertaintyM: 0 } })
  })
})

describe('the kind of a CAP event', () => {
  it.each([
    [{ codes: [{ name: 'SAME', value: 'FFW' }], event: '', categories: [] }, 'flood'],
    [{ codes: [{ name: 'any', value: 'landslide' }], event: '', categories: [] }, 'landslide'],
    [{ codes: [], event: '暴雨红色预警', categories: ['Met'] }, 'flood'],
    [{ codes: [], event: 'Forest fire near the road', categories: ['Fire'] }, 'fire-forest'],
    [{ codes: [{ name: 'x', value: 'ZZZ' }], event: 'Something', categories: ['Fire'] }, 'fire-building'],
    [{ codes: [], event: 'Something', categories: ['Other'] }, null],
  ])('%# is found', (words, kind) => {
    expect(kindOf(words, KINDS)).toBe(kind)
  })
})
