export interface FigureProps {
  readonly label: string
  readonly text: string
  readonly tone: 'red' | 'act' | 'plain'
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
