import { notifications } from '@mantine/notifications'
import { useEffect, useRef, useState } from 'react'
import { useT } from '../../ui/i18n'
import { useDesk } from '../state/desk'
import css from './import.module.css'
import { receiveFiles } from './receive'

const REFUSED_MS = 15_000
const DONE_MS = 5_000

const bringsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Takes files that are dropped anywhere on the desk; while they hover, it says what will become of them. */
export function DropZone() {
  const { t } = useT()
  const [over, setOver] = useState(false)
  /** Elements entered less elements left: a drag is over only when it has left them all. */
  const depth = useRef(0)
  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!bringsFiles(event)) return
      depth.current++
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!bringsFiles(event)) return
      depth.current = Math.max(0, depth.current - 1)
      if (depth.current === 0) setOver(false)
    }
    const hover = (event: DragEvent) => {
      if (bringsFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      if (!bringsFiles(event)) return
      // Else the browser would leave the desk and show the file.
      event.preventDefault()
      depth.current = 0
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      void receiveFiles(files, useDesk.getState().shown, t).then((notices) => {
        for (const { tone, text } of notices) notifications.show({ message: text, autoClose: tone === 'done' ? DONE_MS : REFUSED_MS, color: tone === 'done' ? 'cyan' : 'gray', role: tone === 'done' ? 'status' : 'alert' })
      })
    }
    const listeners = [['dragenter', enter], ['dragleave', leave], ['dragover', hover], ['drop', drop]] as const
    for (const [name, listener] of listeners) window.addEventListener(name, listener)
    return () => {
      for (const [name, listener] of listeners) window.removeEventListener(name, listener)
    }
  }, [t])
  if (!over) return null
  return (
    <div className={css['over']} role="status" data-testid="drop-here">
      {t('import.drop')}
    </div>
  )
}
