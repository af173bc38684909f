import { spawn, spawnSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { Random } from '../commit-queue/random'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const SECTOR = 512

/** The C compiler, or null: then a power cut cannot be simulated here. */
export const compiler = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0 ? 'cc' : null

export interface Rig {
  readonly path: string
  /** Starts a hub's log, lets it work until `enough` is true of its output, and kills it. Returns the output. */
  run(options: {
    readonly synchronous?: 'FULL' | 'NORMAL'
    readonly first: number
    readonly failSync?: number
    readonly enough: (lines: readonly string[]) => boolean
  }): Promise<string[]>
  /** The power comes back: of what was not synced nothing is there, or, with `random`, any part of it. */
  restore(random: Random | null): Promise<void>
  /** What lies there now counts as synced (after an orderly close). */
  settle(): Promise<void>
  dispose(): Promise<void>
}

export interface Program {
  readonly shim: string
  readonly child: string
  remove(): Promise<void>
}

/** Builds the shim and the program of every rig in a folder of their own. */
export async function buildProgram(): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'dinghai-power-'))
  const shim = join(folder, 'shim.so')
  const flags = ['-shared', '-fPIC', '-O1', '-o', shim, here('./shim.c'), '-ldl']
  const compiled = spawnSync(compiler ?? 'cc', flags, { encoding: 'utf8' })
  if (compiled.status !== 0) throw new Error(`the shim does not compile: ${compiled.stderr}`)
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true, target: 'node20', outDir: folder, emptyOutDir: false,
      rollupOptions: { input: { child: here('./child.ts') }, output: { format: 'es', entryFileNames: '[name].mjs' } },
    },
  })
  return { shim, child: join(folder, 'child.mjs'), remove: () => rm(folder, { recursive: true, force: true }) }
}

/** An empty disk of its own for the program. */
export async function createRig({ shim, child: program }: Program): Promise<Rig> {
  const root = await mkdtemp(join(tmpdir(), 'dinghai-power-'))
  const [files, shadow] = [join(root, 'files'), join(root, 'shadow')]
  await Promise.all([mkdir(files), mkdir(shadow)])
  const path = join(files, 'log.sqlite')
  const worker = here('../../../out/hub/log-worker.js')

  async function empty(folder: string): Promise<void> {
    for (const name of await readdir(folder)) await rm(join(folder, name))
  }

  return {
    path,
    async run({ synchronous = 'FULL', first, failSync, enough }) {
      const child = spawn(process.execPath, [program, path, worker, synchronous, String(first)], {
        env: {
          ...process.env, LD_PRELOAD: shim, WATCH_FOLDER: files, SHADOW_FOLDER: shadow,
          ...(failSync === undefined ? {} : { FAIL_SYNC: String(failSync) }),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
      let complaint = ''
      child.stderr.on('data', (data: Buffer) => { complaint += data.toString() })
      const lines: string[] = []
      for await (const line of createInterface({ input: child.stdout })) {
        lines.push(line)
        if (enough(lines)) child.kill('SIGKILL')
      }
      await ended
      if (child.signalCode !== 'SIGKILL') throw new Error(`the program ended by itself: ${complaint}`)
      return lines
    },
    async restore(random) {
      const synced = (await readdir(shadow)).filter((name) => !name.endsWith('.unfinished'))
      if (synced.length === 0) throw new Error('the shim saw no sync: is this Node linked statically?')
      for (const name of await readdir(files)) {
        const kept = synced.includes(name) ? await readFile(join(shadow, name)) : Buffer.alloc(0)
        const written = await readFile(join(files, name))
        // A file that never was synced may not even have its name in the folder.
        if (!synced.includes(name) && !random) await rm(join(files, name))
        else await writeFile(join(files, name), random ? mixed(kept, written, random) : kept)
      }
      for (const name of synced) await copyFile(join(files, name), join(shadow, name))
    },
    async settle() {
      await empty(shadow)
      for (const name of await readdir(files)) await copyFile(join(files, name), join(shadow, name))
    },
    dispose: () => rm(root, { recursive: true, force: true }),
  }
}

/** A disk in the middle of its work: of every sector that differs, the old or the new content. */
function mixed(kept: Buffer, written: Buffer, random: Random): Buffer {
  const share = random.next()
  const result = Buffer.alloc(Math.max(kept.length, written.length))
  let end = kept.length
  for (let at = 0; at < result.length; at += SECTOR) {
    const fresh = random.chance(share) && at < written.length
    const source = fresh ? written : kept
    // Past the end of what was kept there is nothing: the sector stays zero.
    if (at < source.length) source.copy(result, at, at, at + SECTOR)
    if (fresh) end = Math.max(end, Math.min(at + SECTOR, written.length))
  }
  return result.subarray(0, end)
}
