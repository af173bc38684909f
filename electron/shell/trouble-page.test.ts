import { expect, test } from 'vitest'
import { shellEn } from '../../shared/i18n/en/shell'
import { shellZh } from '../../shared/i18n/zh/shell'
import { troublePage } from './trouble-page'

const html = (url: string) => decodeURIComponent(url.replace('data:text/html;charset=utf-8,', ''))

test('says what is wrong and where, in the language asked for, without script', () => {
  const page = html(troublePage('zh', 'shell.unreachable', 'shell.unreachableHint', 'http://hub/<desk>&"'))
  expect(page).toContain(shellZh['shell.unreachable'])
  expect(page).not.toContain('<desk>')
  expect(page).not.toContain('<script')
  expect(html(troublePage('en', 'shell.crashed', 'shell.crashedHint', ''))).toContain(shellEn['shell.crashed'])
})
