// Makes the point sets and the households of a demonstration pack: node scripts/demo-data/main.mjs [PACK_FOLDER]
// The sizes are those of the systems that the product replaces; the same seed gives the same files, byte for byte.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readGeography } from './geography.mjs'
import { households } from './households.mjs'
import { createRandom } from './random.mjs'
import { cameras, factories, guardCodes, rescuePoles, sensors } from './sets.mjs'

const SEED = 20_220_824
const MOST_BYTES = 2_000_000
const SETS = { 'guard-codes': guardCodes, factories, cameras, sensors, 'rescue-poles': rescuePoles, households }

const folder = process.argv[2] ?? fileURLToPath(new URL('../../resources/packs/cangnan', import.meta.url))
const geography = readGeography(folder)
Object.entries(SETS).forEach(([name, make], index) => {
  const { columns, rows } = make(geography, createRandom(SEED + index))
  // No cell needs quotes: the hub reads such a file fastest.
  const text = `\uFEFF${[columns, ...rows].map((row) => row.join(',')).join('\n')}\n`
  if (Buffer.byteLength(text) > MOST_BYTES) throw new Error(`${name}.csv has ${Buffer.byteLength(text)} bytes, more than ${MOST_BYTES}`)
  writeFileSync(join(folder, `${name}.csv`), text)
  process.stdout.write(`${name}.csv: ${rows.length} rows, ${Buffer.byteLength(text)} bytes\n`)
})
