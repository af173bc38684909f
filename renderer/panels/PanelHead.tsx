import type { ReactNode } from 'react'
import { DataAge } from './DataAge'
import css from './panels.module.css'

/** Head of a panel: what it is, and how old. */
export function PanelHead({ title, bare = false, children }: { readonly title: string; readonly bare?: boolean; readonly children?: ReactNode }) {
  return (
    <header className={css['head']}>
      <h2>{title}</h2>
      {children}
      <DataAge bare={bare} />
    </header>
  )
}
