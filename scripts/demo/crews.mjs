// What crews do when they are called back to port: formation by formation most answer, and each vessel acts for itself.
const HEARS = 0.15
const DEAF = 0.06
const UNABLE = 0.04
const ANSWERS_EACH = 12

/** `clock` gives the hub's time. Simulated: officers record real answers at the desk. */
export function createCrews({ officer, fleet, plan, random, clock }) {
  const byMmsi = new Map(fleet.vessels.map((vessel) => [vessel.id.slice('vessel:'.length), vessel]))
  const formationOf = new Map((plan?.formations ?? []).flatMap(({ id, members }) => members.map((mmsi) => [mmsi, id])))
  const deaf = new Set((plan?.formations ?? []).filter(() => random.next() < DEAF).map(({ id }) => id))
  const heard = new Set()
  return {
    /** To be called every few seconds: looks which calls are open. */
    async listen() {
      if (!plan) return
      const { recalls } = await officer.get('/api/v1/recalls').catch(() => ({ recalls: [] }))
      for (const { id, vessels } of recalls) {
        const waiting = new Map()
        for (const { mmsi, answeredAt } of vessels) {
          const vessel = byMmsi.get(mmsi)
          const formation = formationOf.get(mmsi)
          if (vessel && !heard.has(`${id}/${mmsi}`) && random.next() < HEARS) {
            heard.add(`${id}/${mmsi}`)
            fleet.call(vessel)
          }
          if (answeredAt !== undefined || formation === undefined || deaf.has(formation)) continue
          waiting.set(formation, [...(waiting.get(formation) ?? []), mmsi])
        }
        for (const answered of [...waiting.values()].slice(0, ANSWERS_EACH)) {
          const data = { recallId: id, vessels: answered, answer: random.next() < UNABLE ? 'unable' : 'coming', note: '演示', observedAt: clock() }
          await officer.post('/api/v1/commands', { commandId: crypto.randomUUID(), type: 'answerRecall', data }).catch(() => {})
        }
      }
    },
  }
}
