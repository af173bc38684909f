import { ACCESS, ROAD_CLASSES, ROAD_FLAG } from '../graph'
import type { RoadClass } from '../graph'
import { NODE_FLAG } from '../network'
import type { WayTraits } from '../network'
import type { Tags } from './primitive-block'

const MOTOR = ACCESS.motor | ACCESS.emergency
const ALL = MOTOR | ACCESS.foot

/** highway=* values that are roads, their class, and who may use them if nothing else is said. */
const HIGHWAYS: Readonly<Record<string, readonly [RoadClass, number]>> = {
  motorway: ['motorway', MOTOR],
  trunk: ['trunk', ALL],
  primary: ['primary', ALL],
  secondary: ['secondary', ALL],
  tertiary: ['tertiary', ALL],
  unclassified: ['unclassified', ALL],
  road: ['unclassified', ALL],
  residential: ['residential', ALL],
  living_street: ['living_street', ALL],
  service: ['service', ALL],
  track: ['track', ALL],
  // Emergency vehicles may drive where only walkers may.
  pedestrian: ['pedestrian', ACCESS.emergency | ACCESS.foot],
  footway: ['path', ACCESS.foot],
  path: ['path', ACCESS.foot],
  steps: ['path', ACCESS.foot],
  cycleway: ['path', ACCESS.foot],
  bridleway: ['path', ACCESS.foot],
}

const ROUGH = new Set([
  'cobblestone', 'sett', 'unhewn_cobblestone', 'cobblestone:flattened', 'unpaved', 'compacted', 'fine_gravel', 'gravel',
  'pebblestone', 'rock', 'dirt', 'earth', 'ground', 'grass', 'grass_paver', 'mud', 'sand', 'wood', 'snow',
]) // prettier-ignore
const NOBODY = new Set(['no', 'agricultural', 'forestry', 'agricultural;forestry', 'emergency', 'psv', 'bus', 'military', 'discouraged'])
const LIMITED = new Set(['private', 'destination', 'customers', 'delivery', 'permit', 'residents', 'permissive;destination'])

/** Reads a way's tags; null if it is no road for anybody. */
export function wayTraits(tags: Tags): WayTraits | null {
  const highway = tags.get('highway') ?? ''
  const isLink = highway.endsWith('_link')
  const known = HIGHWAYS[isLink ? highway.slice(0, -5) : highway]
  if (known === undefined || tags.get('area') === 'yes') return null
  const service = tags.get('service')
  const isYard = service === 'parking_aisle' || service === 'driveway' || service === 'drive-through'
  const roadClass =
    known[0] === 'service' && isYard ? 'driveway' : known[0] === 'track' ? trackClass(tags.get('tracktype')) : known[0]

  let access = known[1]
  let flags = (isLink ? ROAD_FLAG.link : 0) | surfaceFlags(tags, roadClass) | sizeFlags(tags)
  // A yard is nobody's short cut.
  if (roadClass === 'driveway') flags |= ROAD_FLAG.restricted
  const motor = tags.get('motorcar') ?? tags.get('motor_vehicle') ?? tags.get('vehicle') ?? tags.get('access')
  const emergency = tags.get('emergency')
  if (motor !== undefined) {
    if (NOBODY.has(motor)) access &= ~(emergency === 'yes' || emergency === 'designated' || motor === 'emergency' ? ACCESS.motor : MOTOR)
    else if (LIMITED.has(motor)) flags |= ROAD_FLAG.restricted
    else if (motor === 'yes' || motor === 'designated' || motor === 'permissive') access |= MOTOR
  }
  const foot = tags.get('foot') ?? tags.get('access')
  if (foot === 'no' || tags.get('foot') === 'private') access &= ~ACCESS.foot
  else if (tags.has('foot')) access |= ACCESS.foot
  if (access === 0) return null

  const junction = tags.get('junction')
  if (junction === 'roundabout' || junction === 'circular') flags |= ROAD_FLAG.roundabout
  if (isYes(tags.get('bridge'))) flags |= ROAD_FLAG.bridge
  if (isYes(tags.get('tunnel'))) flags |= ROAD_FLAG.tunnel
  const direction = oneway(tags, (flags & ROAD_FLAG.roundabout) !== 0 || roadClass === 'motorway')
  const limit = speedLimit(tags.get('maxspeed'))
  return {
    roadClass: ROAD_CLASSES.indexOf(roadClass),
    flags,
    forward: direction < 0 ? access & ACCESS.foot : access,
    backward: direction > 0 ? access & ACCESS.foot : access,
    maxspeedForward: speedLimit(tags.get('maxspeed:forward')) || limit,
    maxspeedBackward: speedLimit(tags.get('maxspeed:backward')) || limit,
  }
}

