import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchArrival } from './arrival'

const HUB = 'http://hub:8710/wall/'
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watched() {
  const said: string[] = []
  const contents = Object.assign(new EventEmitter(), { isDestroyed: () => false })
  watchArrival(contents as unknown as WebContents, (why) => said.push(why))
  const asked = (url = HUB) => contents.emit('did-start-navigation', { url, isMainFrame: true, isSameDocument: false })
  const answered = (status: number, url = HUB) => contents.emit('did-navigate', {}, url, status)
  return { said, contents, asked, answered }
}

test('a page that comes and is whole is no failure, however long it is shown', () => {
  const { said, contents, asked, answered } = watched()
  asked()
  answered(200)
  contents.emit('did-finish-load')
  contents.emit('did-stop-loading')
  vi.advanceTimersByTime(600_000)
  expect(said).toEqual([])
})

test('a hub that takes the connection and says nothing is told, once', () => {
  const { said, asked } = watched()
  asked()
  vi.advanceTimersByTime(14_000)
  expect(said).toEqual([])
  vi.advanceTimersByTime(60_000)
  expect(said).toEqual(['no answer within 15 s'])
})

test('an answer that is an error, and one that never ends, are told', () => {
  const { said, contents, asked, answered } = watched()
  asked()
  answered(502)
  contents.emit('did-finish-load')
  expect(said).toEqual(['HTTP 502'])
  asked()
  answered(200)
  vi.advanceTimersByTime(91_000)
  expect(said).toEqual(['HTTP 502', 'not whole within 90 s'])
})

test('one that leads elsewhere or becomes a file ends without a page; one that a newer load replaces does not', () => {
  const { said, contents, asked, answered } = watched()
  asked()
  contents.emit('did-stop-loading')
  vi.advanceTimersByTime(100)
  asked()
  answered(200)
  contents.emit('did-finish-load')
  vi.advanceTimersByTime(10_000)
  expect(said).toEqual([])
  contents.emit('render-process-gone', {}, {})
  asked()
  contents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', HUB, true)
  contents.emit('did-stop-loading')
  vi.advanceTimersByTime(1_000)
  expect(said).toEqual(['ended without a page'])
})

test('a screen that is shown loses nothing by a link that becomes a file or is not answered', () => {
  const { said, contents, asked, answered } = watched()
  asked()
  answered(200)
  contents.emit('did-finish-load')
  asked(`${HUB}file`)
  contents.emit('did-stop-loading')
  vi.advanceTimersByTime(1_000)
  asked(`${HUB}slow`)
  vi.advanceTimersByTime(60_000)
  expect(said).toEqual([])
})

test('a failure of the network, the end of the process and a page of the shell are others’ business', () => {
  const { said, contents, asked } = watched()
  asked()
  contents.emit('did-fail-load', {}, -102, 'ERR_CONNECTION_REFUSED', HUB, true)
  contents.emit('did-stop-loading')
  asked()
  contents.emit('render-process-gone', {}, {})
  asked('app://shell/trouble.html')
  contents.emit('did-stop-loading')
  vi.advanceTimersByTime(200_000)
  expect(said).toEqual([])
})
