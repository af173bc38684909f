import { describe, expect, it } from 'vitest'
import { asDispatchId } from '../../shared/base/ids'
import type { Reason } from '../../shared/dispatch/recommend'
import { reasonText, reasonTexts, type ReasonTone } from './reason-text'
import { translator } from '../../shared/i18n/translator'

const zh = translator('zh')
const en = translator('en')

/** One of every code: a new reason without a sample here is a type error. */
const SAMPLES: { readonly [Code in Reason['code']]: Extract<Reason, { code: Code }> } = {
  not_qualified: { code: 'not_qualified', needs: ['water', 'diving'] },
  certificate_expired: {
    code: 'certificate_expired',
    qualification: 'water',
    level: 'provincial',
    validUntil: '2026-09-30',
  },
  level_too_low: { code: 'level_too_low', qualification: 'water', held: 'county', needed: 'provincial' },
  committed: { code: 'committed', dispatchId: asDispatchId('d1'), incidentId: 'i2' },
  reserved: { code: 'reserved', incidentId: 'i2', until: 0 },
  off_duty: { code: 'off_duty', reason: '检修' },
  retired: { code: 'retired' },
  equipment_missing: { code: 'equipment_missing', equipment: 'assault-boat' },
  vehicle_unfit: { code: 'vehicle_unfit' },
  qualified: { code: 'qualified', qualification: 'water', level: 'national', validUntil: '2027-05-31' },
  covers_part: { code: 'covers_part', missing: ['medical'] },
  mobilisation: { code: 'mobilisation', seconds: 90 },
  under_way: { code: 'under_way' },
  travel: { code: 'travel', seconds: 350, kind: 'road', vehicle: 'rescue-vehicle', metres: 5600 },
  walk: { code: 'walk', seconds: 240 },
  estimated_no_road_data: { code: 'estimated_no_road_data' },
  unreachable: { code: 'unreachable', byClosure: false },
  detour: { code: 'detour', seconds: 1080 },
  equipment: { code: 'equipment', equipment: 'assault-boat', count: 2 },
  equipment_lacking: { code: 'equipment_lacking', equipment: 'assault-boat' },
  position_stale: { code: 'position_stale', ageSeconds: 400 },
  position_base: { code: 'position_base' },
  slower_than_first: { code: 'slower_than_first', seconds: 105 },
  less_loaded: { code: 'less_loaded' },
  reserved_here: { code: 'reserved_here' },
  certificate_ends_soon: { code: 'certificate_ends_soon', qualification: 'water', days: 12 },
  closer_by: { code: 'closer_by', seconds: 190 },
}

describe('reasons in words', () => {
  it.each(Object.values(SAMPLES))('$code is said in both languages, every place filled', (reason) => {
    for (const t of [zh, en]) {
      const { text, code } = reasonText(reason, t)
      expect(code).toBe(reason.code)
      expect(text).not.toMatch(/[{}]|undefined|reason\./)
      expect(text.length).toBeGreaterThan(1)
    }
    expect(reasonText(reason, zh).text).toMatch(/\p{Script=Han}/u)
    expect(reasonText(reason, en).text.replace('检修', '')).not.toMatch(/\p{Script=Han}/u)
  })

  it('says together that a team is nearer and what keeps it out', () => {
    const texts = reasonTexts([SAMPLES.closer_by, SAMPLES.certificate_expired, SAMPLES.off_duty], zh)
    expect(texts.map(({ text }) => text)).toEqual(['近 3:10，但水域证书 2026-09-30 已过期', '不在岗：检修'])
    expect(reasonTexts([SAMPLES.closer_by], zh).map(({ text }) => text)).toEqual(['近 3:10'])
    expect(reasonTexts([SAMPLES.closer_by, SAMPLES.certificate_expired], en)[0]?.text).toBe(
      '3:10 closer, but: Water certificate expired 2026-09-30',
    )
  })

  it.each<[Reason['code'], ReasonTone]>([
    ['qualified', 'ok'],
    ['equipment_lacking', 'warn'],
    ['committed', 'bad'],
    ['mobilisation', 'info'],
  ])('%s is %s', (code, tone) => {
    expect(reasonText(SAMPLES[code], zh).tone).toBe(tone)
  })

  it('words the picture’s candidates', () => {
    const said = (reason: Reason) => reasonText(reason, zh, { incident: () => '滑坡警情' }).text
    expect(said(SAMPLES.qualified)).toBe('国家级 水域 2027-05 到期')
    expect(said(SAMPLES.equipment)).toBe('冲锋舟 2')
    expect(said(SAMPLES.mobilisation)).toBe('集结 1:30')
    expect(said(SAMPLES.travel)).toBe('行车 5:50')
    expect(said({ ...SAMPLES.travel, kind: 'water' })).toBe('水路 5:50')
    expect(said({ ...SAMPLES.travel, vehicle: 'foot' })).toBe('步行 5:50')
    expect(said(SAMPLES.detour)).toBe('道路封闭，绕行 +18:00')
    expect(said(SAMPLES.committed)).toBe('正在执行 滑坡警情')
    expect(said({ code: 'not_qualified', needs: ['water', 'diving'] })).toBe('无水域、潜水资质')
    expect(said({ code: 'certificate_ends_soon', qualification: 'water', days: 0 })).toBe('水域证书今天到期')
    expect(said({ code: 'unreachable', byClosure: true })).toBe('道路封闭，无路可达')
  })
})
