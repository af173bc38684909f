import { shortTimeText } from '../ui/format'
import { linkSecret } from '../pocket/enrol-link'
import { useNow } from '../state/clock'
import { useT, whyText } from './i18n'
import { SECTIONS } from './sections/section'
import { claim, dismiss } from './session'
import { setLanguage, useUnit } from './store'

/** The device's own zone: its owner reads its times beside its own clock. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

export function App() {
  const { t } = useT()
  const device = useUnit((unit) => unit.device)
  const state = useUnit((unit) => unit.state)
  const drill = useUnit((unit) => unit.drill)
  if (!device) return <Enrol />
  const open = state ? SECTIONS.filter(({ has }) => has(state)) : []
  return (
    <div className="unit" data-drill={drill ? t('unit.drill') : undefined}>
      <Head />
      {drill && <p className="drill">{t('unit.drill')}</p>}
      <Banners />
      <main>
        {state && open.map(({ id, Body }) => <Body key={id} state={state} />)}
        {state && open.length === 0 && (
          <div className="calm" role="status">
            <h2>{t('unit.calm')}</h2>
            <p>{t('unit.calmHow')}</p>
          </div>
        )}
        {!state && <p className="calm" role="status">{t('unit.link.connecting')}</p>}
      </main>
    </div>
  )
}

function Head() {
  const { t, language } = useT()
  const unit = useUnit((store) => store.state?.unit)
  const link = useUnit((store) => store.link)
  const now = useNow(1_000)
  const name = language === 'en' ? (unit?.nameEn ?? unit?.name) : unit?.name
  return (
    <header className="head">
      <span className={`link ${link}`} role="img" aria-label={t(link === 'cut' ? 'unit.link.cutNever' : `unit.link.${link}`)} />
      <h1>
        {name ?? t('unit.title')}
        {unit && <small>{t(`unit.kind.${unit.kind}`)}</small>}
      </h1>
      <span className="num">{shortTimeText(now, ZONE)}</span>
      <Language />
    </header>
  )
}

function Language() {
  const { t, language } = useT()
  return (
    <button type="button" className="language" lang={language === 'zh' ? 'en' : 'zh'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
      {t('unit.language')}
    </button>
  )
}

/** What its owner must know about the line to the centre, in words. */
function Banners() {
  const { t } = useT()
  const { link, lastContact, said, durable, replaced } = useUnit()
  const waiting = said.filter(({ state }) => state === 'waiting').length
  return (
    <div className="banners">
      {link === 'cut' && (
        <p className="banner cut" role="status">
          {lastContact === null ? t('unit.link.cutNever') : t('unit.link.cut', { time: shortTimeText(lastContact, ZONE) })}
        </p>
      )}
      {(link === 'polling' || link === 'connecting') && <p className="banner">{t(`unit.link.${link}`)}</p>}
      {waiting > 0 && <p className="banner">{t('unit.waiting', { n: waiting })}</p>}
      {!durable && <p className="banner">{t('unit.notKept')}</p>}
      {replaced && (
        <p className="banner">
          {t('unit.replaced')}
          <button type="button" onClick={() => location.reload()}>
            {t('unit.reload')}
          </button>
        </p>
      )}
      {said.map(({ commandId, words, refusal }) =>
        refusal ? (
          <p className="banner bad" role="alert" key={commandId}>
            {t('unit.refused', { what: words, why: whyText(refusal, t) })}
            <button type="button" onClick={() => dismiss(commandId)}>
              {t('unit.understood')}
            </button>
          </p>
        ) : null,
      )}
    </div>
  )
}

/** No key: what happened, and what to do about it. */
function Enrol() {
  const { t } = useT()
  const enrol = useUnit((unit) => unit.enrol)
  const leftOver = useUnit((unit) => unit.leftOver)
  const how = enrol === 'none' || enrol === 'notUnit' ? t('unit.enrol.how') : enrol === 'claiming' ? null : t(`unit.enrol.${enrol}How`)
  return (
    <main className="unit alone" role={enrol === 'none' ? undefined : 'alert'}>
      <img src="./icon.svg" alt="" width={72} height={72} />
      <h1>{t(`unit.enrol.${enrol}`)}</h1>
      {how !== null && <p>{how}</p>}
      {enrol === 'revoked' && leftOver > 0 && <p className="banner bad">{t('unit.enrol.leftOver', { n: leftOver })}</p>}
      {enrol === 'offline' && linkSecret !== null && (
        <button type="button" className="main-button" onClick={() => void claim(linkSecret ?? '')}>
          {t('unit.enrol.retry')}
        </button>
      )}
      <Language />
    </main>
  )
}
