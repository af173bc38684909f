import { expect, test } from 'vitest'
import { pageFile } from './page-file'

test.each([
  ['app://shell/trouble.html', 'trouble.html'],
  ['app://shell/assets/page-B1x_2.js', 'assets/page-B1x_2.js'],
  ['app://shell/trouble.html?x#y', 'trouble.html'],
  ['app://shell/', null],
  ['app://shell/../main.cjs', null],
  ['app://shell/..%2f..%2fmain.js', null],
  ['app://shell/assets/../../shell/main.js', null],
  ['app://shell/%2e%2e/x.html', 'x.html'],
  ['app://shell/assets\\..\\x.html', null],
  ['app://shell/.hidden.html', null],
  ['app://shell/main.cjs', null],
  ['app://elsewhere/trouble.html', null],
  ['file:///etc/passwd', null],
])('%s is the file %s', (address, path) => {
  expect(pageFile(address)?.path ?? null).toBe(path)
})
