import { describe, expect, it } from 'vitest'
import { apca } from './apca'

describe('APCA', () => {
  it('gives the published test values', () => {
    // From the repository's README: #888 on #fff 63.06, #fff on #888 -68.54, #000 on #aaa 58.15, #aaa on #000 -56.24.
    expect(apca([0x88, 0x88, 0x88], [255, 255, 255])).toBeCloseTo(63.06, 1)
    expect(apca([255, 255, 255], [0x88, 0x88, 0x88])).toBeCloseTo(-68.54, 1)
    expect(apca([0, 0, 0], [0xaa, 0xaa, 0xaa])).toBeCloseTo(58.15, 1)
    expect(apca([0xaa, 0xaa, 0xaa], [0, 0, 0])).toBeCloseTo(-56.24, 1)
    expect(apca([9, 9, 9], [9, 9, 9])).toBe(0)
  })
})
