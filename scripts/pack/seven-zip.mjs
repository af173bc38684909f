#!/usr/bin/env node
// Stands in for the 7-Zip that electron-builder would download, for the one thing it asks of it on Linux: gzip a tar.
//   seven-zip.mjs a … -mx=N … OUT.tar.gz IN.tar
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip } from 'node:zlib'

const args = process.argv.slice(2)
const [output, input] = args.filter((argument, index) => index > 0 && !argument.startsWith('-'))
if (args[0] !== 'a' || !output?.endsWith('.gz') || !input) {
  process.stderr.write(`only "a … OUT.tar.gz IN.tar" is known here; name a real 7za in ELECTRON_BUILDER_7ZIP_PATH for: ${args.join(' ')}\n`)
  process.exit(2)
}
const asked = Number(args.find((argument) => argument.startsWith('-mx='))?.slice(4) ?? constants.Z_BEST_COMPRESSION)
await pipeline(createReadStream(input), createGzip({ level: asked }), createWriteStream(output))
