import css from './StackBar.module.css'

export interface StackBarPart {
  readonly value: number
  /** `ok` green, `act` cyan; what is left of the total is the grey ground. */
  readonly tone: 'ok' | 'act'
}

/** Parts of a total on one line. The figures beside it say the same: it is hidden from screen readers. */
export function StackBar({ parts, total }: { readonly parts: readonly StackBarPart[]; readonly total: number }) {
  return (
    <div className={css['bar']} aria-hidden>
      {parts.map(({ value, tone }) => (
        <i key={tone} data-tone={tone} style={{ width: `${total > 0 ? Math.min(100, (value / total) * 100) : 0}%` }} />
      ))}
    </div>
  )
}
