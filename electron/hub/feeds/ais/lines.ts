/** Cuts a stream into lines. What has no end for longer than a sentence can be is thrown away. */
export function createLineCutter(take: (line: string) => void, longest = 1024): (chunk: Buffer) => void {
  let rest = ''
  return (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split(/\r\n|\n|\r/)
    rest = lines.pop() ?? ''
    if (rest.length > longest) rest = ''
    for (const line of lines) take(line)
  }
}
