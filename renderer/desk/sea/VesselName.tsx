import { showOnMap } from '../map/desk-view'
import { openVessel } from './store'
import css from './sea.module.css'

/** A vessel by its name: opens its file and shows where it is. */
export function VesselName({ vessel }: { readonly vessel: { readonly mmsi: string; readonly name: string; readonly lon: number; readonly lat: number } }) {
  const { mmsi, name, lon, lat } = vessel
  return (
    <button
      type="button"
      className={css['name']}
      title={mmsi}
      data-testid="sea-vessel"
      onClick={() => {
        openVessel(mmsi)
        showOnMap({ layer: 'vessels', id: `vessel:${mmsi}` }, { lon, lat })
      }}
    >
      {name}
    </button>
  )
}
