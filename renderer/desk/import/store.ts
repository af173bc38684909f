import { create } from 'zustand'
import type { EpochMs } from '../../../shared/base/time'
import type { Imported } from './model'

/** A file that was dropped: a layer of this screen only, until it is removed or the page is closed. */
export interface Overlay extends Imported {
  readonly id: string
  readonly fileName: string
  /** By the hub's clock. */
  readonly addedAt: EpochMs
}

export interface ImportState {
  readonly overlays: readonly Overlay[]
  /** Photos that wait for the officer's yes, with the incident that was shown when they were dropped. */
  readonly pictures: { readonly incidentId: string; readonly files: readonly File[] } | null
}

export const useImports = create<ImportState>(() => ({ overlays: [], pictures: null }))

let count = 0

export function addOverlay(fileName: string, imported: Imported, addedAt: EpochMs): void {
  count++
  useImports.setState(({ overlays }) => ({ overlays: [...overlays, { ...imported, id: `imported-${count}`, fileName, addedAt }] }))
}

export function removeOverlay(id: string): void {
  useImports.setState(({ overlays }) => ({ overlays: overlays.filter((overlay) => overlay.id !== id) }))
}

export function askForPictures(incidentId: string, files: readonly File[]): void {
  useImports.setState({ pictures: { incidentId, files } })
}

export function dropPictures(): void {
  useImports.setState({ pictures: null })
}
