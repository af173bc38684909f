import { useState } from 'react'
import { newest, type Briefing, type Edition, type SectionId, type TextId } from '../../../shared/domain/briefing/state'
import { useT } from '../../ui/i18n'
import { useBusy } from '../state/outgoing'
import css from './room.module.css'
import { edit, merged, ROOM } from './store'

/** Texts that stand on the pages of a section. */
const TEXTS_OF: Partial<Readonly<Record<SectionId, readonly TextId[]>>> = { cover: ['summary'], risks: ['risks', 'proposals'] }

/** The words of the page that is looked at. They are kept when the field is left, or with Ctrl+Enter. */
export function Editor({ briefing, section }: { readonly briefing: Briefing; readonly section: SectionId }) {
  const { t } = useT()
  const held = newest(briefing).edition
  const [{ base, draft }, setState] = useState({ base: held, draft: held })
  const setDraft = (change: Edition | ((before: Edition) => Edition)) => setState((before) => ({ ...before, draft: typeof change === 'function' ? change(before.draft) : change }))
  // Somebody else's words come in; what is being written here stays.
  if (base !== held) setState({ base: held, draft: merged(base, draft, held) })
  const busy = useBusy(ROOM)
  const texts = TEXTS_OF[section] ?? []
  const dirty = JSON.stringify(draft) !== JSON.stringify(held)
  const save = () => {
    const title = draft.title.trim()
    if (dirty) void edit(briefing, { ...draft, title: title === '' ? held.title : title })
  }
  const field = (text: TextId) => (value: string) => setDraft((before): Edition => ({ ...before, texts: { ...before.texts, [text]: value } }))
  return (
    <section
      className={css['box']}
      aria-label={t('briefing.words')}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) save()
      }}
    >
      <h2>{t('briefing.words')}</h2>
      {section === 'cover' && (
        <label>
          {t('briefing.titleField')}
          <input value={draft.title} maxLength={80} onChange={(event) => setDraft({ ...draft, title: event.target.value })} onBlur={save} data-testid="briefing-title" />
        </label>
      )}
      {texts.map((text) => (
        <label key={text}>
          {t(`briefing.${text}`)}
          <textarea rows={section === 'cover' ? 9 : 7} value={draft.texts[text]} maxLength={4000} onChange={(event) => field(text)(event.target.value)} onBlur={save} data-testid={`briefing-${text}`} />
        </label>
      ))}
      {section !== 'cover' && texts.length === 0 && <p>{t('briefing.noWords')}</p>}
      <label>
        {t('briefing.notes')}
        <textarea rows={4} value={draft.notes[section] ?? ''} maxLength={4000} onChange={(event) => setDraft({ ...draft, notes: { ...draft.notes, [section]: event.target.value } })} onBlur={save} data-testid="briefing-notes" />
      </label>
      <button type="button" disabled={!dirty || busy} onMouseDown={(event) => event.preventDefault()} onClick={save}>
        {t('briefing.save')} <kbd>Ctrl Enter</kbd>
      </button>
      <p className={css['quiet']}>{t('briefing.version', { no: newest(briefing).no })}</p>
      <Versions briefing={briefing} />
    </section>
  )
}

/** Earlier words, each of which can be taken up again. */
function Versions({ briefing }: { readonly briefing: Briefing }) {
  const { t } = useT()
  const busy = useBusy(ROOM)
  const earlier = briefing.versions.slice(0, -1).toReversed()
  if (earlier.length === 0) return null
  return (
    <details>
      <summary>{t('briefing.versions', { n: earlier.length })}</summary>
      <ul className={css['versions']}>
        {earlier.map(({ no, by, edition }) => (
          <li key={no}>
            <span>
              {t('briefing.version', { no })} · {by.replace(/^officer:/, '')}
            </span>
            <button type="button" disabled={busy} onClick={() => void edit(briefing, edition)}>
              {t('briefing.takeUp')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
