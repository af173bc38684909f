// Signs one file with whatever the site uses (signtool, a hardware token's program, a signing service): the command in
// DINGHAI_SIGN_COMMAND is run with the file's path as its last argument. Without it nothing is signed, and that is said.
import { spawnSync } from 'node:child_process'

export default async function sign({ path }) {
  const command = process.env.DINGHAI_SIGN_COMMAND
  if (!command) {
    process.stderr.write(`未签名 not signed (DINGHAI_SIGN_COMMAND is not set): ${path}\n`)
    return
  }
  const { status, error } = spawnSync(`${command} "${path}"`, { shell: true, stdio: 'inherit' })
  if (status !== 0) throw new Error(`DINGHAI_SIGN_COMMAND failed on ${path}: ${error?.message ?? `code ${status}`}`)
}
