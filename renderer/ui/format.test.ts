import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ageText,
  clockText,
  dayText,
  distanceText,
  durationText,
  isoDayText,
  maskedPhone,
  momentText,
  positionText,
  timeText,
  weekdayText,
} from './format'
import { translator } from '../../shared/i18n/translator'

const AT = Date.UTC(2022, 7, 24, 6, 26, 8)
const zh = translator('zh')

describe('figures in words', () => {
  it('clocks have two digits each and never go below zero', () => {
    expect([0, 19_999, 845_000, 3_723_000, -5].map(clockText)).toEqual(['00:00', '00:19', '14:05', '1:02:03', '00:00'])
    fc.assert(fc.property(fc.integer({ min: 0, max: 3_599_999 }), (ms) => clockText(ms).length === 5))
  })

  it('durations drop a leading zero only', () => {
    expect([440, 50, 605, 3723, 59.6].map(durationText)).toEqual(['7:20', '0:50', '10:05', '1:02:03', '1:00'])
  })

  it('times are the jurisdiction’s, whatever zone the screen is in', () => {
    expect(timeText(AT, 'Asia/Shanghai')).toBe('14:26:08')
    expect(timeText(Date.UTC(2022, 7, 23, 16, 0, 0), 'Asia/Shanghai')).toBe('00:00:00')
    expect(isoDayText(Date.UTC(2022, 7, 23, 16, 0, 0), 'Asia/Shanghai')).toBe('2022-08-24')
    expect(momentText(AT, 'Asia/Shanghai')).toBe('2022-08-24 14:26:08 GMT+8')
    expect([dayText(AT, 'Asia/Shanghai', 'zh'), weekdayText(AT, 'Asia/Shanghai', 'zh')]).toEqual(['8月24日', '星期三'])
    expect([dayText(AT, 'Asia/Shanghai', 'en'), weekdayText(AT, 'Asia/Shanghai', 'en')]).toEqual([
      '24 August',
      'Wednesday',
    ])
  })

  it('ages grow coarser', () => {
    expect([null, 38_000, 119_000, 360_000, 10_800_000, 3 * 86_400_000].map((ms) => ageText(ms, zh))).toEqual([
      '从未',
      '38 秒',
      '119 秒',
      '6 分钟前',
      '3 小时前',
      '3 天前',
    ])
  })

  it('distances, positions and telephone numbers', () => {
    expect([320, 400, 5600, 123_456].map((metres) => distanceText(metres, zh))).toEqual([
      '320 米',
      '400 米',
      '5.6 千米',
      '123 千米',
    ])
    expect(positionText({ lon: 120.452, lat: 27.283 })).toBe('120.4520, 27.2830')
    expect([maskedPhone('13800000000'), maskedPhone('110')]).toEqual(['138****0000', '110'])
  })
})
