import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ID_PATTERN, asTeamId } from '../../shared/base/ids'
import { packErrorText } from '../../shared/pack/error'
import { outsideTimeSchema } from './feeds/time'
import { ACCESS_ROLES, type AccessRole } from './gateway/access/principal'
import { openAccess } from './open-access'
import { defaultDataDir, packFolder } from './options'
import { loadPack } from './pack/load'
import { exportFromDataDir } from './replay/export-file'

const USAGE = `npm run admin -- COMMAND [options]      keys and passwords: whether the hub is running or not

  issue-key --role feed|officer|wall|team --name NAME [--team ID] [--data DIR]
      prints {"key":"…"}: told once, only its hash is kept
  set-password [--user officer] [--data DIR]
      reads the new password from standard input (12 characters or more) and ends the user's sessions
  export-recording --from TIME --to TIME --out FILE.dhlog [--pack NAME|DIR] [--data DIR]
      writes a stretch of the log as a file to be played (the hub must be stopped; a running one gives it from the desk);
      TIME: ISO 8601 with a zone, such as 2026-07-28T14:00+08:00
`

const root = join(fileURLToPath(new URL('.', import.meta.url)), '..', '..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

const SHORTEST_PASSWORD = 12

class Wrong extends Error {}

async function main(): Promise<void> {
  const { command, options } = read(process.argv.slice(2))
  switch (command) {
    case 'issue-key':
      return issueKey(options)
    case 'set-password':
      return setPassword(options)
    case 'export-recording':
      return exportLog(options)
    default:
      throw new Wrong(command ? `there is no command "${command}"` : 'which command?')
  }
}

interface Options {
  readonly data: string
  readonly role: string | undefined
  readonly name: string | undefined
  readonly team: string | undefined
  readonly user: string
  readonly from: string | undefined
  readonly to: string | undefined
  readonly out: string | undefined
  readonly pack: string
}

function read(argv: string[]): { command: string | undefined; options: Options } {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        data: { type: 'string', default: process.env['DINGHAI_DATA'] ?? defaultDataDir(process.env) },
        role: { type: 'string' },
        name: { type: 'string' },
        team: { type: 'string' },
        user: { type: 'string', default: 'officer' },
        from: { type: 'string' },
        to: { type: 'string' },
        out: { type: 'string' },
        pack: { type: 'string', default: process.env['DINGHAI_PACK'] ?? 'cangnan' },
      },
    })
    if (positionals.length > 1) throw new Error(`one command, not ${positionals.length}`)
    return { command: positionals[0], options: { role: undefined, name: undefined, team: undefined, from: undefined, to: undefined, out: undefined, ...values } }
  } catch (error) {
    throw new Wrong(error instanceof Error ? error.message : String(error))
  }
}

async function issueKey({ data, role, name, team }: Options): Promise<void> {
  if (!isRole(role)) throw new Wrong(`--role: one of ${ACCESS_ROLES.join(', ')}`)
  if (!name || name.length > 80) throw new Wrong('--name: 1 to 80 characters')
  if (role === 'team' && !(team && ID_PATTERN.test(team))) throw new Wrong("--team: the team's id as in the pack")
  if (role !== 'team' && team !== undefined) throw new Wrong('--team: only with --role team')
  const { access } = await openAccess(data)
  const { key } = access.issueKey({ role, name, teamId: team === undefined ? null : asTeamId(team), by: 'admin' })
  access.close()
  process.stdout.write(`${JSON.stringify({ key })}\n`)
}

function isRole(text: string | undefined): text is AccessRole {
  return ACCESS_ROLES.some((role) => role === text)
}

async function setPassword({ data, user }: Options): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  const password = Buffer.concat(chunks).toString('utf8').replace(/\r?\n$/, '')
  if (password.length < SHORTEST_PASSWORD) throw new Wrong(`the password must have ${SHORTEST_PASSWORD} characters or more`)
  const { access } = await openAccess(data)
  await access.setPassword(user, password, 'admin')
  access.close()
  process.stdout.write(`${JSON.stringify({ user })}\n`)
}

async function exportLog({ data, from, to, out, pack }: Options): Promise<void> {
  const [start, end] = [moment('--from', from), moment('--to', to)]
  if (!out) throw new Wrong('--out: the file to write')
  const loaded = await loadPack(packFolder(pack, join(root, 'resources')))
  if (!loaded.ok) throw new Wrong(`--pack: ${loaded.error.map((error) => packErrorText(error, 'en')).join('; ')}`)
  process.stdout.write(`${JSON.stringify(await exportFromDataDir({ dataDir: data, pack: loaded.value, from: start, to: end, out, app: version }))}\n`)
}

function moment(option: string, text: string | undefined): number {
  const read = outsideTimeSchema.safeParse(text)
  if (!read.success) throw new Wrong(`${option}: "${text ?? ''}" is no time with a zone, such as 2026-07-28T14:00+08:00`)
  return read.data
}

main().catch((error: unknown) => {
  const wrong = error instanceof Wrong
  process.stderr.write(wrong ? `${error.message}\n\n${USAGE}` : `${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = wrong ? 64 : 1
})
