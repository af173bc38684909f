import { create } from 'zustand'
import type { EpochMs } from '../../shared/base/time'
import type { UnitState } from '../../shared/unit/view'
import type { LinkState } from '../pocket/connection'
import { keep, kept } from '../state/keep'
import type { Said } from './outbox'

/** What a claimed device is. The key leaves it only as `Authorization` and in the socket's handshake. */
export interface Device {
  readonly key: string
  readonly unitId: string
}

export type EnrolState = 'none' | 'claiming' | 'used' | 'offline' | 'notUnit' | 'revoked'

export interface UnitStore {
  readonly device: Device | null
  readonly enrol: EnrolState
  /** Presses that can no longer be sent, after the key was taken back. */
  readonly leftOver: number
  /** The hub speaks another protocol: this page has to be loaded anew. */
  readonly replaced: boolean
  /** The last state received; after a start without signal the one kept from before. */
  readonly state: UnitState | null
  readonly link: LinkState
  /** Hub time of the last sign of life. */
  readonly lastContact: EpochMs | null
  readonly drill: boolean
  readonly said: readonly Said[]
  /** False: this device cannot keep anything over a reload. */
  readonly durable: boolean
  readonly language: 'zh' | 'en'
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown)
  } catch {
    return null
  }
}

/** True for something that can be drawn as a unit's state: an old or foreign answer must not break the page. */
export function isUnitState(value: unknown): value is UnitState {
  if (typeof value !== 'object' || value === null) return false
  const { hubTime, seq, unit, below } = value as Partial<UnitState>
  return typeof hubTime === 'number' && typeof seq === 'number' && typeof unit?.id === 'string' && Array.isArray(below)
}

function storedDevice(): Device | null {
  const value = parsed(kept('unit.device')) as Partial<Device> | null
  return typeof value?.key === 'string' && typeof value.unitId === 'string' ? { key: value.key, unitId: value.unitId } : null
}

function initial(): UnitStore {
  const device = storedDevice()
  const before = device ? (parsed(kept('unit.state')) as { state?: unknown; lastContact?: unknown } | null) : null
  const good = isUnitState(before?.state) && typeof before?.lastContact === 'number'
  return {
    device,
    enrol: 'none',
    leftOver: 0,
    replaced: false,
    state: good ? (before.state as UnitState) : null,
    link: 'connecting',
    lastContact: good ? (before.lastContact as number) : null,
    drill: kept('unit.drill') === 'true',
    said: [],
    durable: true,
    language: kept('unit.language') === 'en' ? 'en' : 'zh',
  }
}

export const useUnit = create<UnitStore>(initial)
export const setUnit = useUnit.setState
export const getUnit = useUnit.getState

/** Takes in a state of the hub; one that was overtaken on the way changes nothing. */
export function receiveState(state: UnitState, now: EpochMs): void {
  const before = getUnit().state
  setUnit({ lastContact: now })
  if (before && before.unit.id === state.unit.id && state.seq < before.seq && state.hubTime <= before.hubTime) return
  setUnit({ state })
  keep('unit.state', JSON.stringify({ state, lastContact: now }))
}

export function keepDevice(device: Device | null): void {
  // The list of another village must not stay behind.
  keep('unit.roster', null)
  keep('unit.device', device && JSON.stringify(device))
  if (device) setUnit({ device, state: null, enrol: 'none', leftOver: 0 })
  else {
    keep('unit.state', null)
    setUnit({ device: null, state: null, lastContact: null, link: 'connecting' })
  }
}

export function loadSaid(): readonly Said[] {
  const value = parsed(kept('unit.outbox'))
  return Array.isArray(value) ? (value as readonly Said[]) : []
}

/** False if the device did not keep it. */
export function saveSaid(items: readonly Said[]): boolean {
  const text = JSON.stringify(items)
  keep('unit.outbox', text)
  return kept('unit.outbox') === text
}

export function setLanguage(language: 'zh' | 'en'): void {
  keep('unit.language', language)
  setUnit({ language })
}
