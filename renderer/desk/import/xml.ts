/** What the readers of GPX and KML need of an XML element; names are without their prefix. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Its own text, trimmed; that of its children is theirs. */
  readonly text: string
}

/** The root element of an XML text, or null if it is none. The browser's own parser: it fetches nothing and runs nothing. */
export function readXml(text: string): XmlElement | null {
  const parsed = new DOMParser().parseFromString(text, 'application/xml')
  if (parsed.querySelector('parsererror')) return null
  return elementOf(parsed.documentElement)
}

function elementOf(element: Element): XmlElement {
  const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE || nodeType === Node.CDATA_SECTION_NODE)
  return {
    name: element.localName,
    attributes: Object.fromEntries([...element.attributes].map(({ localName, value }) => [localName, value])),
    children: [...element.children].map(elementOf),
    text: own.map(({ nodeValue }) => nodeValue ?? '').join('').trim(),
  }
}

/** All descendants of a name, in order. */
export function allOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...allOf(child, name)])
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

/** Text of the first child of a name, or an empty one. */
export function textOf(element: XmlElement, name: string): string {
  return element.children.find((child) => child.name === name)?.text ?? ''
}
