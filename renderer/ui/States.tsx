import { Button, Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Rejection } from '../../shared/domain/rejection'
import { useZone } from '../state/pack'
import { useT } from './i18n'
import { rejectionText } from './rejection-text'
import css from './States.module.css'

/** There is nothing, and that is known. */
export function EmptyState({ title, children }: { readonly title?: string; readonly children?: ReactNode }) {
  const { t } = useT()
  return (
    <div className={css['state']}>
      <div className={css['title']}>{title ?? t('empty.title')}</div>
      {children}
    </div>
  )
}

/** It is not known yet. */
export function LoadingState({ title }: { readonly title?: string }) {
  const { t } = useT()
  return (
    <div className={css['state']} role="status">
      <Loader size="sm" type="dots" />
      <div>{title ?? t('loading.title')}</div>
    </div>
  )
}

/** It could not be learnt, and why; `onRetry` offers another attempt. */
export function ErrorState({ error, onRetry }: { readonly error: Rejection | string; readonly onRetry?: () => void }) {
  const { t } = useT()
  const zone = useZone()
  return (
    <div className={css['state']} role="alert">
      <div className={css['title']}>{t('error.title')}</div>
      <div>{typeof error === 'string' ? error : rejectionText(error, t, zone)}</div>
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {t('error.retry')}
        </Button>
      )}
    </div>
  )
}

/** A key beside what it does. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return <kbd className={css['kbd']}>{children}</kbd>
}
