import type { ReactNode } from 'react'
import { DataAge, type DataAgeProps } from './DataAge'
import css from './panels.module.css'

export interface PanelHeadProps extends DataAgeProps {
  readonly title: string
  readonly children?: ReactNode
}

/** Head of a panel: what it is, and how old. */
export function PanelHead({ title, children, ...age }: PanelHeadProps) {
  return (
    <header className={css['head']}>
      <h2>{title}</h2>
      {children}
      <DataAge {...age} />
    </header>
  )
}
