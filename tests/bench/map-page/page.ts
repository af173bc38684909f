import '../../../renderer/ui/tokens.css'
import { EMPTY_MAP, type Visible } from '../../../renderer/map/types'
import * as data from './data'
import * as others from './others'
import * as runs from './runs'
import { show } from './show'

/** Switches of everything that `fullSize` holds, but the heat maps. */
const ALL: Visible = Object.fromEntries(['stations', 'shelters', 'hazards', 'guard-codes', 'factories', 'cameras', 'sensors'].map((key) => [key, true]))

export const bench = { show, ALL, EMPTY_MAP, ...data, ...others, ...runs }
Object.assign(window, { bench })
document.title = 'ready'
