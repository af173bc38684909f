import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readAdvisories } from './formats'
import { stormFileText } from './storm-file'

const USAGE = `usage: npm run import-typhoons -- FILE --source TEXT [--out FOLDER] [--storm ID[=中文名]]...

  FILE         tracks as JMA best track text, IBTrACS CSV, or the JSON of a provincial typhoon site
  --source     where they come from, as it is to be named on screen and in briefings
  --out        folder for one file per storm (default: the present one)
  --storm      only this storm, such as 2006-08=桑美; may be given several times
`

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(64)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { source: { type: 'string' }, out: { type: 'string', default: '.' }, storm: { type: 'string', multiple: true }, help: { type: 'boolean' } },
})
const [file] = positionals
if (values.help === true || file === undefined || values.source === undefined) fail(USAGE)

const read = readAdvisories(readFileSync(resolve(file), 'utf8'), 'auto', 'beijing')
if (!read.ok) fail(`${file}: ${read.error}`)
const wanted = new Map((values.storm ?? []).map((text) => [text.split('=')[0] ?? '', text.split('=')[1]]))
for (const id of wanted.keys()) if (!read.value.some(({ typhoonId }) => typhoonId === id)) fail(`--storm ${id}: not in ${file}`)
mkdirSync(values.out, { recursive: true })
for (const advisory of read.value) {
  if (wanted.size > 0 && !wanted.has(advisory.typhoonId)) continue
  const zh = wanted.get(advisory.typhoonId)
  const named = zh === undefined ? advisory : { ...advisory, name: { ...advisory.name, zh } }
  const path = join(values.out, `${advisory.typhoonId}.json`)
  writeFileSync(path, stormFileText(named, values.source))
  process.stdout.write(`${path}: ${named.name.zh} ${named.name.en}, ${advisory.observed.length} positions\n`)
}
