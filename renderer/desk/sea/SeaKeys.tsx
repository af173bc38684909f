import { trackOf } from '../../state/tracks'
import { useSea } from '../../state/sea'
import { useT } from '../../ui/i18n'
import { useDeskView } from '../map/desk-view'
import { useAction } from '../state/actions'
import { toggleDrawer, useDrawer } from '../tools/store'
import { manOverboard } from './overboard'
import { openVessel, useSeaDesk } from './store'

/** The keys of the sea: its drawer, the file of the vessel that is picked, and man overboard from it. */
export function SeaKeys() {
  const { t } = useT()
  const picked = useDeskView((state) => state.picked)
  const onMap = picked?.object.layer === 'vessels' && !picked.object.cluster ? picked.object.id : null
  const drawer = useDrawer((state) => state.open === 'sea')
  const inFile = useSeaDesk((desk) => (desk.tab === 'vessel' && desk.vessel !== null ? `vessel:${desk.vessel}` : null))
  const id = drawer && inFile !== null ? inFile : onMap
  const isThere = useSea((sea) => sea.state !== null)
  useAction('sea', () => toggleDrawer('sea'))
  useAction('vesselFile', () => onMap !== null && openVessel(onMap), onMap !== null)
  useAction(
    'overboard',
    () => {
      const track = id === null ? null : trackOf(id)
      const lost = useSea.getState().state?.silentVessels.find(({ mmsi }) => `vessel:${mmsi}` === id)
      const heard = track ? { name: track.name ?? track.id, at: { lon: track.lon, lat: track.lat }, heardAt: track.at, speedMps: track.speedMps } : lost && { name: lost.name, at: { lon: lost.lon, lat: lost.lat }, heardAt: lost.lastAt, speedMps: NaN }
      if (heard && id !== null) void manOverboard({ ...heard, mmsi: id.slice('vessel:'.length) }, t)
    },
    id !== null && isThere,
  )
  return null
}