/** Tracks are told apart by how firm they are; an ungraded one may be two ruts. */
function trackClass(grade: string | undefined): RoadClass {
  if (grade === 'grade1' || grade === 'grade2' || grade === 'grade3' || grade === 'grade4') return `track_${grade}`
  return 'track'
}

const isYes = (value: string | undefined): boolean => value !== undefined && value !== 'no'

function surfaceFlags(tags: Tags, roadClass: RoadClass): number {
  const isTrack = roadClass.startsWith('track')
  const isRough = ROUGH.has(tags.get('surface') ?? '') && !isTrack
  const minor = roadClass === 'service' || roadClass === 'driveway' || isTrack
  const walked = roadClass === 'pedestrian' || roadClass === 'path'
  return (isRough ? ROAD_FLAG.rough : 0) | (minor || walked ? ROAD_FLAG.minor : 0)
}

/** Less than a loaded pumper needs: 3.8 m high, 2.6 m wide, 16 t. */
function sizeFlags(tags: Tags): number {
  const below = (key: string, least: number): boolean => {
    const value = Number.parseFloat(tags.get(key) ?? '')
    return value > 0 && value < least
  }
  return below('maxheight', 3.8) || below('maxwidth', 2.6) || below('maxweight', 16) ? ROAD_FLAG.tight : 0
}

/** 1 only along the way, -1 only against it, 0 both. */
function oneway(tags: Tags, implied: boolean): -1 | 0 | 1 {
  const value = tags.get('oneway:motor_vehicle') ?? tags.get('oneway')
  if (value === 'yes' || value === 'true' || value === '1') return 1
  if (value === '-1' || value === 'reverse') return -1
  if (value === 'no' || value === 'false' || value === '0') return 0
  return implied ? 1 : 0
}

/** km/h; 0 for what is not a number (variable signs, zone codes). */
export function speedLimit(text: string | undefined): number {
  if (text === undefined) return 0
  if (text === 'walk') return 10
  const match = /^(\d+(?:\.\d+)?)\s*(mph)?/.exec(text.trim())
  if (match === null) return 0
  const value = Number(match[1]) * (match[2] === undefined ? 1 : 1.609_344)
  return value >= 5 && value <= 150 ? Math.round(value) : 0
}

const BLOCKS = new Set([
  'bollard', 'block', 'jersey_barrier', 'cycle_barrier', 'stile', 'turnstile', 'kissing_gate', 'log', 'debris', 'chain',
  'motorcycle_barrier', 'horse_stile', 'full-height_turnstile', 'planter',
]) // prettier-ignore
const GATES = new Set(['gate', 'lift_gate', 'swing_gate', 'rope', 'rising_bollard', 'hampshire_gate', 'sliding_gate'])

/** `NODE_FLAG`s of a node on a road. */
export function nodeFlags(tags: Tags): number {
  let flags = tags.get('highway') === 'traffic_signals' ? NODE_FLAG.signal : 0
  const barrier = tags.get('barrier')
  if (barrier === undefined) return flags
  const motor = tags.get('motor_vehicle') ?? tags.get('vehicle') ?? tags.get('access')
  const open = motor === 'yes' || motor === 'permissive' || motor === 'designated' || motor === 'destination'
  if (BLOCKS.has(barrier) && !open) flags |= tags.get('emergency') === 'yes' ? NODE_FLAG.locked : NODE_FLAG.blocked
  else if (GATES.has(barrier) && (motor === 'no' || motor === 'private')) flags |= NODE_FLAG.locked
  return flags
}
