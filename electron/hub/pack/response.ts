import { ALL_DEPARTMENTS, ALL_TOWNS, responsePlanSchema, type ResponsePlan } from '../../../shared/pack/response'
import type { Unit } from '../../../shared/pack/units'
import { lineOf, pathText, readJson } from './json'
import type { Problems } from './problems'

const FILE = 'response.json'

/** Levels and duties of a pack; a unit, level or id that is wrong is an error with its line and path. */
export function readResponse(content: string, units: readonly Unit[], problems: Problems): ResponsePlan | null {
  const plan = readJson(FILE, content, responsePlanSchema, problems)
  if (plan === null) return null
  const text = content.replace(/^\uFEFF/, '')
  for (const list of ['levels', 'signals', 'duties'] as const) {
    const first = new Map<string, number>()
    plan[list].forEach(({ id }, index) => {
      const path = [list, index, 'id']
      const line = lineOf(text, path)
      const firstRow = first.get(id)
      if (firstRow === undefined) first.set(id, line)
      else problems.add(FILE, line, pathText(path), { code: 'duplicate', found: id, firstRow })
    })
  }
  // Villages answer to their town: duties of a level are given to departments and towns.
  const permitted = [ALL_DEPARTMENTS, ALL_TOWNS, ...units.filter(({ kind }) => kind !== 'village').map(({ id }) => id)]
  const known = new Set<string>(permitted)
  plan.duties.forEach((duty, index) => {
    duty.units.forEach((unit, at) => {
      if (known.has(unit)) return
      const path = ['duties', index, 'units', at]
      problems.add(FILE, lineOf(text, path), pathText(path), { code: 'not-permitted', found: unit, permitted })
    })
  })
  return plan
}
