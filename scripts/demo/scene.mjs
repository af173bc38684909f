// The scene that the product exists for, played through its public interfaces only: a 110 alarm, the qualified team, the
// leader's phone, the clocks. The end-to-end test drives the same script.
import { randomUUID } from 'node:crypto'
import { deflateSync, crc32 } from 'node:zlib'
import { client } from './api.mjs'
import { connectPhone } from './phone.mjs'

/** The upper reach of Guanmei reservoir as the 110 system would give it: GCJ-02. */
const GUANMEI_GCJ02 = { lon: 120.4238, lat: 27.2971, datum: 'gcj02' }

/**
 * Plays the scene. `token` is an officer's session. Steps are told to `say(step, detail)`; `speed` 10 plays ten times
 * faster; `decide` is `auto` (the script sends the first recommendation after `thinkMs`) or `officer` (it waits for
 * somebody at the desk). Resolves with the incident as the hub has it at the end; rejects with what went wrong.
 */
export async function playScene({ url, token, say = () => {}, speed = 1, decide = 'auto', thinkMs = 6_000, close = true }) {
  const officer = client(url, token)
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms / speed))

  const feed = await officer.post('/api/v1/feeds', { name: 'police-110' })
  const incidentId = await reportAlarm(client(url, feed.key), say)
  await pause(2_000)
  await officer.post('/api/v1/commands', { commandId: randomUUID(), type: 'answerIncident', data: { incidentId } })
  say('answered', { incidentId })

  const ranking = await officer.get(`/api/v1/incidents/${incidentId}/recommendation`)
  const [first] = ranking.candidates
  if (!first) throw new Error('nobody can be sent: the ranking is empty')
  say('recommended', { ranking })
  const phones = await openPhones(officer, url, decide === 'auto' ? [first] : ranking.candidates.slice(0, 5))
  try {
    if (decide === 'auto') {
      await pause(thinkMs)
      const sent = await officer.post(
        `/api/v1/incidents/${incidentId}/dispatches`,
        { teamId: first.teamId },
        { 'idempotency-key': randomUUID() },
      )
      say('ordered', { team: first.name, dispatchId: sent.dispatchId })
    } else say('waiting-for-officer', {})
    const { phone, order } = await Promise.any(phones.map(async (phone) => ({ phone, order: await phone.order(incidentId, 600_000) })))
    await drive(phone, order, { say, pause, speed })
  } finally {
    for (const phone of phones) phone.close()
  }
  if (close) {
    await pause(2_000)
    await officer.post('/api/v1/commands', {
      commandId: randomUUID(),
      type: 'closeIncident',
      data: { incidentId, summary: '人员已安全转移（演示）' },
    })
    say('closed', {})
  }
  return officer.get(`/api/v1/incidents/${incidentId}`)
}

async function reportAlarm(feed, say) {
  const alarm = {
    sourceId: `demo-${randomUUID()}`,
    kind: 'missing-person-water',
    place: '马站镇 观美水库上游风坑附近',
    description: '一人被困溪对岸，溪流上涨（演示数据）',
    caller: { name: '演示乙', phone: '13800000000' },
    people: 1,
    observedAt: new Date().toISOString(),
    ...GUANMEI_GCJ02,
  }
  const { incidentId, number } = await feed.post('/api/v1/alarms', alarm)
  say('alarm', { incidentId, number })
  return incidentId
}

async function openPhones(officer, url, candidates) {
  return Promise.all(
    candidates.map(async ({ teamId, name }) => {
      const link = await officer.post('/api/v1/devices/links', { role: 'team', teamId })
      return connectPhone(url, link.url, `演示手机 ${name}`)
    }),
  )
}

/** The leader's side: acknowledge, drive along the route, arrive, send a photo, complete. */
async function drive(phone, { dispatch, incident, route }, { say, pause, speed }) {
  say('rung', { dispatchId: dispatch.id, team: phone.teamId })
  await pause(4_000)
  await phone.milestone(dispatch.id, 'acknowledged')
  say('acknowledged', {})
  await pause(3_000)
  await phone.milestone(dispatch.id, 'departed')
  say('departed', {})
  const way = route?.geometry.length ? route.geometry : [[incident.at.lon, incident.at.lat]]
  const steps = Math.min(way.length, 24)
  for (let step = 1; step <= steps; step++) {
    const at = way[Math.round((step / steps) * (way.length - 1))]
    const before = way[Math.max(0, Math.round(((step - 1) / steps) * (way.length - 1)))]
    await phone.position(at, { accuracyM: 12, speedMps: 15, headingDeg: bearing(before, at) })
    await pause(1_000)
  }
  await phone.milestone(dispatch.id, 'arrived')
  say('arrived', {})
  await pause(2_000)
  await phone.photo(incident.id, demonstrationPhoto())
  say('photo', {})
  await pause(6_000 / Math.max(1, speed / 10))
  await phone.milestone(dispatch.id, 'completed', '人员已找到（演示）')
  say('completed', {})
}

/** Degrees clockwise from north, flat-earth: good enough for an arrow over a few hundred metres. */
function bearing([lon1, lat1], [lon2, lat2]) {
  const east = (lon2 - lon1) * Math.cos((lat1 * Math.PI) / 180)
  return ((Math.atan2(east, lat2 - lat1) * 180) / Math.PI + 360) % 360
}

/** A small PNG, blue sky over a river, made here so that no stranger's picture is shipped. */
function demonstrationPhoto(width = 320, height = 200) {
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const river = Math.abs(x - width / 2 - Math.sin(y / 18) * 22) < 18 + y / 8
      const colour = y < 60 ? [130, 170, 200] : river ? [70, 110, 140] : [60, 95 + ((x * 7 + y * 13) % 20), 60]
      rows.set(colour, y * (1 + width * 3) + 1 + x * 3)
    }
  }
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const head = Buffer.alloc(4)
    head.writeUInt32BE(data.length)
    const tail = Buffer.alloc(4)
    tail.writeUInt32BE(crc32(body))
    return Buffer.concat([head, body, tail])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
