import { useEffect, useRef, useState } from 'react'
import type { ChartData } from './chart-data'
import type { Drawing } from './engine'
import { chartOption } from './option'
import css from './Chart.module.css'

export interface ChartProps {
  readonly data: ChartData
  readonly label: string
  /** Pixels of the least text. */
  readonly unitPx: number
}

/** Bars on a canvas, and the same figures as a table for who cannot see them. */
export function Chart({ data, label, unitPx }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing | null>(null)
  const latest = useRef(data)
  const [failed, setFailed] = useState<string | null>(null)
  const show = useRef(() => undefined as void)
  show.current = () => {
    const width = box.current?.clientWidth ?? 0
    if (width > 0) drawing.current?.show(chartOption(latest.current, unitPx, width))
  }

  useEffect(() => {
    latest.current = data
    show.current()
  }, [data])

  useEffect(() => {
    const element = box.current
    if (!element) return
    let gone = false
    // The library is large and only some scenes have charts: it is fetched with the first one.
    import('./engine').then(
      ({ drawingOn }) => {
        if (gone) return
        drawing.current = drawingOn(element, unitPx)
        show.current()
      },
      (error: unknown) => setFailed(error instanceof Error ? error.message : String(error)),
    )
    const observer = new ResizeObserver(() => {
      drawing.current?.resize()
      show.current()
    })
    observer.observe(element)
    return () => {
      gone = true
      observer.disconnect()
      drawing.current?.end()
      drawing.current = null
    }
  }, [unitPx])

  return (
    <figure className={css['chart']} aria-label={label} data-testid="chart">
      {failed === null ? <div ref={box} className={css['canvas']} aria-hidden /> : <div role="alert">{failed}</div>}
      <table className="visually-hidden">
        <thead>
          <tr>
            <th scope="col">{label}</th>
            {data.series.map(({ name }) => (
              <th key={name} scope="col">
                {name} {data.unit}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.categories.map((category, row) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {data.series.map(({ name, values }) => (
                <td key={name}>{values[row] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
