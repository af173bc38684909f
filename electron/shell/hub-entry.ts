// What the shell runs as its utility process: the hub, and a way to ask it to end which every system has. A signal does not
// do: Windows has none, and there a "kill" would not wait for what the hub is still writing.
import { pathToFileURL } from 'node:url'

const [main] = process.argv.splice(2, 1)
process.parentPort.once('message', () => {
  process.emit('SIGTERM', 'SIGTERM')
})
if (main) void import(/* @vite-ignore */ pathToFileURL(main).href)
