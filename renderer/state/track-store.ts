import { decodeTrackFrame, trackGroupOf } from '../../shared/protocol/track-frame'
import type { EpochMs } from '../../shared/base/time'
import { isSound, TrackGroup } from './track-group'

interface Named {
  readonly id: string
  readonly name: string | null
  readonly group: TrackGroup
}

/**
 * All moving objects of a screen, one `TrackGroup` per kind. Reads the hub's frames straight into the columns: no object
 * is made for a position, because thousands come at once, several times a second.
 */
export class TrackStore {
  /** Positions that were not taken because they could not be true or belonged to nobody: a bug in the hub. */
  refused = 0
  /** Those of them that belonged to nobody: a frame before them was lost. */
  strangers = 0
  readonly groups = new Map<string, TrackGroup>()
  #named: (Named | undefined)[] = []
  /** Row of each handle, -1: none yet. */
  #rows = new Int32Array(256).fill(-1)

  group(name: string): TrackGroup {
    let group = this.groups.get(name)
    if (!group) {
      group = new TrackGroup(name)
      this.groups.set(name, group)
    }
    return group
  }

  /** Takes one frame; returns its hub time. Throws on anything that is not a whole track frame, and changes nothing. */
  receive(buffer: ArrayBuffer): EpochMs {
    const frame = decodeTrackFrame(buffer)
    if (frame.start) this.#startOver(new Set(frame.named.map(({ id }) => id)))
    for (const { handle, id, name } of frame.named) this.#name(handle, id, name ?? null)
    if (frame.removed.length > 0) this.#remove(frame.removed)
    for (let i = 0; i < frame.size; i++) {
      const handle = frame.handle[i] ?? 0
      const named = this.#named[handle]
      if (!named || !isSound(frame, i)) {
        if (!named) this.strangers++
        this.refused++
        continue
      }
      let row = this.#rows[handle] ?? -1
      if (row < 0) {
        row = named.group.add(named.id, named.name)
        this.#rows[handle] = row
      }
      named.group.write(row, frame, i)
    }
    return frame.hubTime
  }

  clear(): void {
    for (const group of this.groups.values()) group.clear()
    this.#forgetHandles()
  }

  /** What was on screen stays where it is, under new handles; what is not named again is gone. */
  #startOver(kept: ReadonlySet<string>): void {
    for (const group of this.groups.values()) group.keepOnly(kept)
    this.#forgetHandles()
  }

  #forgetHandles(): void {
    this.#named = []
    this.#rows.fill(-1)
  }

  #name(handle: number, id: string, name: string | null): void {
    const before = this.#named[handle]
    if (before && before.id !== id) this.#remove([handle])
    const group = this.group(trackGroupOf(id))
    this.#named[handle] = { id, name, group }
    while (handle >= this.#rows.length) {
      const wider = new Int32Array(this.#rows.length * 2).fill(-1)
      wider.set(this.#rows)
      this.#rows = wider
    }
    // Positions that this screen had before it was cut off keep their row.
    const row = group.row(id)
    this.#rows[handle] = row ?? -1
    if (row !== undefined) group.add(id, name)
  }

  #remove(handles: Iterable<number>): void {
    for (const handle of handles) {
      const named = this.#named[handle]
      if (!named) continue
      named.group.remove(named.id)
      this.#named[handle] = undefined
    }
    // Each gap was filled by a last row: look all rows up again, once for all of them.
    this.#named.forEach((named, handle) => {
      this.#rows[handle] = named?.group.row(named.id) ?? -1
    })
  }
}
