import { useState, type FormEvent } from 'react'
import { SEVERITIES, type Severity } from '../../../shared/domain/incident/kind'
import { useT } from '../../ui/i18n'
import { Kbd } from '../../ui/States'
import { putBanner, useDirector } from './commands'
import css from './director.module.css'

const PLAIN = ''
const USUAL_MINUTES = 10

/** Words across a wall, with their grade and how long they stay. Enter shows them, Escape leaves everything as it is. */
export function BannerForm() {
  const { t } = useT()
  const [text, setText] = useState('')
  const [severity, setSeverity] = useState<Severity | typeof PLAIN>(PLAIN)
  const [minutes, setMinutes] = useState(USUAL_MINUTES)
  const [missing, setMissing] = useState(false)
  const close = () => useDirector.setState({ writing: false })

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (text.trim() === '') return setMissing(true)
    if (await putBanner(text.trim(), severity === PLAIN ? null : severity, minutes)) close()
  }
  return (
    <form
      className={css['form']}
      data-testid="banner-form"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        event.preventDefault()
        close()
      }}
    >
      <label>
        {t('director.bannerText')}
        <input
          autoFocus
          maxLength={200}
          value={text}
          aria-invalid={missing}
          data-testid="banner-text"
          onChange={(event) => {
            setMissing(false)
            setText(event.currentTarget.value)
          }}
        />
      </label>
      {missing && <div role="alert">{t('director.bannerTextMissing')}</div>}
      <div className={css['row']}>
        <label>
          {t('director.bannerSeverity')}
          <select value={severity} data-testid="banner-severity" onChange={(event) => setSeverity(SEVERITIES.find((one) => one === event.currentTarget.value) ?? PLAIN)}>
            <option value={PLAIN}>{t('director.bannerPlain')}</option>
            {SEVERITIES.map((one) => (
              <option key={one} value={one}>
                {t(`severityName.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('director.bannerMinutes')}
          <input type="number" min={0} max={1440} value={minutes} onChange={(event) => setMinutes(Math.min(1440, Math.max(0, Math.round(Number(event.currentTarget.value) || 0))))} />
        </label>
      </div>
      <div className={css['row']}>
        <button type="button" onClick={close}>
          {t('action.cancel')} <Kbd>Esc</Kbd>
        </button>
        <button type="submit" data-testid="banner-send">
          {t('director.bannerSend')} <Kbd>Enter</Kbd>
        </button>
      </div>
    </form>
  )
}
