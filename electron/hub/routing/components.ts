/** A directed graph over nodes: `targets[first[n] .. first[n + 1] - 1]` are the nodes that n leads to. */
export interface DirectedGraph {
  readonly first: Int32Array
  readonly targets: Int32Array
}

/**
 * Strongly connected parts: within one, everybody can get everywhere and back. Returns the part's number per node.
 * R. Tarjan, SIAM J. Computing 1, 1972, with an explicit stack (road networks are deeper than the call stack).
 */
export function strongParts({ first, targets }: DirectedGraph): Int32Array {
  const count = first.length - 1
  const part = new Int32Array(count).fill(-1)
  const order = new Int32Array(count).fill(-1)
  const low = new Int32Array(count)
  const cursor = first.slice(0, count)
  const open: number[] = []
  const path: number[] = []
  let visited = 0
  let parts = 0
  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue
    path.push(root)
    while (path.length > 0) {
      const node = path.at(-1)!
      if (order[node] === -1) {
        order[node] = low[node] = visited++
        open.push(node)
      }
      if (cursor[node]! < first[node + 1]!) {
        const target = targets[cursor[node]!++]!
        if (order[target] === -1) path.push(target)
        else if (part[target] === -1) low[node] = Math.min(low[node]!, order[target]!)
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!)
      if (low[node] !== order[node]) continue
      for (let member = open.pop()!; ; member = open.pop()!) {
        part[member] = parts
        if (member === node) break
      }
      parts++
    }
  }
  return part
}
