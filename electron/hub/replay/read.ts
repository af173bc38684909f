import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { createGunzip } from 'node:zlib'
import { err, type Result } from '../../../shared/base/result'
import { createRecordingReader, MAX_LINE, messageOf, type Recording, type RecordingProblem } from '../../../shared/replay/format'

/** A recording is not unpacked beyond this: a small file can hold an endless one. Bytes. */
const MAX_UNPACKED = 4 * 1024 ** 3

/** Reads a recording file whole and checks it. Nothing of a file that is not in order is given. Rejects for nothing. */
export async function readRecording(path: string): Promise<Result<Recording, RecordingProblem>> {
  const file = createReadStream(path)
  const unpacked = createGunzip()
  file.on('error', (error) => unpacked.destroy(error))
  file.pipe(unpacked)
  const reader = createRecordingReader()
  const sum = createHash('sha256')
  let bytes = 0
  try {
    for await (const line of linesOf(unpacked)) {
      bytes += line.length
      if (bytes > MAX_UNPACKED) return err({ code: 'damaged', line: null, field: '', message: `unpacks to more than ${MAX_UNPACKED} bytes` })
      const taken = reader.take(line)
      if (!taken.ok) return taken
      // What the last line says of those before it is not part of the sum.
      if (!taken.value) sum.update(line).update('\n')
    }
  } catch (error) {
    return err(unreadable(error))
  } finally {
    file.destroy()
    unpacked.destroy()
  }
  return reader.finish(sum.digest('hex'))
}

/** Lines by line feed alone: other separators may stand in what people wrote. */
async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string, void, void> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of stream) {
    const parts = (rest + decoder.write(chunk)).split('\n')
    rest = parts.pop() ?? ''
    // The reader refuses it; what goes on without an end must not fill the memory first.
    if (rest.length > MAX_LINE) break
    yield* parts
  }
  if (rest !== '') yield rest
}

function unreadable(error: unknown): RecordingProblem {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'Z_BUF_ERROR') return { code: 'truncated', line: null, field: '', message: 'the file breaks off: it was not copied or saved whole' }
  if (code === 'Z_DATA_ERROR') return { code: 'not-recording', line: null, field: '', message: 'this is no recording of Dinghai, or it is damaged' }
  return { code: 'not-recording', line: null, field: '', message: messageOf(error) }
}
