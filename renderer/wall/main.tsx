import { keep } from '../state/keep'
import { secretInFragment } from '../state/session'
import { startScreen } from '../ui/start-screen'
import { hideIdleCursor } from './cursor'
import { Enrol } from './Enrol'
import { languageAsked, startSettings } from './settings'
import { Wall } from './Wall'

const asked = languageAsked(window.location.search)
if (asked) keep('language', asked)
const settings = startSettings(window.location.search)

// A link opened while the page is there only changes the fragment: without this the secret would stay unused.
window.addEventListener('hashchange', () => {
  if (secretInFragment(window.location.hash)) window.location.reload()
})
hideIdleCursor(document.documentElement)

void startScreen('wall', <Wall settings={settings} />, { scheme: 'dark', stranger: <Enrol seat={settings.seat} revoked={false} /> })
