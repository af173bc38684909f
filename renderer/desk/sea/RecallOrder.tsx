import { useState, type FormEvent } from 'react'
import { useConnection } from '../../state/connection'
import { useZone } from '../../state/pack'
import { useSeaPlan } from '../../state/sea'
import { inLanguage, useT } from '../../ui/i18n'
import { rejectionText } from '../../ui/rejection-text'
import { changeForm, countScope, orderCounted, useRecallForm, type RecallForm } from './recall-form'
import css from './sea.module.css'
import { useSeaDesk } from './store'

const KINDS: readonly RecallForm['kind'][] = ['all', 'late', 'grid', 'formation', 'circle']

/** A new call back to port: whom, how many that are now, why, and only then the order. */
export function RecallOrder() {
  const { t, language } = useT()
  const zone = useZone()
  const plan = useSeaPlan()
  const drill = useConnection((state) => state.drill)
  const form = useRecallForm()
  const [wrong, setWrong] = useState<string | null>(null)
  const { kind, formation, grid, km, reason, counted, busy, error } = form

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setWrong(null)
    if (!counted) return setWrong(await countScope())
    if (reason.trim() === '') return setWrong('reason')
    const recallId = await orderCounted()
    if (recallId !== null) useSeaDesk.setState({ recallId })
  }

  return (
    <form className={css['part']} onSubmit={(event) => void submit(event)} data-testid="recall-form" aria-label={t('sea.recall.order')}>
      <div className={css['fields']}>
        <label className={css['field']}>
          <span>{t('sea.recall.whom')}</span>
          <select value={kind} onChange={(event) => changeForm({ kind: event.currentTarget.value as RecallForm['kind'] })} data-testid="recall-kind">
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`sea.scope.${one}`)}
              </option>
            ))}
          </select>
        </label>
        {kind === 'formation' && (
          <label className={css['field']}>
            <span>{t('sea.scope.formation')}</span>
            <select value={formation} onChange={(event) => changeForm({ formation: event.currentTarget.value })} data-testid="recall-formation">
              <option value="">{t('sea.recall.choose')}</option>
              {(plan?.formations ?? []).map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {kind === 'grid' && (
          <label className={css['field']}>
            <span>{t('sea.scope.grid')}</span>
            <select value={grid} onChange={(event) => changeForm({ grid: event.currentTarget.value })} data-testid="recall-grid">
              <option value="">{t('sea.recall.choose')}</option>
              {(plan?.grids ?? []).map(({ id, name, nameEn }) => (
                <option key={id} value={id}>
                  {inLanguage({ zh: name, en: nameEn ?? name }, language)}
                </option>
              ))}
            </select>
          </label>
        )}
        {kind === 'circle' && (
          <label className={css['field']}>
            <span>{t('sea.recall.radius')}</span>
            <input inputMode="decimal" value={km} maxLength={6} onChange={(event) => changeForm({ km: event.currentTarget.value })} />
          </label>
        )}
      </div>
      <label className={css['field']}>
        <span>{t('sea.recall.reason')}</span>
        <input value={reason} maxLength={500} onChange={(event) => changeForm({ reason: event.currentTarget.value })} data-testid="recall-reason" />
      </label>
      {wrong !== null && (
        <p className={css['error']} role="alert">
          {t(`sea.recall.wrong.${wrong as 'reason'}`)}
        </p>
      )}
      {error && (
        <p className={css['error']} role="alert">
          {rejectionText(error, t, zone)}
        </p>
      )}
      {counted && (
        <p role="status" data-testid="recall-counted">
          {t('sea.recall.counted', { n: counted.vessels, called: counted.called, inPort: counted.inPort })}
        </p>
      )}
      <div className={css['row']}>
        <span className={css['quiet']}>{drill ? t('sea.recall.drill') : ''}</span>
        {!counted && (
          <button type="submit" disabled={busy} data-testid="recall-count">
            {t(busy ? 'hub.sending' : 'sea.recall.count')}
          </button>
        )}
        {counted && (
          <>
            <button type="button" onClick={() => changeForm({})}>
              {t('action.cancel')}
            </button>
            <button type="submit" data-main disabled={busy || counted.vessels === 0} data-testid="recall-send">
              {t(busy ? 'hub.sending' : 'sea.recall.send', { n: counted.vessels })}
            </button>
          </>
        )}
      </div>
    </form>
  )
}
