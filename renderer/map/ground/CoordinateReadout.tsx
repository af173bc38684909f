import { useEffect, useMemo, useState } from 'react'
import { COORDINATE_FORMATS, decimalText, dmsText, fromNearest, type CoordinateFormat } from '../../../shared/geo/coordinates'
import type { LonLat } from '../../../shared/geo/position'
import type { Translate } from '../../../shared/i18n/catalogue'
import { usePack } from '../../state/pack'
import { distanceText } from '../../ui/format'
import { inLanguage, useT } from '../../ui/i18n'
import css from './ground.module.css'
import { chooseFormat, usePointer } from './pointer'

interface NamedPlace {
  readonly name: string
  readonly at: LonLat
}

/** `观美水库 东北 1.2 km`: the point as seen from the nearest of `places`. */
export function placeText(at: LonLat, places: readonly NamedPlace[], t: Translate): string {
  const found = fromNearest(at, places)
  if (!found) return t('readout.noPlace')
  const place = found.place.name
  if (found.direction === null) return t('readout.at', { place })
  return t('readout.from', { place, direction: t(`direction.${found.direction}`), distance: distanceText(found.metres, t) })
}

/** How long the word "copied" stands, milliseconds. */
const SAID_MS = 1_500

/** Where the pointer is, in the format of this screen; a click copies the point that was last clicked on the map. */
export function CoordinateReadout() {
  const { t, language } = useT()
  const { at, clicked, format } = usePointer()
  const pack = usePack((state) => state.pack)
  const [said, setSaid] = useState<'readout.copied' | 'readout.copyFailed' | null>(null)
  const places = useMemo(
    () => [...(pack?.places ?? []), ...(pack?.townships ?? [])].map(({ name, nameEn, at: where }) => ({ name: inLanguage({ zh: name, en: nameEn ?? name }, language), at: where })),
    [pack, language],
  )
  useEffect(() => {
    if (said === null) return
    const timer = setTimeout(() => setSaid(null), SAID_MS)
    return () => clearTimeout(timer)
  }, [said])

  const shown = at ?? clicked
  const written: Readonly<Record<CoordinateFormat, (where: LonLat) => string>> = {
    decimal: decimalText,
    dms: dmsText,
    place: (where) => placeText(where, places, t),
  }
  const text = shown && written[format](shown)
  const copy = async (what: string) => {
    try {
      await navigator.clipboard.writeText(what)
      setSaid('readout.copied')
    } catch {
      setSaid('readout.copyFailed')
    }
  }
  return (
    <div className={`panel ${css['readout']}`} data-testid="readout">
      <button
        type="button"
        className="num"
        disabled={text === null}
        title={shown && format !== 'place' ? `${t('readout.label')} · ${placeText(shown, places, t)}` : t('readout.label')}
        aria-label={text === null ? t('readout.label') : `${text} · ${t('readout.label')}`}
        onClick={() => void (text !== null && copy(text))}
        data-testid="readout-copy"
      >
        {said ? t(said) : (text ?? t('readout.none'))}
      </button>
      <select
        aria-label={t('readout.format')}
        value={format}
        onChange={(event) => chooseFormat(COORDINATE_FORMATS.find((known) => known === event.currentTarget.value) ?? 'decimal')}
        data-testid="readout-format"
      >
        {COORDINATE_FORMATS.map((one) => (
          <option key={one} value={one}>
            {t(`readout.format.${one}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
