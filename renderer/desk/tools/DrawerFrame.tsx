import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { useT } from '../../ui/i18n'
import css from './Drawer.module.css'
import { closeDrawer } from './store'

export interface DrawerFrameProps {
  readonly title: string
  /** Beside the title. */
  readonly extra?: ReactNode
  readonly children: ReactNode
  readonly testId: string
  /** For tables of several columns. */
  readonly wide?: boolean
}

/**
 * Title, close button and a body that scrolls by itself. The focus comes to it, so that Tab goes on inside; it is no
 * control, so Enter and the arrows go on meaning what they meant.
 */
export function DrawerFrame({ title, extra, children, testId, wide = false }: DrawerFrameProps) {
  const { t } = useT()
  const aside = useRef<HTMLElement>(null)
  useEffect(() => {
    const at = document.activeElement
    // Never out of a field or a dialog, nor from what a panel has put it on by itself.
    if (at?.closest('input, textarea, select, [role=dialog]') || aside.current?.contains(at)) return
    aside.current?.focus({ preventScroll: true })
  }, [])
  return (
    <aside
      ref={aside}
      tabIndex={-1}
      className={css['drawer']}
      aria-label={title}
      data-testid={testId}
      data-wide={wide}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
        event.stopPropagation()
        closeDrawer()
      }}
    >
      <header>
        <h2>{title}</h2>
        {extra}
        <button type="button" aria-label={t('action.close')} title={t('action.close')} onClick={closeDrawer}>
          <IconX size="1.1rem" />
        </button>
      </header>
      <div className={css['body']}>{children}</div>
    </aside>
  )
}
