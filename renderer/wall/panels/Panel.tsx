import { useState, type ReactNode } from 'react'
import type { PanelPlace } from '../../../shared/pack/scene'
import type { EpochMs } from '../../../shared/base/time'
import { useIsStale } from '../../panels/DataAge'
import { PanelHead } from '../../panels/PanelHead'
import { fitCount } from '../logic/fit'
import type { Showing } from '../showing'
import { useInnerHeight } from '../use-scale'
import css from '../wall.module.css'

/** What every panel of a scene is given. */
export interface PanelProps {
  readonly place: PanelPlace
  /** Pixels of the least text. */
  readonly unitPx: number
  readonly showing: Showing
}

export interface PanelFrameProps {
  readonly id: string
  readonly title: string
  /** Source time of its own data; see `DataAge`. */
  readonly at?: EpochMs | null
  readonly staleMs?: number
  /** It draws its own edge. */
  readonly open?: boolean
  readonly children: ReactNode
}

/** Frame and head of a panel. What is past its limit loses its colour; the head says since when. */
export function Panel({ id, title, at, staleMs, open = false, children }: PanelFrameProps) {
  const age = { ...(at === undefined ? {} : { at }), ...(staleMs === undefined ? {} : { staleMs }) }
  const stale = useIsStale(age)
  return (
    <section className={`${open ? '' : 'panel'} ${css['box']}`} aria-label={title} data-open={open} data-testid={id} data-stale={stale}>
      <PanelHead bare={!open} title={title} {...age} />
      <div className={`${css['boxBody']} ${stale && at !== undefined ? 'is-stale' : ''}`}>{children}</div>
    </section>
  )
}

/** Height of a row in units of the least text. */
export const ROW = 1.62

/** Rows of a list as far as there is room, and how many there are besides. */
export function Rows<T>({ rows, unitPx, none, row = ROW, more, children }: {
  readonly rows: readonly T[]
  readonly unitPx: number
  /** Said instead of an empty list. */
  readonly none: string
  /** Height of one in units. */
  readonly row?: number
  readonly more: (n: number) => string
  readonly children: (item: T, height: string) => ReactNode
}) {
  const [box, setBox] = useState<HTMLElement | null>(null)
  const room = fitCount(useInnerHeight(box), row * unitPx, 0)
  const shown = rows.length <= room ? rows : rows.slice(0, Math.max(0, room - 1))
  return (
    <ul ref={setBox} className={css['rows']}>
      {rows.length === 0 && <li className={css['quiet']}>{none}</li>}
      {shown.map((item) => children(item, `${row}em`))}
      {shown.length < rows.length && room > 0 && (
        <li className={css['quiet']} style={{ height: `${ROW}em` }} data-testid="rows-more">
          {more(rows.length - shown.length)}
        </li>
      )}
    </ul>
  )
}

/** One figure with its words below. `over`: beyond its target. */
export function BigFigure({ name, value, unit, label, over = false }: { readonly name: string; readonly value: string; readonly unit?: string; readonly label: string; readonly over?: boolean }) {
  return (
    <div className={css['figure']} data-over={over} data-testid={`figure-${name}`}>
      <div className={`num ${css['figureValue']}`}>
        {value}
        {unit !== undefined && <small>{unit}</small>}
      </div>
      <div className={css['figureLabel']}>{label}</div>
    </div>
  )
}
