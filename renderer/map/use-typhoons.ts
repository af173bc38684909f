import { useMemo } from 'react'
import { HOUR } from '../../shared/base/time'
import { agenciesOf } from '../../shared/typhoon/track'
import { usePack } from '../state/pack'
import { useTyphoons, useTyphoonView } from '../state/typhoon'
import { useT } from '../ui/i18n'
import { forceText, stormHourText, stormText } from '../ui/typhoon-text'
import type { LayerStatus } from './status'
import { statusByAge } from './status'
import { typhoonMark, type TyphoonWords } from './typhoon-mark'
import type { TyphoonMark } from './types'

/** Agencies speak every three hours when a storm is near, every six when it is far: after two of those it is old. */
const ADVICE_STALE_MS = 12 * HOUR

/** All storms of the moment: the one that is looked at by its agency and moment, the others by their own newest word. */
export function useTyphoonMarks(now: number): { readonly marks: readonly TyphoonMark[]; readonly status: LayerStatus } {
  const { t, language } = useT()
  const zone = usePack((state) => state.pack?.manifest.zone ?? 'Asia/Shanghai')
  const typhoons = useTyphoons()
  const view = useTyphoonView()
  const words = useMemo<TyphoonWords>(
    () => ({
      force: (force) => forceText(force, t),
      storm: (name, windMps, pressureHpa) => stormText(name, windMps, pressureHpa, language),
      time: (at) => stormHourText(at, zone, t),
    }),
    [t, language, zone],
  )
  const at = view?.at ?? 0
  const agency = view?.agency ?? ''
  const looked = view?.typhoon.id
  const marks = useMemo(
    () =>
      typhoons.flatMap((typhoon) => {
        const own = typhoon.id === looked ? agency : (agenciesOf(typhoon)[0] ?? '')
        return typhoonMark(typhoon, own, at, words) ?? []
      }),
    [typhoons, looked, agency, at, words],
  )
  const advisedAt = typhoons.length === 0 ? null : Math.max(...typhoons.map((typhoon) => typhoon.advisedAt))
  const minute = Math.floor(now / 60_000) * 60_000
  const status = useMemo(() => statusByAge(advisedAt, minute, ADVICE_STALE_MS), [advisedAt, minute])
  return { marks, status }
}
