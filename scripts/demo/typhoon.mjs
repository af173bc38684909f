// A past storm as a drill: its advisories one after the other over the public interface, as an agency would issue them.
// The forecast of each is the best track itself, up to three days ahead: better than any real one, and named so.
import { setTimeout as sleep } from 'node:timers/promises'
import { client } from './api.mjs'

const AHEAD_MS = 72 * 3_600_000

/** The advisories of a storm file, first to last: what was observed by then, and what is forecast from there. */
export function advisoriesOf({ typhoonId, name, observed }) {
  return observed.map(({ at }, index) => ({
    typhoonId,
    name,
    agency: '演习 drill',
    issuedAt: at,
    // The whole way at first, then only what is new: as a feed does.
    observed: index === 0 ? observed.slice(0, 1) : observed.slice(index, index + 1),
    forecast: observed.filter((fix) => fix.at > at && fix.at <= at + AHEAD_MS),
  }))
}

/**
 * Plays the storm with `pauseMs` between two advisories, in the name of a feed whose key is issued and taken back by
 * `officer`'s token. Resolves with the number of advisories.
 */
export async function playTyphoon({ url, token, storm, pauseMs, say = () => {} }) {
  const officer = client(url, token)
  const { id, key } = await officer.post('/api/v1/feeds', { name: 'typhoon-drill' })
  const feed = client(url, key)
  try {
    const advisories = advisoriesOf(storm)
    for (const [index, advisory] of advisories.entries()) {
      await feed.post('/api/v1/commands', { commandId: `drill-${storm.typhoonId}-${advisory.issuedAt}`, type: 'recordAdvisory', data: advisory })
      say('advisory', { advisory, index, of: advisories.length })
      if (index < advisories.length - 1) await sleep(pauseMs)
    }
    return advisories.length
  } finally {
    await officer.delete(`/api/v1/feeds/${id}`)
  }
}
