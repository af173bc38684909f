import { IconX } from '@tabler/icons-react'
import { useNow } from '../../state/clock'
import { ageText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { keepFocus } from '../parts'
import css from './import.module.css'
import { removeOverlay, useImports, type Overlay } from './store'

/** The temporary layers of this screen, each with its age; a click shows one whole. */
export function ImportedList({ onShow }: { readonly onShow: (bounds: Overlay['bounds']) => void }) {
  const { t } = useT()
  const overlays = useImports((state) => state.overlays)
  const now = useNow(5_000)
  if (overlays.length === 0) return null
  return (
    <section className={css['list']} aria-label={t('import.layers')} data-testid="imported">
      <h3>{t('import.layers')}</h3>
      <ul>
        {overlays.map(({ id, fileName, features, addedAt, bounds }) => (
          <li key={id} data-testid="imported-layer">
            <button type="button" className={css['name']} aria-label={t('import.show', { name: fileName })} onMouseDown={keepFocus} onClick={() => onShow(bounds)}>
              {fileName}
            </button>
            <span className="num">
              {t('import.count', { n: features.length })} · {ageText(now - addedAt, t)}
            </span>
            <button type="button" className={css['remove']} aria-label={t('import.remove', { name: fileName })} onMouseDown={keepFocus} onClick={() => removeOverlay(id)}>
              <IconX size="1rem" />
            </button>
          </li>
        ))}
      </ul>
      <p>{t('import.local')}</p>
    </section>
  )
}
