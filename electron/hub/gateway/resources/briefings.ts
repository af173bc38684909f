import { z } from 'zod'
import { asBriefingId, type BriefingId, type CommandId } from '../../../../shared/base/ids'
import { changesBetween } from '../../../../shared/briefing/changes'
import type { BriefingContent } from '../../../../shared/briefing/content'
import { draftEdition } from '../../../../shared/briefing/drafts'
import { newest, shownVersion, type Briefing } from '../../../../shared/domain/briefing/state'
import { advisorySchema } from '../../../../shared/domain/typhoon/state'
import { LANGUAGES } from '../../../../shared/i18n/catalogue'
import { translator } from '../../../../shared/i18n/translator'
import { composeBriefing, type Wanted } from '../../briefing/compose'
import type { Principal } from '../access/principal'
import { run } from '../commands'
import type { GatewayContext } from '../context'
import { readBodyAs } from '../http/body'
import { commandIdOf } from '../http/idempotency'
import { notFound } from '../http/refusal'
import { param, sender, type Exchange, type Route } from '../http/route'
import { accepted } from '../reply'

const freezeSchema = z.object({
  storm: z
    .object({
      typhoonId: advisorySchema.shape.typhoonId.optional(),
      agency: advisorySchema.shape.agency.optional(),
      at: z.number().int().optional().describe('The hour of the storm that it is about (epoch milliseconds); left out: now.'),
    })
    .default({}),
  language: z.enum(LANGUAGES).default('zh').describe('Of the drafted texts.'),
})

/** Contents are never changed: so many are kept at hand. */
const KEPT_CONTENTS = 8

const EXAMPLE = { id: 'bri_2c', number: '2026-1122-02', frozenAt: 1785218580000, seq: 48225, publishedAt: null, withdrawn: null }

/**
 * Frozen situations (研判会商).
 *
 * Rules (tests are named by them):
 * - [GW30] the hub composes a briefing of its own log: nobody can send one in;
 * - [GW31] walls are given a briefing while it is published or cast, in the words that are published, without the
 *   presenter's notes; to them any other does not exist.
 */
