// First: the one-time secret leaves the address before anything else runs.
import { linkSecret } from '../pocket/enrol-link'
import '@fontsource/b612/latin-400.css'
import '@fontsource/b612/latin-700.css'
import '../ui/tokens.css'
import '../pocket/pocket.css'
import './unit.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { required } from '../../shared/base/assert'
import { PageGuard } from '../ui/PageGuard'
import { App } from './App'
import { useT } from './i18n'
import { claim, startSession } from './session'
import { getUnit } from './store'

function Page() {
  const { t } = useT()
  return (
    <PageGuard text={(n) => t('unit.failed', { n })}>
      <App />
    </PageGuard>
  )
}

// Opens the page without signal. Needs a secure context; without one the page works as long as there is signal.
if ('serviceWorker' in navigator && window.isSecureContext) navigator.serviceWorker.register('./service-worker.js', { scope: './' }).catch(() => undefined)

document.documentElement.dataset['mantineColorScheme'] = window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'
const { device } = getUnit()
if (device) startSession(device)
if (linkSecret !== null) void claim(linkSecret)
createRoot(required(document.getElementById('root'), '#root')).render(
  <StrictMode>
    <Page />
  </StrictMode>,
)
