// Words of the commands to the person who typed them: Chinese first, English second, on one line.
// They go to stderr, so that stdout stays what a program can read. Plain Node, no dependency: it runs before `npm ci`.

/** Prints one line in both languages. */
export function say(zh, en) {
  process.stderr.write(`${zh}  |  ${en}\n`)
}

/** Prints one line in both languages and ends the process. */
export function fail(zh, en, code = 1) {
  say(zh, en)
  process.exit(code)
}
