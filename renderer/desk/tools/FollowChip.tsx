import { useT } from '../../ui/i18n'
import { Kbd } from '../../ui/States'
import { keyOf } from '../state/key-table'
import { stopFollowing, useFollow } from './follow'
import css from './tools.module.css'

/** Says what the camera follows, and lets it go. */
export function FollowChip() {
  const { t } = useT()
  const { id, title } = useFollow()
  if (id === null) return null
  return (
    <div className={css['chip']} role="status" data-testid="following">
      {t('tools.follow.now', { name: title })}
      <button type="button" onClick={stopFollowing}>
        {t('tools.follow.stop')} <Kbd>{keyOf('follow')}</Kbd>
      </button>
    </div>
  )
}
