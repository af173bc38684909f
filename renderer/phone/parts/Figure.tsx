import type { Severity } from '../../../shared/domain/incident/kind'

export interface FigureProps {
  readonly label: string
  readonly text: string
  /** A severity, for an order that nobody has answered yet. */
  readonly tone: Severity | 'act' | 'plain'
  readonly note?: string
}

/** One number that matters now. */
export function Figure({ label, text, tone, note }: FigureProps) {
  return (
    <section className={`figure ${tone}`}>
      <p>
        {label}
        {note !== undefined && <small>{note}</small>}
      </p>
      <output className="num">{text}</output>
    </section>
  )
}
