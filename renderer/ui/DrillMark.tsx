import { useConnection } from '../state/connection'
import { usePack } from '../state/pack'
import css from './DrillMark.module.css'
import { drillTile } from './drill-tile'
import { useT } from './i18n'

/**
 * Nobody may take a drill, or invented people, for the real thing: a watermark over all, and a striped frame in
 * drills.
 */
export function DrillMark() {
  const { t } = useT()
  const drill = useConnection((state) => state.drill)
  const demonstration = usePack((state) => state.pack?.manifest.demonstration ?? false)
  if (!drill && !demonstration) return null
  const word = drill ? t('drill.mark') : t('demonstration.mark')
  const { width, height, words } = drillTile(word)
  return (
    <aside className={`${css['sheet']} ${drill ? css['drill'] : ''}`} aria-label={word} data-testid="drill-mark">
      <span className="visually-hidden">{word}</span>
      <svg className={css['words']} aria-hidden>
        <pattern id="drill-tile" width={`${width}em`} height={`${height}em`} patternUnits="userSpaceOnUse" patternTransform="rotate(-28)">
          {words.map(({ x, y }) => (
            <text key={`${x} ${y}`} x={`${x}em`} y={`${y}em`}>
              {word}
            </text>
          ))}
        </pattern>
        <rect width="100%" height="100%" fill="url(#drill-tile)" />
      </svg>
    </aside>
  )
}
