import { useEffect, useRef } from 'react'
import { useT } from '../../ui/i18n'
import css from './Dialogs.module.css'

/** A link as a QR code, dark on light in both schemes: cameras do not read it the other way round. */
export function QrCode({ text }: { readonly text: string }) {
  const { t } = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const target = canvas.current
    if (!target) return
    void import('qrcode').then(({ toCanvas }) => toCanvas(target, text, { width: 240, margin: 2, errorCorrectionLevel: 'M' }))
  }, [text])
  return <canvas ref={canvas} className={css['qr']} role="img" aria-label={t('desk.devices.qr')} width={240} height={240} />
}
