import type { DesktopText, DesktopWords } from '../../shared/ipc/desktop-words'

/** Pure: why a hub was not reached, for people. */

/** By Chromium's names of network errors (net_error_list.h) and what arrival.ts says. */
const MEANINGS: readonly (readonly [RegExp, DesktopText])[] = [
  [/ERR_SSL_PROTOCOL/, 'desktop.why.scheme'],
  [/ERR_CERT_|ERR_SSL_|ERR_BAD_SSL|certificate/i, 'desktop.why.certificate'],
  [/CONNECTION_REFUSED|ECONNREFUSED/, 'desktop.why.refused'],
  [/NAME_NOT_RESOLVED|NAME_RESOLUTION|ENOTFOUND|EAI_AGAIN/, 'desktop.why.name'],
  [/TIMED_OUT|ETIMEDOUT|abort|no answer|not whole|EMPTY_RESPONSE|CONNECTION_(RESET|CLOSED|ABORTED)/i, 'desktop.why.silent'],
  [/INTERNET_DISCONNECTED|UNREACHABLE|NETWORK_CHANGED/, 'desktop.why.unreachable'],
  [/^HTTP \d|redirect|ended without a page/i, 'desktop.why.answer'],
]

/** The sentence, with the system's own word for those who search for it. */
export function reasonText(reason: string, words: DesktopWords): string {
  const meaning = MEANINGS.find(([pattern]) => pattern.test(reason))?.[1]
  return meaning ? words('desktop.why', { why: words(meaning), reason }) : reason
}
