import { secretInFragment } from '../state/session'
import { startScreen } from '../ui/start-screen'
import { Desk } from './Desk'

// A one-time link opened while the page is there only changes the fragment: without this it would stay unused.
window.addEventListener('hashchange', () => {
  if (secretInFragment(window.location.hash)) window.location.reload()
})

void startScreen('desk', <Desk />)
