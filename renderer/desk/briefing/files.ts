/** Name of a file that any system takes: the title, the number, no signs that are forbidden somewhere. */
export function fileName(title: string, number: string, extension: string): string {
  const clean = `${title} ${number}`.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').replaceAll(/\s+/g, ' ').trim()
  return `${clean}.${extension}`
}

/** Hands a file to the person, as every download. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
