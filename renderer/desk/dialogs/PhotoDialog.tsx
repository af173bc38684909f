import { useZone } from '../../state/pack'
import { actorText } from '../../ui/event-text'
import { momentText } from '../../ui/format'
import { LoadingState } from '../../ui/States'
import { usePhoto } from '../detail/Photos'
import { openDialog, useAnyIncident } from '../state/desk'
import { useNames } from '../state/names'
import { DeskModal } from './Ask'
import css from './Dialogs.module.css'

/** One photo large; arrows show the others. */
export function PhotoDialog({ incidentId, hash }: { readonly incidentId: string; readonly hash: string }) {
  const { t, team } = useNames()
  const zone = useZone()
  const incident = useAnyIncident(incidentId)
  const { url, failed } = usePhoto(hash)
  const photos = incident?.attachments ?? []
  const index = photos.findIndex((photo) => photo.hash === hash)
  const photo = photos[index]
  if (!photo) return null
  const turn = (step: number) => {
    const next = photos[(index + step + photos.length) % photos.length]
    if (next) openDialog({ kind: 'photo', incidentId, hash: next.hash })
  }
  return (
    <DeskModal title={photo.name || t('desk.photo')} size="90vw">
      <div
        className={css['photo']}
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight') turn(1)
          if (event.key === 'ArrowLeft') turn(-1)
        }}
      >
        {url ? <img src={url} alt={photo.name} /> : failed ? <div role="alert">{t('desk.photo.failed')}</div> : <LoadingState />}
        <div className={css['caption']}>
          <button type="button" data-autofocus onClick={() => turn(-1)} aria-label={t('desk.photo.previous')}>
            ←
          </button>
          <span className="num">
            {index + 1} / {photos.length} · {actorText(photo.actor, t, team)} · {momentText(photo.at, zone)}
          </span>
          <button type="button" onClick={() => turn(1)} aria-label={t('desk.photo.next')}>
            →
          </button>
        </div>
      </div>
    </DeskModal>
  )
}
