/** One line of the table. `target` as text; `met` is left out where there is no target. */
export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly target?: string
  readonly met?: boolean
}

export type Report = (row: Row) => void

/** Three significant digits, without exponent. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toFixed(Math.min(digits, 6))
}

/** The rows as a Markdown table. */
export function markdown(title: string, rows: readonly Row[]): string {
  const lines = rows.map(({ name, value, unit, target, met }) => {
    const verdict = met === undefined ? '' : met ? 'yes' : '**no**'
    return `| ${name} | ${figure(value)} ${unit} | ${target ?? ''} | ${verdict} |`
  })
  return [`### ${title}`, '', '| what | measured | target | met |', '| --- | --- | --- | --- |', ...lines, ''].join('\n')
}
