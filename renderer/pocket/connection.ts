import { io, type Socket } from 'socket.io-client'
import { SECOND } from '../../shared/base/time'
import type { Hello, HubToScreen, ScreenToHub } from '../../shared/protocol/messages'
import { setHubOffset } from '../state/clock'
import { keep, kept } from '../state/keep'
import { bestSample, clockSample, withSample, type ClockSample } from '../state/clock-sync'
import { errorOf } from './answer'
import { request } from './request'

/** Checked against the hub's own constant by type: importing its value would bring the whole validator along. */
const PROTOCOL: typeof import('../../shared/protocol/messages').PROTOCOL = 3

const POLL_EVERY = 10 * SECOND
const ECHO_EVERY = 15 * SECOND
const TIMEOUT = 8 * SECOND

/** `live`: by socket. `polling`: every 10 s by HTTP. `cut`: neither. */
export type LinkState = 'connecting' | 'live' | 'polling' | 'cut'

/** What one kind of page asks for and where it puts the answer. */
export interface Channel {
  /** The page's name, also the name of the socket's message; kept values stand under it. */
  readonly name: 'phone' | 'unit'
  /** The same over HTTP. */
  readonly path: string
  /** Takes in a state; false: this is none (an old or foreign answer must not break the page). */
  readonly receive: (state: unknown) => boolean
  readonly link: () => LinkState
  /** `heard`: something came from the hub just now. */
  readonly setLink: (link: LinkState, heard: boolean) => void
  readonly setDrill: (drill: boolean) => void
}

export interface ConnectionEvents {
  /** Something came through: worth trying what waits. */
  readonly onContact: () => void
  readonly onRevoked: () => void
  /** The hub speaks another protocol: this page has to be replaced. */
  readonly onReplaced: () => void
}

export interface Connection {
  /** Look again now: the signal is back, or the page is visible again. */
  poke(): void
  stop(): void
}

let samples: ClockSample[] = []

function sample(page: string, sentAt: number, hubTime: number): void {
  samples = withSample(samples, clockSample(sentAt, Date.now(), hubTime))
  const best = bestSample(samples)
  if (!best) return
  // Whole milliseconds: every moment that the phone reports is one.
  const offset = Math.round(best.offsetMs)
  setHubOffset(offset)
  keep(`${page}.clock`, String(offset))
}

/** Before the first contact of this start: what was measured last time. */
export function restoreClock(page: Channel['name']): void {
  const offset = Number(kept(`${page}.clock`))
  if (Number.isSafeInteger(offset)) setHubOffset(offset)
}

/** Keeps the page's state up to date: by socket, and every 10 s by HTTP while the socket is cut. Never gives up. */
export function connect(key: string, channel: Channel, events: ConnectionEvents): Connection {
  let stopped = false
  let polling = false
  let retry: ReturnType<typeof setTimeout> | null = null
  const socket: Socket<HubToScreen, ScreenToHub> = io({
    auth: { protocol: PROTOCOL, token: key } satisfies Hello,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: SECOND,
    reconnectionDelayMax: 5 * SECOND,
    timeout: TIMEOUT,
  })

  function contact(link: 'live' | 'polling'): void {
    const fresh = channel.link() !== link
    channel.setLink(link, true)
    if (fresh) events.onContact()
  }

  async function poll(): Promise<void> {
    if (polling || stopped || socket.connected) return
    polling = true
    const sentAt = Date.now()
    const answer = await request({ method: 'GET', path: channel.path }, key, TIMEOUT)
    polling = false
    if (stopped) return
    if (answer?.status === 200 && channel.receive(answer.body)) {
      sample(channel.name, sentAt, (answer.body as { readonly hubTime: number }).hubTime)
      if (!socket.connected) contact('polling')
    } else if (answer?.status === 401 && errorOf(answer.body)) {
      events.onRevoked()
    } else if (!socket.connected) {
      channel.setLink('cut', false)
    }
  }

  function echo(): void {
    if (!socket.connected) return
    const sentAt = Date.now()
    socket.timeout(TIMEOUT).emit('echo', (error: Error | null, hubTime: number) => {
      if (stopped) return
      if (error) {
        // Open on paper, dead in fact (a phone that changed cells): start anew instead of waiting for the ping.
        socket.disconnect().connect()
        return
      }
      sample(channel.name, sentAt, hubTime)
      contact('live')
    })
  }

  socket.on('connect', () => {
    contact('live')
    echo()
  })
  socket.on('clock', echo)
  socket.on('welcome', (welcome) => {
    keep(`${channel.name}.drill`, String(welcome.drill))
    channel.setDrill(welcome.drill)
  })
  socket.on(channel.name, (state: unknown) => {
    if (channel.receive(state)) contact('live')
  })
  socket.on('goodbye', ({ code }) => {
    if (code === 'revoked') events.onRevoked()
    else if (code === 'protocol') events.onReplaced()
  })
  socket.on('disconnect', () => {
    void poll()
    again()
  })
  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    if (error.data?.code === 'protocol') events.onReplaced()
    // Whether the key is dead is the HTTP answer's to say.
    void poll()
    again()
  })

  /** Socket.IO does not try again by itself after the hub has closed or refused the connection. */
  function again(): void {
    if (socket.active || stopped || retry !== null) return
    retry = setTimeout(() => {
      retry = null
      if (!stopped) socket.connect()
    }, 5 * SECOND)
  }

  const pollTimer = setInterval(() => void poll(), POLL_EVERY)
  const echoTimer = setInterval(echo, ECHO_EVERY)
  void poll()

  return {
    poke() {
      if (socket.connected) echo()
      else {
        socket.connect()
        void poll()
      }
    },
    stop() {
      stopped = true
      clearInterval(pollTimer)
      clearInterval(echoTimer)
      if (retry !== null) clearTimeout(retry)
      socket.disconnect()
    },
  }
}
