import { create } from 'zustand'
import type { WallId } from '../../../shared/base/ids'
import type { EpochMs } from '../../../shared/base/time'
import type { Format } from '../../../shared/briefing/page'
import { newest, SECTIONS, TEXTS, type Briefing, type Edition, type SectionId } from '../../../shared/domain/briefing/state'
import type { Rejection } from '../../../shared/domain/rejection'
import type { Wall } from '../../../shared/domain/wall/state'
import type { Language } from '../../../shared/i18n/catalogue'
import { freezeNow, readBriefing } from '../../state/briefings'
import { hubNow } from '../../state/clock'
import { usePack } from '../../state/pack'
import { useWorld } from '../../state/world'
import { targetOf, useDirector } from '../director/commands'
import { give, refuseHere } from '../state/outgoing'
import { closeDrawer } from '../tools/store'

/** Where the fate of commands of the briefing room is told. */
export const ROOM = 'briefing'

interface RoomState {
  readonly open: boolean
  /** Null: the list only. */
  readonly id: string | null
  /** Page that is looked at, among those that are shown in `format`. */
  readonly page: number
  readonly format: Format
  readonly freezing: boolean
  readonly failed: Rejection | null
  /** Editions before what was changed here, the newest last: undo goes back through them. */
  readonly undo: readonly Edition[]
  /** When this desk began to present; null: it did not. Whether a wall shows it is the world's to say. */
  readonly presentedSince: EpochMs | null
  /** Opened by its code: what is different now is told at once. */
  readonly compare: boolean
}

export const useRoom = create<RoomState>(() => ({ open: false, id: null, page: 0, format: 'wide', freezing: false, failed: null, undo: [], presentedSince: null, compare: false }))

/** Shows a briefing; with null the list. */
export function openRoom(id: string | null, compare = false): void {
  const { id: before } = useRoom.getState()
  closeDrawer()
  useRoom.setState({ open: true, id, failed: null, compare, ...(id === before ? {} : { page: 0, undo: [], presentedSince: null }) })
  const wall = wallOf(useWorld.getState().walls.values(), id)
  if (wall?.show.kind === 'briefing') useRoom.setState({ page: wall.show.page, format: 'wide' })
  if (id !== null) void readBriefing(id)
}

export const closeRoom = (): void => useRoom.setState({ open: false })

/** The newest one that was not withdrawn, or none. */
export function lastBriefing(): Briefing | null {
  return listOf(useWorld.getState().briefings.values()).find(({ withdrawn }) => withdrawn === null) ?? null
}

/** Newest first. */
export function listOf(briefings: Iterable<Briefing>): Briefing[] {
  return [...briefings].toSorted((a, b) => b.frozenAt - a.frozenAt || b.seq - a.seq)
}

/** Freezes this moment and opens it. */
export async function freezeAndOpen(language: Language): Promise<void> {
  if (useRoom.getState().freezing) return
  closeDrawer()
  useRoom.setState({ open: true, id: null, freezing: true, failed: null, compare: false, presentedSince: null })
  const made = await freezeNow(language)
  if (made.ok) useRoom.setState({ freezing: false, id: made.value.id, page: 0, undo: [] })
  else useRoom.setState({ freezing: false, failed: made.error })
}

/** Changes the words. What was there before can be had back. */
export async function edit(briefing: Briefing, edition: Edition, isUndo = false): Promise<boolean> {
  const { no, edition: before } = newest(briefing)
  if (JSON.stringify(before) === JSON.stringify(edition)) return true
  const reply = await give({ place: ROOM, type: 'editBriefing', data: { briefingId: briefing.id, basedOn: no, edition } })
  if (!reply.ok) return false
  if (!isUndo) useRoom.setState(({ undo }) => ({ undo: [...undo, before].slice(-30) }))
  await readBriefing(briefing.id)
  return true
}

export async function undoEdit(briefing: Briefing): Promise<void> {
  const { undo } = useRoom.getState()
  const last = undo.at(-1)
  if (!last) return
  if (await edit(briefing, last, true)) useRoom.setState({ undo: undo.slice(0, -1) })
}

