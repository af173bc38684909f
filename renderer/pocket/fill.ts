/** Fills in `{{name}}`. A missing value stays visible as its placeholder, which a test finds. */
export function fill(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => (name in values ? String(values[name]) : place))
}
