import { z } from 'zod'
import { MIN_PASSWORD, OFFICER_NAME } from '../access/officers'
import type { GatewayContext } from '../context'
import { readBodyAs } from '../http/body'
import { invalid, notFound, Refusal, tooMany } from '../http/refusal'
import { sender, type Route } from '../http/route'

const password = z.string().min(1).max(200)
const newPassword = z.string().min(MIN_PASSWORD, `at least ${MIN_PASSWORD} characters`).max(200)
const officerName = z.string().regex(OFFICER_NAME, 'letters, digits, _ . -, at most 40')

const loginSchema = z
  .object({ name: z.string().max(80).optional(), user: z.string().max(80).optional().describe('Instead of name.'), password })
  .transform(({ name, user, ...rest }) => ({ name: name ?? user ?? '', ...rest }))
  .refine(({ name }) => name !== '', { path: ['name'], message: 'needed' })
const changeSchema = z.object({ current: password, next: newPassword })
const officerSchema = z.object({ name: officerName, password: newPassword })

/** One answer for both, so that nobody learns which names exist. */
const WRONG = new Refusal({ code: 'unauthorised', message: 'the name or the password is wrong' })
/** Password checks that may run at once: each takes 19 MB and a core for some 30 ms. */
const MAX_CHECKS = 4

/** Officers: signing in and out, passwords, who there is. */
export function sessionRoutes({ access, guesses, floods }: GatewayContext): Route[] {
  let checks = 0

  async function guarded<T>(name: string, ip: string, check: () => Promise<T | null>): Promise<T> {
    const key = `${name}@${ip}`
    const wait = Math.max(guesses.waitMs(key), floods.waitMs(ip))
    if (wait > 0) throw tooMany(wait, 'too many wrong passwords: wait')
    if (checks >= MAX_CHECKS) throw tooMany(1000, 'too many are signing in: try again')
    checks += 1
    try {
      const found = await check()
      if (found === null) {
        guesses.failed(key)
        floods.failed(ip)
        throw WRONG
      }
      guesses.succeeded(key)
      return found
    } finally {
      checks -= 1
    }
  }

  return [
    {
      method: 'POST',
      path: '/api/v1/session',
      roles: 'anyone',
      doc: {
        tag: 'access',
        summary: 'Sign in as an officer',
        description: 'The token lasts 12 hours from its last use. Wrong name and wrong password get the same answer; guessing is slowed down.',
        body: { 'application/json': { schema: loginSchema, example: { name: 'officer', password: 'abcde-fghjk-mnpqr-stuvw' } } },
        replies: {
          201: { description: 'Signed in.', example: { token: 'dhs_…', name: 'officer', role: 'officer', expiresAt: 1785261780000 } },
          401: { description: 'The name or the password is wrong.' },
          429: { description: 'Too many wrong tries; `Retry-After` says how long to wait.' },
        },
      },
      async handle(exchange) {
        const { name, password: given } = await readBodyAs(exchange.request, loginSchema)
        const session = await guarded(name, exchange.ip, () => access.login(name, given))
        const { token, principal, expiresAt } = session
        return { status: 201, body: { token, name: principal.name, role: principal.role, expiresAt } }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/session',
      roles: ['officer', 'wall', 'team', 'unit', 'feed'],
      doc: {
        tag: 'access',
        summary: 'Whose key this is',
        replies: { 200: { description: 'The bearer.', example: { role: 'team', name: '马站水上 1 号机', teamId: 'mazhan-water' } } },
      },
      handle(exchange) {
        const { role, name, teamId, kind } = sender(exchange)
        return Promise.resolve({ status: 200, body: { role, name, teamId, kind } })
      },
    },
    {
      method: 'DELETE',
      path: '/api/v1/session',
      roles: ['officer', 'wall', 'team', 'unit'],
      doc: {
        tag: 'access',
        summary: 'Sign out',
        description: 'The key is void at once, its sockets are closed.',
        replies: { 204: { description: 'Signed out.' } },
      },
      handle(exchange) {
        const { credentialId, actor } = sender(exchange)
        access.revoke(credentialId, actor.id)
        return Promise.resolve({ status: 204 })
      },
    },
    {
      method: 'PUT',
      path: '/api/v1/session/password',
      roles: ['officer'],
      doc: {
        tag: 'access',
        summary: 'Change one\'s password',
        description: 'Ends all other sessions of the officer.',
        body: { 'application/json': { schema: changeSchema, example: { current: 'abcde-fghjk-mnpqr-stuvw', next: 'a longer one of my own' } } },
        replies: { 204: { description: 'Changed.' }, 401: { description: 'The current password is wrong.' } },
      },
      async handle(exchange) {
        const { current, next } = await readBodyAs(exchange.request, changeSchema)
        const { name, credentialId } = sender(exchange)
        await guarded(name, exchange.ip, async () => ((await access.changePassword(name, current, next, credentialId)) ? true : null))
        return { status: 204 }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/officers',
      roles: ['officer'],
      doc: {
        tag: 'access',
        summary: 'The officers who can sign in',
        replies: { 200: { description: 'Names.', example: { officers: [{ name: 'officer', createdAt: 1785200000000 }] } } },
      },
      handle: () => Promise.resolve({ status: 200, body: { officers: access.officers() } }),
    },
    {
      method: 'POST',
      path: '/api/v1/officers',
      roles: ['officer'],
      doc: {
        tag: 'access',
        summary: 'Add an officer',
        body: { 'application/json': { schema: officerSchema, example: { name: '王值班', password: 'ten letters or more' } } },
        replies: { 201: { description: 'Added.', example: { name: '王值班' } }, 409: { description: 'There is one of that name.' } },
      },
      async handle(exchange) {
        const { name, password: first } = await readBodyAs(exchange.request, officerSchema)
        if (access.officers().some((officer) => officer.name === name)) {
          throw new Refusal({ code: 'already_done', message: `there is an officer ${name}`, field: 'name' })
        }
        await access.setPassword(name, first, sender(exchange).actor.id)
        return { status: 201, body: { name } }
      },
    },
    {
      method: 'DELETE',
      path: '/api/v1/officers',
      roles: ['officer'],
      doc: {
        tag: 'access',
        summary: 'Remove an officer',
        query: { name: { description: 'Whom.', schema: officerName, required: true } },
        replies: { 204: { description: 'Removed; the sessions are ended.' }, 404: { description: 'There is none of that name.' } },
      },
      handle(exchange) {
        const name = exchange.url.searchParams.get('name') ?? ''
        if (name === sender(exchange).name) throw invalid('name: nobody removes themselves', 'name')
        if (!access.removeOfficer(name, sender(exchange).actor.id)) throw notFound(`no officer ${name.slice(0, 40)}`, 'name')
        return Promise.resolve({ status: 204 })
      },
    },
  ]
}
