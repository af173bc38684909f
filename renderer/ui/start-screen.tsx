import '@fontsource/b612/latin-400.css'
import '@fontsource/b612/latin-700.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './tokens.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { StrictMode, useEffect, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { required } from '../../shared/base/assert'
import { startConnection, stopConnection, useConnection } from '../state/connection'
import { loadPack } from '../state/pack'
import { loadRoads } from '../state/roads'
import { startSession, useSession, type ScreenName } from '../state/session'
import { DrillMark } from './DrillMark'
import { startI18n, useT } from './i18n'
import { LoginPanel } from './LoginPanel'
import { PageGuard } from './PageGuard'
import css from './start-screen.module.css'
import { startShellBeat } from './shell-beat'
import { startSound } from './sounds'
import { ReplayMark } from './ReplayMark'
import { StaleFrame } from './StaleFrame'
import { cssVariables, theme } from './theme'

/**
 * Everything round a screen: identity, connection, pack, marks. The screen itself is drawn once there is an identity.
 */
function ScreenFrame({ children, stranger }: { readonly children: ReactNode; readonly stranger: ReactNode }) {
  const token = useSession((state) => state.token)
  const live = useConnection((state) => state.phase === 'live')
  const denied = useConnection((state) => state.phase === 'denied')
  useEffect(() => {
    if (!token) return
    startConnection()
    return stopConnection
  }, [token])
  useEffect(() => {
    // Once from this screen's own store if need be, and again whenever the hub is back: it may have another pack.
    if (!token) return
    void loadPack(token)
    if (live) void loadRoads(token)
  }, [token, live])
  if (!token) return stranger
  return (
    <>
      {children}
      <DrillMark />
      <ReplayMark />
      <StaleFrame />
      {denied && (
        <div className={css['ask']}>
          <LoginPanel />
        </div>
      )}
    </>
  )
}

function Guarded({ children }: { readonly children: ReactNode }) {
  const { t } = useT()
  return <PageGuard text={(n) => t('guard.page', { n })}>{children}</PageGuard>
}

export interface StartOptions {
  /** `dark` for good (the wall), or the person's own choice; before it, the system's in the shell, dark in a browser. */
  readonly scheme?: 'dark' | 'choice'
  /** Drawn while the screen has no identity; the login by default. */
  readonly stranger?: ReactNode
}

/** Starts a screen in `#root`: desk and wall call this once in their `main.tsx`. */
export async function startScreen(
  screen: ScreenName,
  content: ReactNode,
  { scheme = 'choice', stranger = <LoginPanel /> }: StartOptions = {},
): Promise<void> {
  await startI18n()
  await startSession(screen)
  startSound()
  const root = required(document.getElementById('root'), '#root')
  startShellBeat(root)
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        // A desktop's own choice is followed where the screen is part of that desktop; a browser's is dark at first.
        defaultColorScheme={'dinghai' in window ? 'auto' : 'dark'}
        {...(scheme === 'dark' ? { forceColorScheme: 'dark' as const } : {})}
      >
        <Notifications position="top-center" />
        <Guarded>
          <ScreenFrame stranger={stranger}>{content}</ScreenFrame>
        </Guarded>
      </MantineProvider>
    </StrictMode>,
  )
}
