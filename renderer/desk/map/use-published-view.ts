import { useEffect, useMemo, type RefObject } from 'react'
import type { ObjectDetails } from '../../map/card/object-details'
import { isVisible, layerRows } from '../../map/layers/registry'
import type { MapData, MapHandle, MapObject, Visible } from '../../map/types'
import { useDeskView } from './desk-view'

const HEAT = 'heat:'

/** Tells the tools of the desk what its map shows. */
export function usePublishedView(map: RefObject<MapHandle | null>, data: MapData, visible: Visible, card: MapObject | null, details: ObjectDetails | null): void {
  const on = useMemo(() => [...new Set(layerRows(data).map(({ key }) => key))].filter((key) => isVisible(visible, key)).join(' '), [data, visible])
  useEffect(() => {
    const keys = on.split(' ').filter((key) => key !== '')
    const heat = keys.find((key) => key.startsWith(HEAT))?.slice(HEAT.length) ?? null
    useDeskView.setState({ camera: () => map.current?.view() ?? null, layers: keys.filter((key) => !key.startsWith(HEAT)), heat })
    return () => useDeskView.setState({ camera: () => null, layers: [], heat: null })
  }, [map, on])
  const title = details?.title ?? ''
  const lon = details?.at?.lon
  const lat = details?.at?.lat
  useEffect(() => {
    const at = lon === undefined || lat === undefined ? null : { lon, lat }
    useDeskView.setState({ picked: card && { object: card, title, at } })
    return () => useDeskView.setState({ picked: null })
  }, [card, title, lon, lat])
}
