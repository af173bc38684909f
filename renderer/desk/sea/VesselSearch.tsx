import { useState } from 'react'
import { trackGroup } from '../../state/tracks'
import { useT } from '../../ui/i18n'
import { findVessels } from './find-vessels'
import css from './sea.module.css'
import { VesselName } from './VesselName'

const SHOWN = 8

/** Finds a vessel by its name or MMSI, or the last digits of them. */
export function VesselSearch() {
  const { t } = useT()
  const [typed, setTyped] = useState('')
  const found = findVessels(trackGroup('vessel'), typed, SHOWN)
  return (
    <>
      <input type="search" value={typed} maxLength={40} placeholder={t('sea.file.find')} aria-label={t('sea.file.find')} onChange={(event) => setTyped(event.currentTarget.value)} data-testid="vessel-search" />
      {typed.trim() !== '' && (
        <ul className={css['list']}>
          {found.map((vessel) => (
            <li key={vessel.mmsi}>
              <VesselName vessel={vessel} />
              <span className="num">{vessel.mmsi}</span>
            </li>
          ))}
          {found.length === 0 && <li>{t('sea.file.nothing')}</li>}
        </ul>
      )}
    </>
  )
}
