// People where nobody should be, for a demonstration: small groups that cameras see come and go, and now and then a
// crowd that only the grid of people shows. Invented, and told through the public interface like everything here.

/** One group begins in so many seconds on average: fewer than the ten new alerts in ten minutes that are a flood. */
const BEGINS_EVERY_S = 75
/** A camera sees a group again after so many seconds. */
const SEEN_EVERY_S = 15
/** Groups stay so long, seconds. */
const STAYS_S = [45, 240]
/** Every so manieth group is a crowd. */
const CROWD_EVERY = 5

/** `risk`: areas and rules as the hub gives them in its pack; null: there are none. */
export function createIntruders(risk, random) {
  const seen = (risk?.areas ?? []).filter(({ cameras }) => cameras.length > 0)
  let groups = []
  // Ids are not to be met again by the next run: the hub would take them for repetitions.
  const run = Date.now().toString(36)
  let told = 0
  let begun = 0

  function begin(tick) {
    const crowd = (begun += 1) % CROWD_EVERY === 0
    const from = crowd ? risk.areas : seen
    const area = from[random.integer(0, from.length - 1)]
    if (!area || groups.some((group) => group.area === area)) return
    const steps = risk.rules.kinds.find(({ kind }) => kind === area.kind)?.heat ?? []
    const people = crowd ? Math.round((steps[0]?.people ?? 50) * random.between(1.2, 2)) : random.integer(1, random.next() < 0.15 ? 14 : 5)
    groups.push({ area, crowd, people, from: tick, until: tick + random.integer(...STAYS_S), camera: area.cameras[random.integer(0, Math.max(0, area.cameras.length - 1))] })
  }

  return {
    /** What cameras say in this second. A group that has left is seen to be gone once. */
    events(tick, now) {
      if (seen.length === 0) return []
      if (tick === 5 || random.next() < 1 / BEGINS_EVERY_S) begin(tick)
      const events = []
      for (const group of groups) {
        const gone = tick >= group.until
        if (group.crowd || (!gone && (tick - group.from) % SEEN_EVERY_S !== 0)) continue
        if (!gone && random.next() < 0.3) group.people = Math.max(1, group.people + random.integer(-1, 2))
        events.push({ id: `demo-${run}-${(told += 1)}`, camera: group.camera, kind: 'person', count: gone ? 0 : group.people, at: now })
      }
      groups = groups.filter(({ until }) => tick < until)
      return events
    },
    /** Crowds, as cells beside those of everyday life: `[lon, lat]` and people. */
    crowds: () => groups.filter(({ crowd }) => crowd).map(({ area, people }) => [[area.at.lon, area.at.lat], people]),
  }
}
