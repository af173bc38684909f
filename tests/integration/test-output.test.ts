import { expect, it } from 'vitest'
import { inOrder } from '../../scripts/test-output.mjs'

it('stages that run at once are printed one after the other, the first as it speaks, nothing lost', () => {
  const printed: string[] = []
  const output = inOrder(['types', 'unit', 'browser'], (text: string) => void printed.push(text))
  output.say('browser', 'b1')
  output.say('types', 't1')
  output.say('unit', 'u1')
  expect(printed).toEqual(['t1'])
  output.say('browser', 'b2')
  output.end('browser')
  output.say('types', 't2')
  expect(printed).toEqual(['t1', 't2'])
  output.end('types')
  expect(printed).toEqual(['t1', 't2', 'u1'])
  output.say('unit', 'u2')
  output.end('unit')
  expect(printed).toEqual(['t1', 't2', 'u1', 'u2', 'b1', 'b2'])
})
