import { useEffect, useState } from 'react'

export type CodeModules = readonly (readonly boolean[])[]

/** The modules of a QR code, row by row; the library is loaded when the first one is drawn. */
export async function codeOf(text: string): Promise<CodeModules> {
  const { create } = await import('qrcode')
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  return Array.from({ length: modules.size }, (_, row) => Array.from({ length: modules.size }, (__, column) => modules.get(row, column) === 1))
}

/** The code of an address; null until it is made. */
export function useCode(text: string | null): CodeModules | null {
  const [code, setCode] = useState<CodeModules | null>(null)
  useEffect(() => {
    let gone = false
    if (text !== null) void codeOf(text).then((made) => !gone && setCode(made))
    return () => {
      gone = true
    }
  }, [text])
  return code
}
