import { useEffect } from 'react'
import type { Bounds } from '../../shared/pack/bounds'
import { lookAt } from '../state/connection'
import { present } from '../state/wall-screen'
import type { WallSettingsHere } from './settings'
import type { Showing } from './showing'
import type { WallLayout } from './use-scale'

/** The hub takes a screen for gone that it has not heard for longer. */
const EVERY_MS = 10_000

/** Tells the hub which screen this is and what it shows, at every change and every ten seconds. */
export function usePresence({ wallId, part }: WallSettingsHere, { screen }: WallLayout, { scene, now }: Showing, bounds: Bounds | null): void {
  const sceneId = scene?.id ?? null
  const { incidentId } = now
  const { width, height } = screen
  useEffect(() => {
    const tell = () => present({ wall: wallId, part, width, height, scene: sceneId, incidentId, bounds: bounds && [...bounds] })
    tell()
    const timer = setInterval(tell, EVERY_MS)
    return () => clearInterval(timer)
  }, [wallId, part, width, height, sceneId, incidentId, bounds])
  useEffect(() => {
    lookAt(bounds)
  }, [bounds])
}
