import { describe, expect, it } from 'vitest'
import { isWallId, wallLink } from './wall-link'

const URL_OF = 'http://192.168.1.5:7820/wall/#k=secret'

describe('the link of a wall', () => {
  it('names the wall, and keeps the secret where no log sees it', () => {
    expect(wallLink(URL_OF, 'hall', { column: 0, row: 0, columns: 1, rows: 1 })).toBe('http://192.168.1.5:7820/wall/?wall=hall#k=secret')
  })
  it('names the screen of a wall of several', () => {
    expect(wallLink(URL_OF, 'hall', { column: 1, row: 0, columns: 3, rows: 2 })).toBe('http://192.168.1.5:7820/wall/?wall=hall&part=1,0,3,2#k=secret')
  })
  it('takes names that an address and the log can carry', () => {
    expect(['hall', 'hall-2', '3'].every(isWallId)).toBe(true)
    expect(['', 'Hall', '大厅', 'a b', '-a', 'a'.repeat(33)].some(isWallId)).toBe(false)
  })
})
