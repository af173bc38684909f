import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WallScreen } from '../../shared/protocol/messages'
import { clearWalls, directWalls, isDirecting, receiveThumbnail, receiveWalls, setDirectSender, useWalls } from './walls'

const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0]).buffer
const screen = (screenId: string) => ({ screenId }) as unknown as WallScreen
const open = new Set<string>()
let made = 0

beforeEach(() => {
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
    const url = `blob:${made++}`
    open.add(url)
    return url
  })
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void open.delete(url))
})
afterEach(() => {
  clearWalls()
  open.clear()
  vi.restoreAllMocks()
})

describe('pictures of walls', () => {
  it('are asked for while the director is open, once however many parts look', () => {
    const said: boolean[] = []
    setDirectSender((now) => void said.push(now))
    const first = directWalls()
    const second = directWalls()
    first()
    first()
    expect(isDirecting()).toBe(true)
    second()
    expect([said, isDirecting()]).toEqual([[true, false], false])
  })

  it('hold the memory of the newest of each screen that is there, and none when nobody looks', () => {
    const close = directWalls()
    receiveWalls([screen('a'), screen('b')])
    for (let i = 0; i < 100; i++) receiveThumbnail('a', JPEG)
    receiveThumbnail('b', JPEG)
    expect([...open].toSorted()).toEqual([...useWalls.getState().pictures.values()].toSorted())
    expect(open.size).toBe(2)
    receiveWalls([screen('b')])
    expect(open.size).toBe(1)
    close()
    expect(open.size).toBe(0)
    receiveThumbnail('b', JPEG)
    expect(open.size).toBe(0)
  })

  it('are shown only if they are pictures', () => {
    const close = directWalls()
    receiveThumbnail('a', new TextEncoder().encode('<svg onload=x>').buffer)
    receiveThumbnail('a', new ArrayBuffer(0))
    expect(useWalls.getState().pictures.size).toBe(0)
    close()
  })
})
