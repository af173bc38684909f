import { create } from 'zustand'
import type { EpochMs } from '../../shared/base/time'
import type { WallScreen } from '../../shared/protocol/messages'
import { hubNow } from './clock'

export interface WallsState {
  /** Every connected screen of every wall; null: the hub has not told yet. */
  readonly screens: readonly WallScreen[] | null
  /** When the last screen of a wall left, as far as this page has seen it (hub time), by wall. */
  readonly gone: ReadonlyMap<string, EpochMs>
  /** The last picture of a screen, as an address that `<img>` takes, by its id. */
  readonly pictures: ReadonlyMap<string, string>
}

/** Which walls are connected and how they look. Written by the connection only; officers' desks. */
export const useWalls = create<WallsState>(() => ({ screens: null, gone: new Map(), pictures: new Map() }))

let tell: (open: boolean) => void = () => undefined
let watchers = 0

/** The way to the hub; set by the connection. */
export function setDirectSender(send: (open: boolean) => void): void {
  tell = send
}

/** True while somebody at this desk looks at the pictures: said again after a reconnection. */
export const isDirecting = (): boolean => watchers > 0

/** Asks the walls for pictures of themselves until the returned function is called. */
export function directWalls(): () => void {
  if (watchers++ === 0) tell(true)
  let over = false
  return () => {
    if (over) return
    over = true
    if (--watchers > 0) return
    tell(false)
    keepPictures(() => false)
  }
}

/** Forgets pictures, and gives their memory back. */
function keepPictures(wanted: (screenId: string) => boolean): void {
  const { pictures } = useWalls.getState()
  const kept = new Map([...pictures].filter(([id]) => wanted(id)))
  if (kept.size === pictures.size) return
  for (const [id, url] of pictures) if (!kept.has(id)) URL.revokeObjectURL(url)
  useWalls.setState({ pictures: kept })
}

export function receiveWalls(screens: readonly WallScreen[]): void {
  const before = useWalls.getState()
  const walls = new Set<string>(screens.map(({ wall }) => wall))
  const left = (before.screens ?? []).filter(({ wall }) => !walls.has(wall)).map(({ wall }) => [wall, hubNow()] as const)
  const gone = new Map([...[...before.gone].filter(([wall]) => !walls.has(wall)), ...left])
  useWalls.setState({ screens, gone })
  const there = new Set(screens.map(({ screenId }) => screenId))
  keepPictures((id) => there.has(id))
}

/** JPEG, PNG or WebP by their first bytes; anything else is no picture and is not shown. */
function typeOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg'
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png'
  return bytes[0] === 0x52 && bytes[1] === 0x49 && bytes[8] === 0x57 ? 'image/webp' : null
}

export function receiveThumbnail(screenId: string, picture: ArrayBuffer): void {
  const type = typeOf(new Uint8Array(picture, 0, Math.min(12, picture.byteLength)))
  // One that was on its way when the director closed is nobody's any more.
  if (!isDirecting() || type === null) return
  const { pictures } = useWalls.getState()
  const before = pictures.get(screenId)
  useWalls.setState({ pictures: new Map(pictures).set(screenId, URL.createObjectURL(new Blob([picture], { type }))) })
  if (before !== undefined) URL.revokeObjectURL(before)
}

/** Another hub has other walls. */
export function clearWalls(): void {
  keepPictures(() => false)
  useWalls.setState({ screens: null, gone: new Map() })
}
