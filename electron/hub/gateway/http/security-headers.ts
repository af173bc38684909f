/**
 * What a page of ours may do. `'unsafe-inline'` is for style elements only: Mantine writes its theme's variables into
 * one at run time; scripts may only come from files of ours. MapLibre's worker is such a file, so no `blob:` is needed.
 * The socket is named by host, because older Safari does not count `ws:` as `'self'`.
 */
export function pageHeaders(host: string): Record<string, string> {
  const sockets = /^[A-Za-z0-9.:[\]-]{1,255}$/.test(host) ? ` ws://${host} wss://${host}` : ''
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' data: blob:",
    `connect-src 'self'${sockets}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'permissions-policy':
      'geolocation=(self), camera=(self), fullscreen=(self), screen-wake-lock=(self), autoplay=(self), microphone=(), payment=(), usb=(), display-capture=()',
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
  }
}
