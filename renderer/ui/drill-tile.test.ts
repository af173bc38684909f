import { describe, expect, it } from 'vitest'
import { drillTile } from './drill-tile'

describe('the watermark', () => {
  it.each(['演练', '演示数据', 'DRILL', 'DEMONSTRATION DATA'])('%s fits its tile in whole words', (word) => {
    const { width, height, words } = drillTile(word)
    for (const { x, y } of words) {
      // No letter is wider than its height.
      expect(x + word.length * (/[A-Z]/.test(word) ? 0.8 : 1)).toBeLessThanOrEqual(width)
      expect(x).toBeGreaterThanOrEqual(0)
      expect(y - 1).toBeGreaterThanOrEqual(0)
      expect(y + 0.3).toBeLessThanOrEqual(height)
    }
  })
})
