// `node sign-file.mjs FILE`: build/sign.mjs for programs that sign by command.
import sign from '../../build/sign.mjs'

await sign({ path: process.argv[2] })
