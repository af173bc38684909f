import { describe, expect, it } from 'vitest'
import { asUnitId } from '../base/ids'
import { HOUR } from '../base/time'
import { responsePlanSchema } from '../pack/response'
import type { Township } from '../pack/schema'
import { Scene, T0 } from '../../tests/fixtures/domain'
import { summariseResponse } from './summary'

const words = (text: string) => ({ zh: text, en: text })
const townships: Township[] = ['mazhan', 'xiaguan'].map((id) => ({ id, name: id, at: { lon: 120.4, lat: 27.3 } }))
const plan = responsePlanSchema.parse({
  levels: [{ id: 'IV', name: words('四'), severity: 'blue', trigger: words('x') }],
  duties: [
    { id: 'a', units: ['town:mazhan', 'department:water'], text: words('甲'), from: 'IV', due: 60 },
    { id: 'b', units: ['town:mazhan'], text: words('乙'), from: 'IV', due: 120 },
    { id: 'after', units: ['department:water'], text: words('丙'), on: 'leave', from: 'IV', due: 30 },
  ],
})

function scene(): Scene {
  const made = new Scene()
  made.pack = { departments: [{ id: 'water', name: '水利局' }], townships, places: [], callout: null, response: plan }
  return made
}

describe('summariseResponse', () => {
  it('knows nothing where nothing was declared, which is not zero', () => {
    expect(summariseResponse(scene().world, { townships }, T0)).toEqual({
      at: T0, responseId: null, drill: false, level: null, hazard: null, declaredAt: null, endedAt: null, duties: null, byUnit: [],
      byTown: [
        { town: 'mazhan', name: 'mazhan', duties: null, longestLateMs: null },
        { town: 'xiaguan', name: 'xiaguan', duties: null, longestLateMs: null },
      ],
    })
  })

  it('counts confirmed, open and late by unit and town, and goes on after the end', () => {
    const made = scene()
    made.must('declareResponse', { level: 'IV', hazard: { kind: 'other', name: '桑美' }, reason: 'x' })
    const response = [...made.world.responses.values()][0]
    const key = response?.duties.find(({ unit }) => unit === asUnitId('department:water'))?.key ?? ''
    made.must('confirmDuty', { responseId: response?.id ?? ('' as never), duty: key, answeredBy: '演示甲', note: '' })
    const at = T0 + 1.5 * HOUR
    const summary = summariseResponse(made.world, { townships }, at)
    expect(summary).toMatchObject({ level: { id: 'IV', since: T0 }, hazard: { name: words('桑美') }, duties: { total: 3, confirmed: 1, open: 1, late: 1 } })
    expect(summary.byTown).toEqual([
      { town: 'mazhan', name: 'mazhan', duties: { total: 2, confirmed: 0, open: 1, late: 1 }, longestLateMs: HOUR / 2 },
      { town: 'xiaguan', name: 'xiaguan', duties: null, longestLateMs: null },
    ])
    expect(summary.byUnit.map(({ unit, confirmed, late }) => [unit, confirmed, late])).toEqual([['department:water', 1, 0], ['town:mazhan', 0, 1]])
    made.must('endResponse', { responseId: response?.id ?? ('' as never), from: 'IV', reason: '解除' })
    expect(summariseResponse(made.world, { townships }, T0)).toMatchObject({ level: null, endedAt: T0, duties: { total: 1, confirmed: 0, open: 1, late: 0 } })
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary)
  })
})
