import { useEffect, useState } from 'react'
import type { Incident } from '../../../shared/domain/incident/state'
import { hubUrl } from '../../state/api'
import { useSession } from '../../state/session'
import { useT } from '../../ui/i18n'
import { keepFocus } from '../parts'
import { openDialog } from '../state/desk'
import css from './Detail.module.css'

/** A photo by its content hash as an address for `<img>`; null until it is here. The hub wants the officer's key for it. */
export function usePhoto(hash: string): { readonly url: string | null; readonly failed: boolean } {
  const token = useSession((state) => state.token)
  const [photo, setPhoto] = useState<{ readonly url: string | null; readonly failed: boolean }>({ url: null, failed: false })
  useEffect(() => {
    let url: string | null = null
    const control = new AbortController()
    const load = async () => {
      try {
        const response = await fetch(new URL(`/api/v1/attachments/${hash}`, hubUrl()), {
          headers: { authorization: `Bearer ${token ?? ''}` },
          signal: control.signal,
        })
        if (!response.ok) throw new Error(String(response.status))
        url = URL.createObjectURL(await response.blob())
        if (control.signal.aborted) return URL.revokeObjectURL(url)
        setPhoto({ url, failed: false })
      } catch {
        if (!control.signal.aborted) setPhoto({ url: null, failed: true })
      }
    }
    void load()
    return () => {
      control.abort()
      if (url) URL.revokeObjectURL(url)
    }
  }, [hash, token])
  return photo
}

/** Photos from the scene, small; a click shows one large. */
export function Photos({ incident }: { readonly incident: Incident }) {
  const { t } = useT()
  if (incident.attachments.length === 0) return null
  return (
    <div className={css['photos']} role="group" aria-label={t('desk.photos', { n: incident.attachments.length })}>
      {incident.attachments.map(({ hash, name }) => (
        <Thumbnail key={hash} hash={hash} name={name} incidentId={incident.id} />
      ))}
    </div>
  )
}

function Thumbnail({ hash, name, incidentId }: { readonly hash: string; readonly name: string; readonly incidentId: string }) {
  const { t } = useT()
  const { url, failed } = usePhoto(hash)
  return (
    <button
      type="button"
      className={css['thumbnail']}
      aria-label={t('desk.photo.open', { name })}
      onMouseDown={keepFocus}
      onClick={() => openDialog({ kind: 'photo', incidentId, hash })}
      data-testid="photo"
    >
      {url ? <img src={url} alt="" /> : <span>{failed ? t('desk.photo.failed') : '…'}</span>}
    </button>
  )
}
