import { expect, test } from 'vitest'
import { mayLoad, mayNavigate, maySave, mayUse, originOf, outsideLink } from './policy'

const hub = 'http://127.0.0.1:8710'
const origins = [hub, 'app://shell']

test.each([
  ['http://127.0.0.1:8710/desk/', true],
  ['app://shell/welcome.html', true],
  ['app://elsewhere/welcome.html', false],
  ['http://127.0.0.1:8711/desk/', false],
  ['https://127.0.0.1:8710/desk/', false],
  ['http://127.0.0.1:8710@elsewhere/', false],
  ['http://127.0.0.1.elsewhere:8710/', false],
  ['blob:http://127.0.0.1:8710/1234', false],
  ['data:text/html,x', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['about:blank', false],
  ['', false],
])('a window may go to %s: %s', (url, permitted) => {
  expect(mayNavigate(url, origins)).toBe(permitted)
})

test.each([
  [`${hub}/assets/a.js`, true],
  ['ws://127.0.0.1:8710/socket.io/', true],
  ['wss://127.0.0.1:8710/socket.io/', false],
  ['blob:http://127.0.0.1:8710/1234', true],
  ['data:image/png;base64,AA', true],
  ['devtools://devtools/bundled/x.js', true],
  ['https://elsewhere/x.js', false],
  ['file:///etc/passwd', false],
  ['chrome-extension://x/y.js', false],
])('a page may load %s: %s', (url, permitted) => {
  expect(mayLoad(url, origins)).toBe(permitted)
})

test.each([
  [`blob:${hub}/1234`, true],
  ['blob:http://elsewhere/1234', false],
  ['data:text/csv,a', false],
  [`${hub}/api/v1/photos/x`, false],
  ['https://elsewhere/x.exe', false],
  ['file:///etc/passwd', false],
])('a page may save %s: %s', (url, permitted) => {
  expect(maySave(url, origins)).toBe(permitted)
})

test.each([
  ['notifications', `${hub}/desk/`, true],
  ['fullscreen', hub, true],
  ['geolocation', hub, false],
  ['media', hub, false],
  ['openExternal', hub, false],
  ['notifications', 'http://elsewhere/', false],
  ['notifications', '', false],
])('%s for %s: %s', (permission, requester, permitted) => {
  expect(mayUse(permission, requester, origins)).toBe(permitted)
})

test.each([
  ['tel:13800000000', 'ask'],
  ['mailto:duty@example.gov', 'ask'],
  ['https://portal.example.gov/case/7', 'open'],
  ['https://portal.example.gov:8443/', 'no'],
  ['https://user@portal.example.gov/', 'no'],
  ['https://portal.example.gov.elsewhere/', 'no'],
  ['http://portal.example.gov/', 'no'],
  ['file:///etc/passwd', 'no'],
  ['javascript:alert(1)', 'no'],
  ['smb://server/share', 'no'],
  ['ms-msdt:/id', 'no'],
  [`tel:${'1'.repeat(3_000)}`, 'no'],
  ['rubbish', 'no'],
])('a link to %s: %s', (url, what) => {
  expect(outsideLink(url, ['portal.example.gov'])).toBe(what)
})

test('an origin is scheme and host', () => {
  expect(originOf('app://shell/x?y#z')).toBe('app://shell')
  expect(originOf('http://h:80/x')).toBe('http://h')
  expect(originOf('data:text/html,x')).toBeNull()
})
