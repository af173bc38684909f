import { expect, test } from 'vitest'
import { mayNavigate, mayUse } from './policy'

const origin = 'http://127.0.0.1:8710'

test.each([
  ['http://127.0.0.1:8710/desk/', true],
  ['http://127.0.0.1:8711/desk/', false],
  ['https://127.0.0.1:8710/desk/', false],
  ['http://127.0.0.1:8710@elsewhere/', false],
  ['http://127.0.0.1.elsewhere:8710/', false],
  ['blob:http://127.0.0.1:8710/1234', false],
  ['data:text/html,x', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['', false],
])('a window may go to %s: %s', (url, permitted) => {
  expect(mayNavigate(url, origin)).toBe(permitted)
})

test.each([
  ['notifications', `${origin}/desk/`, true],
  ['fullscreen', origin, true],
  ['geolocation', origin, false],
  ['media', origin, false],
  ['notifications', 'http://elsewhere/', false],
  ['notifications', '', false],
])('%s for %s: %s', (permission, requester, permitted) => {
  expect(mayUse(permission, requester, origin)).toBe(permitted)
})
