import { expect, it } from 'vitest'
import { createPositionSender, POSITION_EVERY_MS } from './position-sender'

function bench() {
  let now = 1_000
  let timers: { at: number; task: () => void }[] = []
  const sent: number[] = []
  let answer: (arrived: boolean) => void = () => undefined
  const sender = createPositionSender<number>({
    now: () => now,
    later: (task, ms) => {
      const timer = { at: now + ms, task }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    send: (fix) => {
      sent.push(fix)
      return new Promise((resolve) => {
        answer = resolve
      })
    },
  })
  return {
    sender,
    sent,
    timers: () => timers.length,
    async answered(arrived: boolean) {
      answer(arrived)
      await Promise.resolve()
      await Promise.resolve()
    },
    pass(ms: number) {
      now += ms
      const due = timers.filter((timer) => timer.at <= now)
      timers = timers.filter((timer) => timer.at > now)
      for (const { task } of due) task()
    },
  }
}

it('sends the first at once, then only the last one of each five seconds', async () => {
  const { sender, sent, answered, pass } = bench()
  sender.offer(1)
  expect(sent).toEqual([1])
  await answered(true)
  for (const fix of [2, 3, 4]) sender.offer(fix)
  expect(sent).toEqual([1])
  pass(POSITION_EVERY_MS)
  expect(sent).toEqual([1, 4])
})

it('has one in the air at a time, and after a failure sends where the team is now', async () => {
  const { sender, sent, answered, pass } = bench()
  sender.offer(1)
  pass(60_000)
  sender.offer(2)
  sender.offer(3)
  expect(sent).toEqual([1])
  await answered(false)
  expect(sent).toEqual([1, 3])
})

it('offers the last place again if nothing newer came, and stops when told', async () => {
  const { sender, sent, answered, pass, timers } = bench()
  sender.offer(1)
  await answered(false)
  pass(POSITION_EVERY_MS)
  expect(sent).toEqual([1, 1])
  await answered(false)
  sender.stop()
  expect(timers()).toBe(0)
})
