import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, platform, release } from 'node:os'
import { join } from 'node:path'
import { figure, markdown, type Report, type Row } from './report'

/** Every bench by name: each measures in this one run, so that its ratios share the machine's mood. */
const BENCHES: Readonly<Record<string, { title: string; run: () => Promise<(report: Report, part?: string) => Promise<void>> }>> = {
  log: { title: 'Event log', run: async () => (await import('./log')).benchLog },
  routing: { title: 'Roads and recommendation', run: async () => (await import('./routing')).benchRouting },
  coverage: { title: 'Coverage: travel-time areas and where to place teams', run: async () => (await import('./coverage')).benchCoverage },
  typhoon: { title: 'Typhoon: what lies inside the circles', run: async () => (await import('./typhoon')).benchTyphoon },
  sea: { title: 'Sea: late for port, and one look at the fleet', run: async () => (await import('./sea')).benchSea },
  briefing: { title: 'Briefing: key to first page, PDF and slides', run: async () => (await import('./briefing')).benchBriefing },
  broadcast: { title: 'Broadcast', run: async () => (await import('./broadcast')).benchBroadcast },
  telemetry: { title: 'Telemetry: frames of moving objects', run: async () => (await import('./telemetry')).benchTelemetry },
  replay: { title: 'Replay: going anywhere in a recording', run: async () => (await import('./replay')).benchReplay },
  hub: { title: 'Hub: restart and memory', run: async () => (await import('./hub')).benchHub },
  map: { title: 'Map', run: async () => (await import('./map')).benchMap },
  shell: { title: 'Desktop: launch, memory, windows, killed processes', run: async () => (await import('./shell')).benchShell },
  screens: { title: 'Screens: alarm to wall, key to phone, first paint', run: async () => (await import('./screens')).benchScreens },
}

const START = '<!-- table:start -->'
const END = '<!-- table:end -->'

async function main(): Promise<void> {
  const args = process.argv.slice(2)
  const write = args.includes('--write')
  // NAME, or NAME:PART where a bench has parts.
  const names = args.filter((arg) => !arg.startsWith('--'))
  const wanted = (names.length > 0 ? names : Object.keys(BENCHES)).map((arg) => {
    const [name = '', part] = arg.split(':', 2)
    const known = BENCHES[name]
    if (!known) throw new Error(`no bench "${name}"; there are ${Object.keys(BENCHES).join(', ')}`)
    return { ...known, name, part }
  })
  const sections: string[] = []
  for (const { name, part, title, run } of wanted) {
    const rows: Row[] = []
    process.stdout.write(`\n${title}\n`)
    const bench = await run()
    if (part !== undefined && bench.length < 2) throw new Error(`the bench "${name}" has no parts`)
    await bench((row) => {
      rows.push(row)
      const verdict = row.met === undefined ? '' : row.met ? '  ok' : '  SHORT'
      process.stdout.write(`  ${row.name.padEnd(72)} ${figure(row.value).padStart(9)} ${row.unit}${row.target ? `  (${row.target})` : ''}${verdict}\n`)
    }, part)
    sections.push(markdown(`${title} (\`npm run bench -- ${name}\`)`, rows))
  }
  if (write) writeTable(sections)
}

/** Replaces the table in docs/benchmarks.md; the text around it is written by hand. */
function writeTable(sections: readonly string[]): void {
  const path = join(process.cwd(), 'docs', 'benchmarks.md')
  const text = readFileSync(path, 'utf8')
  const [before, rest] = text.split(START)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined) throw new Error(`${path}: the markers ${START} and ${END} are missing`)
  const machine = `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${platform()} ${release()}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, no GPU`
  writeFileSync(path, `${before}${START}\n\n${machine}\n\n${sections.join('\n')}\n${END}${after}`)
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exit(1)
  },
)
