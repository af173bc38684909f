import { join } from 'node:path'
import type { Pack } from '../../../shared/pack/schema'
import { createSeaKeeper, type SeaKeeper, type SeaOptions } from './keeper'
import { readSeaWorld, seaWays } from './port-ways'

/**
 * The keeper of a pack's sea; null where it has none. Ways to port are straight lines until the coast is read, which
 * waits until the hub is open for alarms; a coast that cannot be read leaves them straight and says so.
 */
export function openSea({ pack, ...options }: Omit<SeaOptions, 'pack'> & { readonly pack: Pack }): SeaKeeper | null {
  const { sea, piers, folder, manifest } = pack
  if (sea === null) return null
  const keeper = createSeaKeeper({ ...options, pack: { ...pack, sea } })
  const { coast } = manifest
  if (coast !== undefined) {
    setTimeout(() => {
      try {
        keeper.setWays(seaWays(readSeaWorld(join(folder, coast), piers), piers, sea.settings.straightFactor))
      } catch (error) {
        options.logger.warn({ error }, 'the coast could not be read: ways to port are straight lines')
      }
    }, 1_000).unref()
  }
  return keeper
}
