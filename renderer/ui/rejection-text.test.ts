import { describe, expect, it } from 'vitest'
import type { RejectionCode } from '../../shared/domain/rejection'
import { rejectionText } from './rejection-text'
import { translator } from '../../shared/i18n/translator'

/** All codes: a new one without an entry here is a type error. */
const CODES: Readonly<Record<RejectionCode, true>> = {
  invalid: true,
  unknown_kind: true,
  not_found: true,
  forbidden: true,
  unauthorised: true,
  stale_version: true,
  wrong_state: true,
  team_taken: true,
  team_not_eligible: true,
  already_reached: true,
  already_done: true,
  reason_needed: true,
  command_id_reused: true,
  too_large: true,
  unsupported_type: true,
  rate_limited: true,
  unavailable: true,
  replay_read_only: true,
}

describe('refusals in words', () => {
  it.each(Object.keys(CODES) as RejectionCode[])('%s has a sentence in both languages', (code) => {
    for (const language of ['zh', 'en'] as const) {
      const text = rejectionText({ code, message: 'for logs only' }, translator(language), 'Asia/Shanghai')
      expect(text).not.toBe('for logs only')
      expect(text).not.toMatch(/[{}]|rejection\./)
    }
  })

  it('tells the loser of a race who won and when, in the pack’s zone', () => {
    const winner = { actor: 'officer:演示乙', dispatchId: 'd1', incidentId: 'i1', at: Date.UTC(2022, 7, 24, 6, 26, 8) }
    expect(rejectionText({ code: 'team_taken', message: '', winner }, translator('zh'), 'Asia/Shanghai')).toBe(
      '该队已被 值班员 演示乙 于 14:26:08 派出',
    )
  })

  it('names the field, and the violations an override must answer for', () => {
    const t = translator('zh')
    expect(rejectionText({ code: 'invalid', message: '', field: 'place' }, t, 'UTC')).toBe('“place”内容有误')
    expect(
      rejectionText(
        { code: 'team_not_eligible', message: '', violations: ['certificate_expired', 'off_duty', 'brand_new'] },
        t,
        'UTC',
      ),
    ).toBe('该队不符合派遣条件：证书已过期、不在岗、brand_new')
  })
})
