import { SECOND } from '../../shared/base/time'

/** Several things change together: the camera moves once for all of them. */
export const SETTLE_MS = 600
/** Who moves the map by hand has it so long to herself; then it goes back to what must be seen. */
export const REST_MS = 60 * SECOND

/**
 * When the wall's camera moves. What must be seen changes: soon after. A hand moves the map: not for a minute after the
 * last touch, whatever changes, and then once, also where nothing changed. One timer; its lengths are of this screen's
 * own clock, so that no correction of the hub's clock leaves the map in somebody's corner.
 */
export class CameraAim {
  readonly #aim: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #resting = false

  constructor(aim: () => void) {
    this.#aim = aim
  }

  /** What must be seen has changed. `atOnce`: the map has looked nowhere yet. */
  want(atOnce: boolean): void {
    if (this.#resting) return
    if (atOnce) this.#now()
    else this.#after(SETTLE_MS)
  }

  /** A hand has the map for `ms` milliseconds from now. */
  rest(ms: number): void {
    this.#resting = true
    this.#after(ms)
  }

  /** Moves nothing any more until it is asked again. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#resting = false
  }

  #after(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#now(), ms)
  }

  #now(): void {
    this.stop()
    this.#aim()
  }
}
