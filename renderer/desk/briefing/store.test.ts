import { describe, expect, it } from 'vitest'
import { SECTIONS, type Edition } from '../../../shared/domain/briefing/state'
import { fileName } from './files'
import { briefingInFragment, merged, moved, toggled, wallOf } from './store'

const edition: Edition = { title: 'x', texts: { summary: '', risks: '', proposals: '' }, order: [...SECTIONS], hidden: ['changes'], notes: {} }

describe('the order of pages', () => {
  it('moves past those that are hidden', () => {
    expect(moved(edition, 'map', -1).order.slice(0, 3)).toEqual(['map', 'cover', 'changes'])
    expect(moved(edition, 'cover', 1).order.slice(0, 3)).toEqual(['changes', 'map', 'cover'])
  })

  it('stays where there is nothing beyond', () => {
    expect(moved(edition, 'cover', -1)).toBe(edition)
    expect(moved(edition, 'towns', 1)).toBe(edition)
  })

  it('always has every section once', () => {
    let one = edition
    for (const section of SECTIONS) one = moved(moved(one, section, 1), section, 1)
    expect(one.order.toSorted()).toEqual([...SECTIONS].toSorted())
  })

  it('hides and shows', () => {
    expect(toggled(edition, 'map').hidden).toEqual(['changes', 'map'])
    expect(toggled(edition, 'changes').hidden).toEqual([])
  })
})

it('what is being written here stays when another officer keeps something else', () => {
  const mine = { ...edition, texts: { ...edition.texts, summary: '我的' }, notes: { map: '讲稿' } }
  const theirs = { ...edition, title: '别人的', texts: { ...edition.texts, risks: '他的', summary: '他的' }, hidden: [] }
  expect(merged(edition, mine, theirs)).toEqual({ ...theirs, texts: { summary: '我的', risks: '他的', proposals: '' }, notes: { map: '讲稿' } })
})

describe('the address of a code', () => {
  it.each([['#briefing=id42', 'id42'], ['#k=secret', null], ['', null], ['#briefing=', null], ['#briefing=../x', null], ['#briefing=%3Cb%3E', null]])('%s names %s', (hash, id) => {
    expect(briefingInFragment(hash)).toBe(id)
  })
})

it('names a file without signs that a system forbids', () => {
  expect(fileName('台风“桑美”: a/b?', '2026-1122-01', 'pptx')).toBe('台风“桑美” a b 2026-1122-01.pptx')
})

it('a wall follows only while it shows this briefing', () => {
  const wall = (show: object) => ({ id: 'main', show }) as never
  expect(wallOf([wall({ kind: 'scene', sceneId: 'sea' }), wall({ kind: 'briefing', briefingId: 'b', page: 2 })], 'b')).toMatchObject({ show: { page: 2 } })
  expect(wallOf([wall({ kind: 'briefing', briefingId: 'other', page: 0 })], 'b')).toBeNull()
  expect(wallOf([], null)).toBeNull()
})
