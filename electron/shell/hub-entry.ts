// What the shell runs as its utility process: the hub, and a way to ask it to end which every system has. A signal does not
// do: Windows has none, and there a "kill" would not wait for what the hub is still writing.
import { pathToFileURL } from 'node:url'

const [main, shell] = process.argv.splice(2, 2)

/** As a signal would: while the hub is starting nobody listens yet, and it would be lost. */
function stop(): void {
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM')
  else setTimeout(stop, 100)
}
process.parentPort.once('message', stop)

/** A shell that was killed says nothing: its hub would go on unseen, with the port and the data that the next start needs. */
const LOOK_MS = 500
const look = setInterval(() => {
  try {
    process.kill(Number(shell), 0)
  } catch (error) {
    // Refused is there.
    if ((error as NodeJS.ErrnoException).code === 'EPERM') return
    clearInterval(look)
    stop()
  }
}, LOOK_MS)
look.unref()

if (main) void import(/* @vite-ignore */ pathToFileURL(main).href)
