import { useEffect, useState } from 'react'
import { useConnection } from '../../state/connection'
import { newId } from '../../state/new-id'
import { useT } from '../../ui/i18n'
import { EmptyState, Kbd } from '../../ui/States'
import { useDeskView } from '../map/desk-view'
import { wishMap } from '../state/desk'
import { addBookmark, loadBookmarks, MOST_BOOKMARKS, removeBookmark, renameBookmark, setBookmarks, undoRemoval, useBookmarks, type Bookmark } from './bookmarks'
import { DrawerFrame } from './DrawerFrame'
import css from './tools.module.css'

const go = ({ camera }: Bookmark): void => wishMap(camera.center, camera.zoom)

/** Shift with a number goes to that view, from anywhere on the desk. */
export function useBookmarkKeys(): void {
  const officer = useConnection((state) => state.name)
  useEffect(() => loadBookmarks(officer ?? ''), [officer])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // By the place of the key: with Shift its sign is another on every keyboard.
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
      const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [role=dialog], [contenteditable=true]')
      if (!digit || !event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented || typing) return
      const one = useBookmarks.getState().list[Number(digit) - 1]
      if (!one) return
      event.preventDefault()
      go(one)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** Views of the map by name, kept for this officer on this screen. */
export function BookmarksPanel() {
  const { t } = useT()
  const { list, before } = useBookmarks()
  const [name, setName] = useState('')
  const full = list.length >= MOST_BOOKMARKS
  const save = () => {
    const camera = useDeskView.getState().camera()
    if (!camera || full) return
    const said = name.trim()
    setBookmarks(addBookmark(list, { id: newId(), name: said === '' ? t('tools.bookmark.unnamed', { n: list.length + 1 }) : said, camera }))
    setName('')
  }
  return (
    <DrawerFrame title={t('tools.bookmarks')} testId="bookmarks">
      <form
        className={css['row']}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <input aria-label={t('tools.bookmark.name')} placeholder={t('tools.bookmark.name')} maxLength={40} value={name} onChange={(event) => setName(event.currentTarget.value)} data-testid="bookmark-name" />
        <button type="submit" disabled={full} data-testid="bookmark-save">
          {t('tools.bookmark.save')}
        </button>
      </form>
      {full && <p className={css['quiet']}>{t('tools.bookmark.full', { n: MOST_BOOKMARKS })}</p>}
      {before && (
        <div className={css['row']} role="status">
          <span className={css['grow']}>{t('tools.bookmark.removed')}</span>
          <button type="button" onClick={undoRemoval}>
            {t('tools.undo')}
          </button>
        </div>
      )}
      {list.length === 0 && <EmptyState title={t('tools.bookmark.none')} />}
      <ul className={css['list']}>
        {list.map((one, index) => (
          <li key={one.id}>
            <button type="button" aria-label={t('tools.bookmark.go', { name: one.name })} onClick={() => go(one)}>
              <Kbd>⇧{index + 1}</Kbd>
            </button>
            <input
              aria-label={t('tools.bookmark.rename', { name: one.name })}
              defaultValue={one.name}
              maxLength={40}
              onBlur={(event) => setBookmarks(renameBookmark(list, one.id, event.currentTarget.value))}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur()
              }}
            />
            <button type="button" aria-label={t('tools.remove', { name: one.name })} onClick={() => removeBookmark(one.id)}>
              {t('tools.removeShort')}
            </button>
          </li>
        ))}
      </ul>
    </DrawerFrame>
  )
}
