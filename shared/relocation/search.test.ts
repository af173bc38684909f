import { describe, expect, it } from 'vitest'
import { matchesHousehold, searchHouseholds } from './search'

const wang = { id: 'mazhan-v01-03', head: '演示王甲', phone: '0577-0000-3001' }
const li = { id: 'mazhan-v02-01', head: '演示李乙', phone: null }

describe('finding a household', () => {
  it('goes by name, telephone as it is typed, and number', () => {
    for (const asked of ['王甲', '05770000', '0577 0000 3001', 'V01-03', 'v0103', '']) expect(matchesHousehold(wang, asked), asked).toBe(true)
    for (const asked of ['王乙', '3002', 'v09']) expect(matchesHousehold(wang, asked), asked).toBe(false)
    expect(matchesHousehold(li, '0577')).toBe(false)
  })

  it('stops at the most', () => {
    expect(searchHouseholds([wang, li], '演示', 1)).toEqual([wang])
  })
})
