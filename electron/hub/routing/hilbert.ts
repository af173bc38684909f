/**
 * Position of a point along a Hilbert curve of order 16 (0 .. 2^32 - 1): near points get near numbers.
 * `x` and `y` are integers in 0 .. 65535. The classic rotate-and-reflect iteration (J. Skilling, "Programming the
 * Hilbert curve", AIP Conf. Proc. 707, 2004).
 */
export function hilbert(x: number, y: number): number {
  let rank = 0
  for (let s = 32768; s > 0; s >>= 1) {
    const rx = (x & s) > 0 ? 1 : 0
    const ry = (y & s) > 0 ? 1 : 0
    rank += s * s * ((3 * rx) ^ ry)
    if (ry === 0) {
      if (rx === 1) {
        x = 65535 - x
        y = 65535 - y
      }
      const swap = x
      x = y
      y = swap
    }
  }
  return rank
}

/** Indices 0 .. n-1 in the order of the curve over the points' own bounding box. */
export function hilbertOrder(lon: ArrayLike<number>, lat: ArrayLike<number>): Int32Array {
  const count = lon.length
  let west = Infinity
  let east = -Infinity
  let south = Infinity
  let north = -Infinity
  for (let i = 0; i < count; i++) {
    west = Math.min(west, lon[i]!)
    east = Math.max(east, lon[i]!)
    south = Math.min(south, lat[i]!)
    north = Math.max(north, lat[i]!)
  }
  const scale = 65535 / Math.max(east - west, north - south, 1)
  // Rank and index share one double (32 + 21 bits), so that one native sort orders both.
  const keys = new Float64Array(count)
  const slots = 2 ** 21
  if (count <= slots) {
    for (let i = 0; i < count; i++) {
      keys[i] = hilbert(Math.floor((lon[i]! - west) * scale), Math.floor((lat[i]! - south) * scale)) * slots + i
    }
    keys.sort()
    return Int32Array.from(keys, (key) => key % slots)
  }
  for (let i = 0; i < count; i++) {
    keys[i] = hilbert(Math.floor((lon[i]! - west) * scale), Math.floor((lat[i]! - south) * scale))
  }
  return Int32Array.from({ length: count }, (_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b)
}
