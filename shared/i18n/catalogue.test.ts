import { describe, expect, it } from 'vitest'
import { en, zh, type MessageKey } from './catalogue'
import { commonZh } from './zh/common'
import { deskZh } from './zh/desk'
import { phoneZh } from './zh/phone'
import { wallZh } from './zh/wall'

const keys = Object.keys(zh) as MessageKey[]
const places = (text: string) =>
  [...text.matchAll(/\{\{(.+?)\}\}/g)].map(([, name]) => name ?? '').toSorted((a, b) => (a < b ? -1 : 1))

describe('catalogues', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(en).toSorted()).toEqual([...keys].toSorted())
  })

  it('leave nothing empty or with loose spaces', () => {
    const bad = keys.flatMap((key) =>
      [zh[key], en[key]].filter((text) => text.trim() === '' || (text !== text.trim() && /\p{L}/u.test(text))).map(() => key),
    )
    expect(bad).toEqual([])
  })

  it('have the same places to fill in both languages, each a plain name', () => {
    const differing = keys.filter((key) => JSON.stringify(places(zh[key])) !== JSON.stringify(places(en[key])))
    expect(differing).toEqual([])
    expect(keys.flatMap((key) => places(zh[key])).filter((name) => !/^[a-zA-Z]+$/.test(name))).toEqual([])
  })

  it('say Chinese in Chinese: no message is left in English', () => {
    const same = keys.filter((key) => zh[key] === en[key] && /[a-z]{4}/.test(zh[key].replaceAll(/\{\{.+?\}\}/g, '')))
    // The name of a language is written in that language everywhere.
    expect(same.filter((key) => !key.includes('language'))).toEqual([])
  })

  it('do not define a key twice in different areas', () => {
    const all = [commonZh, deskZh, wallZh, phoneZh].flatMap((area) => Object.keys(area))
    expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([])
  })

  it('keep each area under its own prefix', () => {
    const outside = (area: object, prefix: string) => Object.keys(area).filter((key) => !key.startsWith(prefix))
    expect([...outside(deskZh, 'desk.'), ...outside(wallZh, 'wall.'), ...outside(phoneZh, 'phone.')]).toEqual([])
  })
})
