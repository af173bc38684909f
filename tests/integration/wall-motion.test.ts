import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const renderer = fileURLToPath(new URL('../../renderer', import.meta.url))

/** Milliseconds of the first time in a style value: `1s`, `400ms`. */
function firstTime(value: string): number | null {
  const found = /(\d*\.?\d+)(m?s)\b/.exec(value)
  return found ? Number(found[1]) * (found[2] === 's' ? 1000 : 1) : null
}

it('nothing on a screen flashes more than three times a second (WCAG 2.3.1)', () => {
  const sheets = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css') && /^(wall|map|panels|charts|ui)/.test(file))
  expect(sheets.length).toBeGreaterThan(5)
  const repeated: string[] = []
  for (const file of sheets) {
    // Where motion is unwanted everything ends at once, and only once.
    const text = readFileSync(join(renderer, file), 'utf8').replace(/@media \(prefers-reduced-motion[\s\S]*?\n}/g, '')
    for (const [, value = ''] of text.matchAll(/animation:\s*([^;]+);/g)) {
      const time = firstTime(value)
      if (!value.includes('infinite') || time === null) continue
      repeated.push(`${file}: ${value}`)
      expect(time, `${file}: ${value}`).toBeGreaterThanOrEqual(1000 / 3)
    }
  }
  expect(repeated.length).toBeGreaterThan(1)
})
