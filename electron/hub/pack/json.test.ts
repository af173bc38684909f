import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineOf, pathText } from './json'

const MARK = '⚑'

/** A document with one mark in it, and the path to the mark. */
const marked = fc
  .tuple(fc.array(fc.oneof(fc.nat(3), fc.string({ maxLength: 6 })), { maxLength: 5 }), fc.infiniteStream(fc.jsonValue({ maxDepth: 2 })))
  .map(([path, filler]) => {
    let document: unknown = MARK
    for (const step of path.toReversed()) {
      const other = (): unknown => filler.next().value
      if (typeof step === 'number') document = [...Array.from({ length: step }, other), document, other()]
      else document = { [`${step}"\\before`]: other(), [step]: document, [`${step}after`]: other() }
    }
    return { path, document }
  })
  // Filler without the mark; and `__proto__` is no own key in a literal.
  .filter(({ path, document }) => JSON.stringify(document).split(MARK).length === 2 && !path.includes('__proto__'))

describe('lineOf', () => {
  it('finds the line of any value in any formatting', () => {
    fc.assert(
      fc.property(marked, fc.nat(4), fc.boolean(), ({ path, document }, indent, crlf) => {
        let text = JSON.stringify(document, null, indent)
        if (crlf) text = text.replaceAll('\n', '\r\n')
        const expected = text.slice(0, text.indexOf(MARK)).split('\n').length
        // JSON moves integer-like keys to the front, which changes nothing here: the path names keys.
        expect(lineOf(text, path)).toBe(expected)
      }),
    )
  })

  it('gives the enclosing value where the rest of the path does not exist', () => {
    const text = '[\n  {\n    "a": 1\n  }\n]'
    expect(lineOf(text, [0, 'b'])).toBe(2)
    expect(lineOf(text, [0, 'a'])).toBe(3)
    expect(lineOf(text, [7])).toBe(1)
  })
})

describe('pathText', () => {
  it('reads like a breadcrumb', () => {
    expect(pathText([3, 'needs', 0, 'qualification'])).toBe('[3].needs[0].qualification')
    expect(pathText([])).toBeNull()
  })
})
