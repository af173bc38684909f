// A past storm as an exercise: its advisories one after the other over the public interface, as an agency would issue them.
// The forecast of each is the best track itself, up to three days ahead: better than any real one, and named so.
import { setTimeout as sleep } from 'node:timers/promises'
import { client, Refused } from './api.mjs'

const AHEAD_MS = 72 * 3_600_000

/** The storm as if its first position were of the moment `from` (UTC epoch milliseconds), under a name that says so. */
export function stormFrom(storm, from) {
  const byMs = from - storm.observed[0].at
  const year = new Date(storm.observed[0].at).getUTCFullYear()
  const moved = (fix) => ({ ...fix, at: fix.at + byMs })
  return {
    ...storm,
    typhoonId: `${storm.typhoonId}-${new Date(from).toISOString().slice(0, 16).replace(/\D/g, '')}`,
    name: { zh: `${storm.name.zh}（${year} 年，演练）`, en: `${storm.name.en} (${year}, drill)` },
    observed: storm.observed.map(moved),
  }
}

/** The advisories of a storm file, first to last: what was observed by then, and what is forecast from there. */
export function advisoriesOf({ typhoonId, name, observed }) {
  return observed.map(({ at }, index) => ({
    typhoonId,
    name,
    agency: '演习 drill',
    issuedAt: at,
    // One position each, as a feed brings what is new.
    observed: observed.slice(index, index + 1),
    forecast: observed.filter((fix) => fix.at > at && fix.at <= at + AHEAD_MS),
  }))
}

/**
 * Plays the storm with `pauseMs` between two advisories, in the name of a feed whose key is issued and taken back by
 * `officer`'s token. In a hub for exercises it comes now, and the clock is put forward from advisory to advisory; in any
 * other it stays in its own year. `say` is told of each advisory and waited for. Resolves with their number.
 */
export async function playTyphoon({ url, token, storm, pauseMs, say = () => Promise.resolve() }) {
  const officer = client(url, token)
  const time = async () => (await officer.get('/api/v1/health')).hubTime
  const exercise = await isExercise(officer)
  const played = exercise ? stormFrom(storm, await time()) : storm
  const { id, key } = await officer.post('/api/v1/feeds', { name: 'typhoon-drill' })
  const feed = client(url, key)
  try {
    const advisories = advisoriesOf(played)
    for (const [index, advisory] of advisories.entries()) {
      const seconds = exercise ? Math.round((advisory.issuedAt - (await time())) / 1000) : 0
      if (seconds > 0) await officer.post('/api/v1/drill/clock', { seconds })
      await feed.post('/api/v1/commands', { commandId: `drill-${played.typhoonId}-${advisory.issuedAt}`, type: 'recordAdvisory', data: advisory })
      await say('advisory', { advisory, index, of: advisories.length })
      if (index < advisories.length - 1) await sleep(pauseMs)
    }
    return advisories.length
  } finally {
    await officer.delete(`/api/v1/feeds/${id}`)
  }
}

/** A second forward tells: a hub that is not for exercises refuses it, and keeps the real time. */
async function isExercise(officer) {
  try {
    await officer.post('/api/v1/drill/clock', { seconds: 1 })
    return true
  } catch (error) {
    if (error instanceof Refused && error.error.code === 'wrong_state') return false
    throw error
  }
}
