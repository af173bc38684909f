import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../pocket/answer'
import { openOutbox, type Said } from './outbox'

const OK: Answer = { status: 200, body: { ok: true } }
const refused: Answer = { status: 409, body: { error: { code: 'wrong_state', message: 'no' } } }

/** A hub behind a network that loses answers, and a page that is killed now and then. */
function world(lost: readonly boolean[], unitId = 'town:a') {
  let kept: readonly Said[] = []
  const heard: string[] = []
  const tasks: (() => void)[] = []
  let turn = 0
  const open = (id = unitId) =>
    openOutbox({
      unitId: id,
      load: () => kept,
      save: (items) => ((kept = items), true),
      send: (item) => {
        if (item.type === 'refuse') return Promise.resolve(refused)
        const gone = lost[turn++ % Math.max(1, lost.length)] ?? false
        // Heard, but the answer may be lost: it will come again under the same id.
        if (!heard.includes(item.commandId)) heard.push(item.commandId)
        return Promise.resolve(gone ? null : OK)
      },
      onChange: () => {},
      onUnauthorised: () => {},
      later: (task) => (tasks.push(task), () => void tasks.splice(tasks.indexOf(task), 1)),
      dice: () => 0.5,
    })
  const settle = async () => {
    for (let round = 0; round < 200; round++) {
      await Promise.resolve()
      if (round % 20 === 19) tasks.shift()?.()
    }
  }
  return { open, settle, heard, kept: () => kept }
}

const say = (commandId: string, type = 'confirm') => ({ commandId, type, data: {}, words: commandId, at: 1 })

describe('what a unit says', () => {
  it('arrives once and in order, whatever is lost and however often the page is killed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }).filter((one) => one.includes(false)), fc.integer({ min: 1, max: 6 }), fc.nat({ max: 6 }), async (lost, count, killAt) => {
        const { open, settle, heard, kept } = world(lost)
        let outbox = open()
        for (let n = 0; n < count; n++) {
          if (n === killAt) {
            outbox.stop()
            outbox = open()
          }
          outbox.say(say(`c${n}`))
        }
        for (let again = 0; again < 20 && kept().length > 0; again++) {
          outbox.kick()
          await settle()
        }
        expect(heard).toEqual(Array.from({ length: count }, (_, n) => `c${n}`))
        expect(kept()).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('that is refused stays to be read, and holds nothing up', async () => {
    const { open, settle, heard, kept } = world([])
    const outbox = open()
    outbox.say(say('no', 'refuse'))
    outbox.say(say('yes'))
    await settle()
    expect(heard).toEqual(['yes'])
    expect(kept()).toMatchObject([{ commandId: 'no', state: 'refused', refusal: { code: 'wrong_state' } }])
    outbox.dismiss('no')
    expect(kept()).toEqual([])
  })

  it('is not sent in the name of another unit', async () => {
    const { open, settle, heard } = world([true])
    const before = open()
    before.say(say('mine'))
    await settle()
    before.stop()
    heard.length = 0
    open('town:b').kick()
    await settle()
    expect(heard).toEqual([])
  })
})
