import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asTeamId } from '../../../../shared/base/ids'
import { HOUR, MINUTE } from '../../../../shared/base/time'
import { openAccessStore, SESSION_MS, type AccessStore } from './store'

const CHEAP = { memoryCost: 64, timeCost: 1 }
let folder: string
let now = 1_800_000_000_000
const open = () => openAccessStore({ file: join(folder, 'access.db'), now: () => now, passwordCost: CHEAP })
const link = { role: 'team', name: '队长手机', teamId: asTeamId('lan'), minutes: 10, by: 'officer:jia' } as const

let store: AccessStore
let password: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dinghai-access-'))
  const opened = await open()
  store = opened.store
  password = opened.initialPassword ?? ''
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const filesText = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')).join('')

describe('the access store', () => {
  it('makes the first officer once, with a password that is told once', async () => {
    expect(password).toMatch(/^[a-zA-Z2-9]{5}(-[a-zA-Z2-9]{5}){3}$/)
    const again = await open()
    expect(again.initialPassword).toBeNull()
    expect(await again.store.login('officer', password)).not.toBeNull()
    again.store.close()
  })

  it('[AC1] holds no secret that could be read back', async () => {
    const session = await store.login('officer', password)
    const { secret } = store.createLink(link)
    const claimed = store.claim(secret, null)
    const { key } = store.issueKey({ role: 'feed', name: '110', teamId: null, by: 'test' })
    const text = filesText()
    for (const kept of [password, session?.token, secret, claimed?.key, key]) {
      expect(kept?.length).toBeGreaterThan(20)
      expect(text).not.toContain(kept)
    }
    expect(text).toContain('argon2id')
  })

  it('[AC2] lets a link be claimed once, and not after its end', () => {
    const { secret } = store.createLink(link)
    const first = store.claim(secret, '新手机')
    expect(first?.principal).toMatchObject({ role: 'team', name: '新手机', teamId: 'lan', actor: { id: 'team:lan', role: 'team', teamId: 'lan' } })
    expect(store.claim(secret, null)).toBeNull()
    const late = store.createLink(link)
    now += 10 * MINUTE
    expect(store.claim(late.secret, null)).toBeNull()
    expect(store.claim('dhl_nothing-of-the-kind', null)).toBeNull()
  })

  it('[AC2] lets only one of two processes claim a link', async () => {
    const other = await open()
    const { secret } = store.createLink(link)
    const claims = [store.claim(secret, 'a'), other.store.claim(secret, 'b'), store.claim(secret, 'c')]
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1)
    other.store.close()
  })

  it('keeps the name of a desk as the officer gave it, whatever the device calls itself', () => {
    const { secret } = store.createLink({ ...link, role: 'officer', name: 'jia', teamId: null })
    expect(store.claim(secret, 'yi')?.principal.actor.id).toBe('officer:jia')
  })

  it('[AC3] a revoked key is nobody, in every process, and the listeners are told', async () => {
    const { id, key } = store.issueKey({ role: 'wall', name: 'room', teamId: null, by: 'test' })
    const other = await open()
    const told: string[] = []
    store.onRevoked((credentialId) => told.push(credentialId))
    expect(other.store.verify(key)?.role).toBe('wall')
    expect(store.revoke(id, 'officer:jia')).toBe(true)
    expect(store.revoke(id, 'officer:jia')).toBe(false)
    expect(store.verify(key)).toBeNull()
    expect(other.store.verify(key)).toBeNull()
    expect(other.store.stillValid(id)).toBe(false)
    expect(told).toEqual([id])
    expect(store.credentials()).toEqual([])
    other.store.close()
  })

  it('[AC3] a session lasts as long as it is used, and no longer', async () => {
    const session = await store.login('officer', password)
    const token = session?.token ?? ''
    for (let hours = 0; hours < 30; hours += 6) {
      now += 6 * HOUR
      expect(store.verify(token)?.name).toBe('officer')
    }
    now += SESSION_MS + 1
    expect(store.verify(token)).toBeNull()
  })

  it('[AC4] refuses a wrong user like a wrong password, and changes a password', async () => {
    expect(await store.login('nobody', password)).toBeNull()
    expect(await store.login('officer', 'wrong')).toBeNull()
    const one = await store.login('officer', password)
    const two = await store.login('officer', password)
    expect(await store.changePassword('officer', 'wrong', 'a new password')).toBe(false)
    expect(await store.changePassword('officer', password, 'a new password', two?.principal.credentialId)).toBe(true)
    expect(await store.login('officer', password)).toBeNull()
    expect(await store.login('officer', 'a new password')).not.toBeNull()
    expect(store.verify(one?.token ?? '')).toBeNull()
    expect(store.verify(two?.token ?? '')).not.toBeNull()
  })

  it('ends the sessions of an officer who is removed', async () => {
    await store.setPassword('jia', 'some password', 'test')
    const session = await store.login('jia', 'some password')
    expect(store.removeOfficer('jia', 'officer:officer')).toBe(true)
    expect(store.removeOfficer('jia', 'officer:officer')).toBe(false)
    expect(store.verify(session?.token ?? '')).toBeNull()
  })

  it('[AC5] writes down every grant, claim, revocation and failed login', async () => {
    await store.login('officer', 'wrong')
    const { secret } = store.createLink(link)
    const claimed = store.claim(secret, null)
    store.claim(secret, null)
    store.revoke(claimed?.principal.credentialId ?? '', 'officer:jia')
    const actions = store.auditTrail(20).map((row) => row.action)
    expect(actions.toReversed()).toEqual([
      'officer.password', 'login.failed', 'link.created', 'device.granted', 'link.claimed', 'link.refused', 'credential.revoked',
    ])
  })

  it.each(['', 'x', 'dhk_', `dhk_${'A'.repeat(43)}`, "' OR 1=1 --", '\0'])('knows nobody by %j', (token) => {
    expect(store.verify(token)).toBeNull()
  })
})
