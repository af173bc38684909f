import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
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

/** Title, close button and a body that scrolls by itself. */
export function DrawerFrame({ title, extra, children, testId, wide = false }: DrawerFrameProps) {
  const { t } = useT()
  return (
    <aside
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
