import { ACCESS, COORDINATE_SCALE } from '../../electron/hub/routing/graph'
import { wayTraits } from '../../electron/hub/routing/import/tags'
import type { RawNetwork, RawRestriction } from '../../electron/hub/routing/network'
import { seeded } from './routing-pairs'

const BLOCK_M = 220
const METRES_PER_DEGREE = 111_195

/**
 * A county-like network of about `size * size` junctions around 120.5 E 27.4 N: a shaken lattice with gaps, every
 * eighth line a main road, every thirty-second a trunk road, one-way streets, signals where main roads meet, and turn
 * restrictions at `restrictedShare` of the junctions.
 */
export function generatedNetwork(size: number, restrictedShare: number, seed: number): RawNetwork {
  const random = seeded(seed)
  const node = (x: number, y: number): number => y * size + x
  const nodeLon = new Int32Array(size * size)
  const nodeLat = new Int32Array(size * size)
  const nodeFlags = new Uint8Array(size * size)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const shake = (): number => (random() - 0.5) * 0.7
      nodeLon[node(x, y)] = Math.round((120.5 + (((x - size / 2 + shake()) * BLOCK_M) / METRES_PER_DEGREE) * 1.126) * COORDINATE_SCALE)
      nodeLat[node(x, y)] = Math.round((27.4 + ((y - size / 2 + shake()) * BLOCK_M) / METRES_PER_DEGREE) * COORDINATE_SCALE)
      if (x % 8 === 0 && y % 8 === 0) nodeFlags[node(x, y)] = 1
    }
  }
  const kinds = ['trunk', 'secondary', 'residential', 'oneway'] as const
  const ways = kinds.map((kind) => wayTraits(new Map(kind === 'oneway' ? [['highway', 'residential'], ['oneway', 'yes']] : [['highway', kind]]))!)
  const wayFirst = [0]
  const wayNode: number[] = []
  const wayTraitList: number[] = []
  const waysAt = new Map<number, number[]>()
  const link = (a: number, b: number, line: number): void => {
    const kind = line % 32 === 0 ? 0 : line % 8 === 0 ? 1 : random() < 0.06 ? 3 : 2
    // Side streets have gaps; main roads do not.
    if (kind >= 2 && random() < 0.28) return
    wayNode.push(a, b)
    wayFirst.push(wayNode.length)
    for (const end of [a, b]) waysAt.set(end, [...(waysAt.get(end) ?? []), wayTraitList.length])
    wayTraitList.push(kind)
  }
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (x + 1 < size) link(node(x, y), node(x + 1, y), y)
      if (y + 1 < size) link(node(x, y), node(x, y + 1), x)
    }
  }
  const restrictions: RawRestriction[] = []
  for (const [via, around] of waysAt) {
    if (around.length < 3 || random() >= restrictedShare) continue
    const from = around[Math.floor(random() * around.length)]!
    const to = around[Math.floor(random() * around.length)]!
    if (from !== to) restrictions.push({ from: [from], via, to: [to], only: false, uTurn: false, bound: ACCESS.motor | ACCESS.emergency })
  }
  return {
    source: `generated ${String(size)} x ${String(size)}, seed ${String(seed)}`,
    schematic: false,
    bounds: null,
    nodeLon,
    nodeLat,
    nodeFlags,
    wayFirst: Int32Array.from(wayFirst),
    wayNode: Int32Array.from(wayNode),
    ways,
    wayTraits: Int32Array.from(wayTraitList),
    wayName: new Int32Array(wayTraitList.length),
    names: [''],
    restrictions,
    restrictionsIgnored: 0,
  }
}
