// First: the one-time secret leaves the address before anything else runs.
import { linkSecret } from '../pocket/enrol-link'
import '@fontsource/b612/latin-400.css'
import '@fontsource/b612/latin-700.css'
import '../ui/tokens.css'
import '../pocket/pocket.css'
import './phone.css'
import './order.css'
import './sheets.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { required } from '../../shared/base/assert'
import { prepareSound } from './alarm'
import { PageGuard } from '../ui/PageGuard'
import { App } from './App'
import { useT } from './i18n'
import { registerWorker } from './register-worker'
import { holdWindow } from './window-lock'

function Page() {
  const { t } = useT()
  return (
    <PageGuard text={(n) => t('phone.failed', { n })}>
      <App />
    </PageGuard>
  )
}

prepareSound()
registerWorker()
holdWindow(linkSecret)
createRoot(required(document.getElementById('root'), '#root')).render(
  <StrictMode>
    <Page />
  </StrictMode>,
)
