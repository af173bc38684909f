import { describe, expect, it } from 'vitest'
import type { Alert } from '../../../shared/domain/alert/state'
import { HOUR, MINUTE } from '../../../shared/base/time'
import { T0 } from '../../../tests/fixtures/domain'
import { canDo } from './AlertKeys'
import { listAlerts } from './store'

/** As much of an alert as lists and keys look at. */
function alert(id: string, changes: Partial<Record<keyof Alert, unknown>> = {}): Alert {
  return { id, severity: 'yellow', raisedAt: T0, town: '马站镇', subject: { type: 'area', id, name: { zh: '渔寮沙滩', en: 'Yuliao Beach' } }, closed: null, sent: [], incidentId: null, ...changes } as Alert
}
const ids = (alerts: readonly Alert[]) => alerts.map(({ id }) => String(id))
const open = { showClosed: false, search: '' }

describe('the list of alerts', () => {
  it('has the gravest first, then what waits longest', () => {
    const all = [alert('new', { raisedAt: T0 + MINUTE }), alert('old'), alert('red', { severity: 'red', raisedAt: T0 + MINUTE }), alert('closed', { closed: { at: T0 } })]
    expect(ids(listAlerts(all, open, T0))).toEqual(['red', 'old', 'new'])
  })

  it('shows closed ones for half a day, the last one first', () => {
    const closed = (id: string, at: number) => alert(id, { closed: { at } })
    const all = [closed('first', T0 - HOUR), closed('last', T0), closed('gone', T0 - 12 * HOUR), alert('open')]
    expect(ids(listAlerts(all, { ...open, showClosed: true }, T0))).toEqual(['last', 'first'])
  })

  it('is searched by place in either language and by town', () => {
    const all = [alert('beach'), alert('dam', { town: '桥墩镇', subject: { name: { zh: '桥墩水库', en: 'Qiaodun Reservoir' } } })]
    for (const [search, found] of [['沙滩', 'beach'], ['QIAODUN', 'dam'], [' 马站 ', 'beach']] as const) {
      expect(ids(listAlerts(all, { ...open, search }, T0))).toEqual([found])
    }
    expect(listAlerts(all, { ...open, search: '<b>' }, T0)).toEqual([])
  })
})

describe('keys of alerts', () => {
  it('are there only for what can be done', () => {
    const can = (one: Alert | null) => (['real', 'watch', 'false', 'send', 'answer', 'escalate', 'close', 'reopen'] as const).filter((act) => canDo(one, act))
    expect(can(null)).toEqual([])
    expect(can(alert('a'))).toEqual(['real', 'watch', 'false', 'send', 'escalate', 'close'])
    expect(can(alert('a', { sent: [{}], incidentId: 'i' }))).toEqual(['real', 'watch', 'send', 'answer', 'close'])
    expect(can(alert('a', { closed: { at: T0 } }))).toEqual(['reopen'])
  })
})
