/** Puts lines on the clipboard; false if the browser did not let it. */
export async function copyLines(lines: readonly string[]): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(lines.join('\n'))
    return true
  } catch {
    return false
  }
}
