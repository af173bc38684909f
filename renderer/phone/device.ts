import { keep, kept } from '../state/keep'

/** What a claimed phone is. The key never leaves the phone except as `Authorization` and in the socket's handshake. */
export interface Device {
  readonly key: string
  readonly teamId: string
}

const KEY = 'phone.device'

export function storedDevice(): Device | null {
  const value = parsed(kept(KEY))
  if (typeof value !== 'object' || value === null) return null
  const { key, teamId } = value as Partial<Device>
  return typeof key === 'string' && typeof teamId === 'string' ? { key, teamId } : null
}

export function storeDevice(device: Device | null): void {
  keep(KEY, device && JSON.stringify(device))
}

/** JSON that may have been damaged or written by another version; then null. */
export function parsed(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown)
  } catch {
    return null
  }
}
