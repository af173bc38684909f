import { expect, test } from 'vitest'
import { desktopWords } from '../../shared/ipc/desktop-words'
import { layoutWindowSchema, type DisplayIdentity } from '../../shared/ipc/settings'
import type { NamedDisplay } from './layout'
import { placeWindows } from './layout'
import { problemText } from './pages/problems'
import { reasonText } from './reasons'
import { displayRows, overlapNotice } from './settings-view'

const identity = (label: string, nth = 0): DisplayIdentity => ({ label, internal: false, width: 1920, height: 1080, nth })
const display = (id: number, label: string): NamedDisplay => {
  const bounds = { x: (id - 1) * 1920, y: 0, width: 1920, height: 1080 }
  return { id, label, internal: false, bounds, workArea: bounds, scaleFactor: 1, rotation: 0, primary: id === 1, identity: identity(label) }
}
const present = [display(1, 'A'), display(2, 'B')]
const window = (screen: 'desk' | 'wall', on: DisplayIdentity | null, more: object = {}) => layoutWindowSchema.parse({ screen, display: on, ...more })

test('a display that is gone has one row, however many screens the layout gives it', () => {
  const rows = displayRows(present, [window('wall', identity('gone')), window('desk', identity('gone')), window('wall', identity('B'))])
  expect(rows.map((row) => `${row.number} ${row.identity.label} ${row.present}`)).toEqual(['1 A true', '2 B true', '3 gone false'])
})

test('several whole screens on one display are told, a window before a wall is not', () => {
  const said = (windows: ReturnType<typeof window>[]) => overlapNotice('en', placeWindows(windows, present))
  expect(said([window('wall', identity('B'), { wall: 'east', mode: 'kiosk' }), window('desk', identity('B')), window('wall', null)])).toEqual([expect.stringMatching(/^Several screens fill B 1920×1080 \(.*east.*\)/)])
  expect(said([window('wall', null), window('desk', null, { mode: 'window' })])).toEqual([])
  expect(said([window('wall', identity('gone')), window('wall', identity('gone')), window('desk', null)])).toEqual([])
})

test.each([
  ['settings.memoryLimitMb: Invalid input: expected number, received NaN', 'desktop.set.badMemory'],
  ['settings.hub.url: an address such as https://dinghai.example.gov', 'desktop.first.badUrl'],
  ['hub.port: Too big', 'desktop.set.badPort'],
  ['settings.layout.windows.3.wall: letters', 'desktop.set.badName'],
  ['settings.layout.windows.0.part: the part lies outside the whole', 'desktop.set.badPart'],
] as const)('%s is a sentence of the page', (error, text) => {
  for (const language of ['zh', 'en'] as const) expect(problemText(error, desktopWords(language))).toBe(desktopWords(language)(text))
})

test('what is a sentence already stays', () => {
  expect(problemText('http://hub 没有应答：ECONNREFUSED', desktopWords('zh'))).toBe('http://hub 没有应答：ECONNREFUSED')
})

test.each([
  ['net::ERR_CONNECTION_REFUSED', 'refused'],
  ['ERR_NAME_NOT_RESOLVED', 'name'],
  ['ERR_CERT_AUTHORITY_INVALID', 'certificate'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'scheme'],
  ['ERR_ADDRESS_UNREACHABLE', 'unreachable'],
  ['no answer within 15 s', 'silent'],
  ['The operation was aborted', 'silent'],
  ['HTTP 502', 'answer'],
] as const)('%s is said in words, and named', (reason, meaning) => {
  for (const language of ['zh', 'en'] as const) {
    const words = desktopWords(language)
    expect(reasonText(reason, words)).toContain(words(`desktop.why.${meaning}`))
    expect(reasonText(reason, words)).toContain(reason)
  }
})

test('a reason without a meaning of ours is said as it is', () => {
  expect(reasonText('ERR_FAILED', desktopWords('zh'))).toBe('ERR_FAILED')
})
