// What the shell runs as its utility process: the hub, and a way to ask it to end which every system has. A signal does not
// do: Windows has none, and there a "kill" would not wait for what the hub is still writing.
import { pathToFileURL } from 'node:url'

const [main] = process.argv.splice(2, 1)

/** As a signal would: while the hub is starting nobody listens yet, and it would be lost. */
function stop(): void {
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM')
  else setTimeout(stop, 100)
}
process.parentPort.once('message', stop)
if (main) void import(/* @vite-ignore */ pathToFileURL(main).href)