export function briefingRoutes(context: GatewayContext): Route[] {
  const { hub } = context
  const contents = new Map<BriefingId, BriefingContent>()
  const underWay = new Map<string, Promise<BriefingId>>()

  async function contentOf(id: BriefingId): Promise<BriefingContent> {
    const known = contents.get(id)
    if (known) return known
    const frozen = (await hub.readStream(`briefing:${id}`)).find(({ type }) => type === 'briefing.frozen')
    const content = (frozen?.data as { readonly content?: BriefingContent } | undefined)?.content
    if (!content) throw notFound(`no briefing ${id}`, 'id')
    contents.set(id, content)
    for (const [oldest] of contents) if (contents.size > KEPT_CONTENTS) contents.delete(oldest)
    return content
  }

  /** The newest one of this kind that still counts: a drill is never compared with what was real. */
  function lastOf(drill: boolean): Briefing | null {
    let last: Briefing | null = null
    for (const briefing of hub.world.briefings.values()) {
      if (briefing.drill === drill && briefing.withdrawn === null && (last === null || briefing.seq >= last.seq)) last = briefing
    }
    return last
  }

  async function previousFor(briefing: Briefing | null) {
    return briefing && { id: briefing.id, number: briefing.number, content: await contentOf(briefing.id) }
  }

  async function make(by: Principal, commandId: CommandId, asked: z.output<typeof freezeSchema>): Promise<BriefingId> {
    // Composed again it would be another moment: a repeated request gets the briefing of the first.
    const answered = await hub.answerTo({ commandId, type: 'freezeBriefing', data: asked }, by.actor)
    if (answered) return frozenBy(accepted(answered))
    const { storm, language } = asked
    if (storm.typhoonId !== undefined && !hub.world.typhoons.has(storm.typhoonId)) throw notFound(`no typhoon ${storm.typhoonId}`, 'storm.typhoonId')
    const last = lastOf(hub.drill)
    const content = await composeBriefing(hub, storm satisfies Wanted, await previousFor(last))
    const data = { content, edition: draftEdition(content, translator(language), language), previousId: last?.id ?? null }
    return frozenBy(accepted(await run(hub, by, { commandId, type: 'freezeBriefing', data, asked })))
  }

  function frozenBy({ result: { briefingId } }: ReturnType<typeof accepted>): BriefingId {
    if (briefingId === undefined) throw notFound('the briefing is not there')
    return briefingId
  }

  function isCast(id: BriefingId): boolean {
    for (const { show } of hub.world.walls.values()) if (show.kind === 'briefing' && show.briefingId === id) return true
    return false
  }

  const mayWallsSee = (briefing: Briefing): boolean => briefing.withdrawn === null && (briefing.publishedNo !== null || isCast(briefing.id))

  function held(id: BriefingId): Briefing {
    const briefing = hub.world.briefings.get(id)
    if (!briefing) throw notFound(`no briefing ${id}`, 'id')
    return briefing
  }

  function found(exchange: Exchange): Briefing {
    const briefing = held(asBriefingId(param(exchange, 'id')))
    if (sender(exchange).role === 'wall' && !mayWallsSee(briefing)) throw notFound(`no briefing ${briefing.id}`, 'id')
    return briefing
  }

  /** One briefing as the asker may have it. */
  async function whole(briefing: Briefing, exchange: Exchange) {
    const content = await contentOf(briefing.id)
    const forWall = sender(exchange).role === 'wall'
    const { no, edition } = forWall ? shownVersion(briefing) : newest(briefing)
    return {
      id: briefing.id,
      number: briefing.number,
      no,
      edition: forWall ? { ...edition, notes: {} } : edition,
      content,
      link: `${context.publicUrl(exchange)}/desk/#briefing=${briefing.id}`,
    }
  }

  const headOf = ({ id, number, by, frozenAt, seq, storm, drill, previousId, publishedAt, publishedNo, withdrawn, versions }: Briefing) => ({
    id, number, by, frozenAt, seq, storm, drill, previousId, publishedAt, publishedNo, withdrawn, title: versions.at(-1)?.edition.title ?? '', no: versions.at(-1)?.no ?? 0,
  })

  return [
    {
      method: 'GET',
      path: '/api/v1/briefings',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'briefings',
        summary: 'The briefings, newest first',
        description: 'To walls: those that are published or on a wall.',
        replies: { 200: { description: 'Without their numbers.', example: { briefings: [EXAMPLE] } } },
      },
      handle(exchange) {
        const wall = sender(exchange).role === 'wall'
        const briefings = [...hub.world.briefings.values()].filter((briefing) => !wall || mayWallsSee(briefing)).toReversed()
        return Promise.resolve({ status: 200, body: { seq: hub.world.seq, briefings: briefings.map((briefing) => (wall ? { ...headOf(briefing), withdrawn: null } : headOf(briefing))) } })
      },
    },
    {
      method: 'POST',
      path: '/api/v1/briefings',
      roles: ['officer'],
      doc: {
        tag: 'briefings',
        summary: 'Freeze the situation of this moment',
        description: 'Composed by the hub of its own log. What is left out of `storm` is the storm last spoken of, at this moment. The words are drafted; `editBriefing` changes them.',
        idempotencyKey: 'optional',
        body: { 'application/json': { schema: freezeSchema, example: { storm: { typhoonId: '2022-12', at: 1663160400000 }, language: 'zh' } } },
        replies: { 201: { description: 'Frozen: the briefing as `GET /api/v1/briefings/{id}` gives it.', example: { id: 'bri_2c', number: '2026-1122-02', no: 1 } } },
      },
      async handle(exchange) {
        const commandId = commandIdOf(exchange, 'optional')
        const wanted = await readBodyAs(exchange.request, freezeSchema)
        // Two at once under one id are composed once, if they ask for the same.
        const key = JSON.stringify([commandId, wanted])
        const made = underWay.get(key) ?? make(sender(exchange), commandId, wanted).finally(() => underWay.delete(key))
        underWay.set(key, made)
        return { status: 201, body: await whole(held(await made), exchange) }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/briefings/{id}',
      roles: ['officer', 'wall'],
      doc: {
        tag: 'briefings',
        summary: 'One briefing: its numbers and its words',
        description: 'Officers get the newest words, walls the published ones without the presenter\'s notes.',
        replies: { 200: { description: 'The briefing.', example: { ...EXAMPLE, no: 3, link: 'http://hub/desk/#briefing=bri_2c' } }, 404: { description: 'There is none, or it is not for walls.' } },
      },
      async handle(exchange) {
        return { status: 200, body: await whole(found(exchange), exchange) }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/briefings/{id}/now',
      roles: ['officer'],
      doc: {
        tag: 'briefings',
        summary: 'What is different now from what was frozen',
        description: 'Composed anew of the same storm and agency at this moment, and compared. Nothing is recorded.',
        replies: { 200: { description: 'The figures that have changed.', example: { at: 1785222180000, seq: 48410, changes: [{ figure: 'incidentsOpen', about: null, unit: 'count', before: 3, after: 5 }] } } },
      },
      async handle(exchange) {
        const briefing = found(exchange)
        const before = await contentOf(briefing.id)
        const storm = before.storm && hub.world.typhoons.get(before.storm.id as never) ? { typhoonId: before.storm.id, agency: before.storm.agency } : {}
        const now = await composeBriefing(hub, storm, null)
        return { status: 200, body: { at: now.at, seq: now.seq, changes: changesBetween(before, now) } }
      },
    },
  ]
}
