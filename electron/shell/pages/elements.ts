/** An element with attributes, listeners (`onclick`) and children; text is always text, never markup. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | boolean | ((event: Event) => void)>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value)
    else if (typeof value === 'boolean') element.toggleAttribute(name, value)
    else element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

/** A choice among values, by their labels. */
export function select(value: string, options: readonly (readonly [string, string])[], label: string): HTMLSelectElement {
  const element = el('select', { 'aria-label': label }, ...options.map(([key, text]) => el('option', { value: key }, text)))
  element.value = value
  return element
}
