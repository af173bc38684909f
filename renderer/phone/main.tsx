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
import { App } from './App'
import { registerWorker } from './register-worker'
import { holdWindow } from './window-lock'

prepareSound()
registerWorker()
holdWindow(linkSecret)
createRoot(required(document.getElementById('root'), '#root')).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
