import { create } from 'zustand'
import { OFFLINE_BASEMAP, type BasemapView } from '../../../shared/pack/basemap'
import { isDaylight } from '../../../shared/geo/sun'
import type { LonLat } from '../../../shared/geo/position'
import { keep, kept } from '../../state/keep'
import type { Scheme } from '../types'

/** `screen`: as the rest of the screen; `sun`: light from sunrise to sunset at the jurisdiction's centre. */
export const MAP_LIGHTS = ['screen', 'dark', 'light', 'sun'] as const
export type MapLight = (typeof MAP_LIGHTS)[number]

export interface GroundChoice {
  /** Id of a ground; null: the first that the pack names. */
  readonly ground: string | null
  readonly light: MapLight
}

/** Desk and wall in one browser choose each for themselves. */
function screenKey(): string {
  return /^\/(\w+)\//.exec(typeof window === 'undefined' ? '' : window.location.pathname)?.[1] ?? 'screen'
}

/** From the address (`?ground=ID&light=sun`: a wall has no keyboard), else what was kept. */
export function readChoice(search: string, stored: (name: string) => string | null): GroundChoice {
  const query = new URLSearchParams(search)
  const light = query.get('light') ?? stored('light')
  return { ground: query.get('ground') ?? stored('ground'), light: MAP_LIGHTS.find((known) => known === light) ?? 'screen' }
}

const store = (name: string) => `ground.${screenKey()}.${name}`

export const useGroundChoice = create<GroundChoice>(() => {
  const choice = readChoice(typeof window === 'undefined' ? '' : window.location.search, (name) => kept(store(name)))
  if (choice.ground !== null) keep(store('ground'), choice.ground)
  keep(store('light'), choice.light)
  return choice
})

export function chooseGround(ground: string): void {
  keep(store('ground'), ground)
  useGroundChoice.setState({ ground })
}

export function chooseLight(light: MapLight): void {
  keep(store('light'), light)
  useGroundChoice.setState({ light })
}

/** The ground of that id; null for the offline one, and for one that the pack does not have. */
export function groundOf(id: string | null, grounds: readonly BasemapView[]): BasemapView | null {
  if (id === OFFLINE_BASEMAP) return null
  return (id === null ? grounds[0] : grounds.find((ground) => ground.id === id)) ?? null
}

/** Dark or light. `now` is UTC milliseconds. */
export function schemeOf(light: MapLight, screen: Scheme, now: number, centre: LonLat): Scheme {
  if (light === 'screen') return screen
  if (light === 'sun') return isDaylight(now, centre) ? 'light' : 'dark'
  return light
}
