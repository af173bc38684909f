import { useT } from '../i18n'
import type { OrderView } from '../order-view'
import { sendPhotos } from '../session'

/** Opens the camera (or the album); several pictures at once are several items. */
export function PhotoButton({ view }: { readonly view: OrderView }) {
  const { t } = useT()
  return (
    <label className="side">
      {t('phone.do.photo')}
      <input
        type="file"
        accept="image/*"
        capture="environment"
        multiple
        className="visually-hidden"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          if (files.length > 0) void sendPhotos(view.dispatch.id, view.order.incident.id, files)
        }}
      />
    </label>
  )
}