/** The section moved up (-1) or down (1) among those that are shown. Pure. */
export function moved(edition: Edition, section: SectionId, step: 1 | -1): Edition {
  const order = [...edition.order]
  const from = order.indexOf(section)
  let to = from + step
  while (to >= 0 && to < order.length && edition.hidden.includes(order[to] as SectionId)) to += step
  if (from < 0 || to < 0 || to >= order.length) return edition
  order.splice(from, 1)
  order.splice(to, 0, section)
  return { ...edition, order }
}

/** The section hidden, or shown again. Pure. */
export function toggled(edition: Edition, section: SectionId): Edition {
  const hidden = edition.hidden.includes(section) ? edition.hidden.filter((one) => one !== section) : [...edition.hidden, section]
  return { ...edition, hidden }
}

/**
 * What one officer is writing (`mine`, begun from `base`) put into what another has kept meanwhile: fields that were not
 * touched here follow the other. Pure.
 */
export function merged(base: Edition, mine: Edition, theirs: Edition): Edition {
  const pick = <V>(was: V, here: V, there: V): V => (here === was ? there : here)
  const texts = Object.fromEntries(TEXTS.map((text) => [text, pick(base.texts[text], mine.texts[text], theirs.texts[text])])) as Edition['texts']
  const notes: Edition['notes'] = {}
  for (const section of SECTIONS) {
    const note = pick(base.notes[section], mine.notes[section], theirs.notes[section])
    if (note !== undefined) notes[section] = note
  }
  return { ...theirs, title: pick(base.title, mine.title, theirs.title), texts, notes }
}

export const publish = (briefing: Briefing): Promise<unknown> => give({ place: ROOM, type: 'publishBriefing', data: { briefingId: briefing.id } })
export const withdraw = async (briefing: Briefing, reason: string): Promise<boolean> =>
  (await give({ place: ROOM, type: 'withdrawBriefing', data: { briefingId: briefing.id, reason } })).ok

/** The wall that shows a briefing by order now, whoever gave it. Pure. */
export function wallOf(walls: Iterable<Wall>, id: string | null): Wall | null {
  for (const wall of walls) if (id !== null && wall.show.kind === 'briefing' && wall.show.briefingId === id) return wall
  return null
}

/** Puts the page that is looked at on the wall that is aimed at. */
export async function present(briefing: Briefing): Promise<void> {
  const wall = targetOf(useWorld.getState().walls, useDirector.getState().target)
  if (!wall) return refuseHere(ROOM, { code: 'not_found', message: 'no wall has ever connected', field: 'wall' })
  const since = hubNow()
  if (await castPage(wall.id, briefing, useRoom.getState().page)) useRoom.setState({ presentedSince: since, format: 'wide' })
}

async function castPage(wallId: WallId, briefing: Briefing, page: number): Promise<boolean> {
  return (await give({ place: ROOM, type: 'castToWall', data: { wallId, show: { kind: 'briefing', briefingId: briefing.id, page } } })).ok
}

/** Looks at another page; a wall that shows the briefing follows. One that was given something else is left alone. */
export function turnTo(briefing: Briefing | null, page: number, pages: number): void {
  const to = Math.max(0, Math.min(page, pages - 1))
  const { page: before, format } = useRoom.getState()
  useRoom.setState({ page: to })
  const wall = briefing && wallOf(useWorld.getState().walls.values(), briefing.id)
  // Pages of paper are cut differently: a wall shows those of 16:9.
  if (wall && briefing && to !== before && format === 'wide') void castPage(wall.id, briefing, to)
}

/** Gives the wall back what it showed before. */
export async function endPresenting(briefing: Briefing): Promise<void> {
  const wall = wallOf(useWorld.getState().walls.values(), briefing.id)
  if (!wall) return
  const playlistId = usePack.getState().pack?.wall.playlists[0]?.id ?? ''
  const show = wall.previous ?? { kind: 'playlist' as const, playlistId }
  const reply = await give({ place: ROOM, type: 'castToWall', data: { wallId: wall.id, show } })
  if (reply.ok) useRoom.setState({ presentedSince: null })
}

/** The briefing that an address names: `#briefing=ID`, as a stamp's code has it; null: none. */
export function briefingInFragment(hash: string): string | null {
  const id = new URLSearchParams(hash.replace(/^#/, '')).get('briefing')
  return id !== null && /^[A-Za-z0-9_.:-]{1,64}$/.test(id) ? id : null
}
