import { describe, expect, test } from 'vitest'
import { parseShellOptions } from './options'

const screens = (value: unknown) => ({ DINGHAI_SCREENS: JSON.stringify(value) })

describe('parseShellOptions', () => {
  test('nothing given: a hub of its own', () => {
    expect(parseShellOptions(['electron', '/app', '--no-sandbox'], {})).toEqual({ ok: true, value: { screens: null, dataDir: null, pack: null } })
  })

  test('addresses of a hub, with the links of its ready line', () => {
    const given = { url: 'http://127.0.0.1:8710', desk: 'http://127.0.0.1:8710/desk/#k=a', wall: 'http://127.0.0.1:8710/wall/#k=b' }
    expect(parseShellOptions(['--data=/var/dinghai'], screens(given))).toEqual({
      ok: true,
      value: { dataDir: '/var/dinghai', pack: null, screens: { url: given.url, links: { desk: given.desk, wall: given.wall } } },
    })
  })

  test('links left out are the usual paths', () => {
    expect(parseShellOptions([], screens({ url: 'https://hub.local/' }))).toMatchObject({
      value: { screens: { url: 'https://hub.local', links: { desk: 'https://hub.local/desk/', wall: 'https://hub.local/wall/' } } },
    })
  })

  test.each([
    [['--data=relative'], {}, '--data'],
    [['--pack='], {}, '--pack'],
    [[], { DINGHAI_SCREENS: '{' }, 'DINGHAI_SCREENS'],
    [[], { DINGHAI_SCREENS: 'null' }, 'DINGHAI_SCREENS'],
    [[], screens({}), 'url'],
    [[], screens({ url: 'file:///etc' }), 'url'],
    [[], screens({ url: 'http://hub', desk: 'http://elsewhere/desk/' }), 'desk'],
    [[], screens({ url: 'http://hub', wall: 'javascript:alert(1)' }), 'wall'],
    [[], screens({ url: 'http://hub', wall: 7 }), 'wall'],
  ])('%j %j is refused, naming %s', (argv, env, name) => {
    expect(parseShellOptions(argv, env)).toEqual({ ok: false, error: expect.stringContaining(name) })
  })
})
