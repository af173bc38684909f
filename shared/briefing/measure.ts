/**
 * How much room text takes, without a screen to ask: the same answer on desk, wall, paper and in tests. Widths are those of
 * common Chinese sans-serif faces (Noto Sans CJK, Microsoft YaHei), a little on the wide side.
 */
export function widthEm(text: string): number {
  let em = 0
  for (const character of text) em += characterEm(character)
  return em
}

function characterEm(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0x2e80) return 1
  if (code === 0x20 || '.,:;!|il\'’()[]/'.includes(character)) return 0.34
  if (code >= 0x30 && code <= 0x39) return 0.58
  if (code >= 0x41 && code <= 0x5a) return 0.68
  return 0.57
}

/** These do not begin a line, as printers have it. */
const NOT_FIRST = '，。、；：！？）》」』”’%,.;:!?)'

/** Breaks text into lines of at most `width` (in em). Latin words stay whole where they fit; paragraphs end at `\n`. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width))
}

function wrapParagraph(paragraph: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const piece of paragraph.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+|\s+/gu) ?? []) {
    const size = widthEm(piece)
    if (used + size <= width || line === '' || NOT_FIRST.includes(piece)) {
      for (const part of size > width ? chop(piece, width) : [piece]) {
        if (part !== piece && line !== '') {
          lines.push(line)
          line = ''
        }
        line += part
      }
      used = widthEm(line)
    } else {
      lines.push(line.trimEnd())
      line = piece.trimStart()
      used = widthEm(line)
    }
  }
  lines.push(line.trimEnd())
  return lines
}

/** A word that is longer than a line. */
function chop(word: string, width: number): string[] {
  const parts: string[] = []
  let part = ''
  for (const character of word) {
    if (part !== '' && widthEm(part + character) > width) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part]
}

/** The beginning that fits into `width` em, with an ellipsis if something is left out. */
export function clip(text: string, width: number): string {
  if (widthEm(text) <= width) return text
  let kept = ''
  for (const character of text) {
    if (widthEm(kept + character) > width - 1) break
    kept += character
  }
  return `${kept}…`
}
