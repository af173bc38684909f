import { ActionIcon, Menu, Popover, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconLogout, IconMenu2, IconMoon, IconSun, IconVolume, IconVolumeOff } from '@tabler/icons-react'
import { isoDayText, timeText } from '../../ui/format'
import { useNow } from '../../state/clock'
import { callApi } from '../../state/api'
import { useConnection } from '../../state/connection'
import { usePack, useZone } from '../../state/pack'
import { useReplay } from '../../state/replay'
import { logout, useSession } from '../../state/session'
import { inLanguage, setLanguage, useT } from '../../ui/i18n'
import { SoundChip, SoundControl } from '../../ui/SoundControl'
import { useSound } from '../../ui/sounds'
import { Kbd } from '../../ui/States'
import { z } from 'zod'
import { shell } from '../bridge'
import { AlertChip } from '../alerts/AlertChip'
import { keepFocus } from '../parts'
import { useAction } from '../state/actions'
import { openDialog } from '../state/desk'
import { keyOf } from '../state/key-table'
import { LevelChip } from '../response/LevelChip'
import { AlarmChip } from './AlarmChip'
import { openCommandLine } from './CommandLine'
import css from './Header.module.css'

/** Who and where, the command line, what alarms, the time, and the switches of this screen. */
export function Header() {
  const { t, language } = useT()
  const zone = useZone()
  const now = useNow(1000)
  const organisation = usePack((state) => state.pack?.manifest.organisation)
  const demonstration = usePack((state) => state.pack?.manifest.demonstration ?? false)
  const officer = useConnection((state) => state.name)
  const replaying = useReplay(({ state }) => state !== null)
  // A replay has no clock that could be put forward.
  const drill = useConnection((state) => state.drill) && !replaying
  useAction('devices', () => openDialog({ kind: 'devices' }))
  useAction('help', () => openDialog({ kind: 'help' }))
  useAction('command', openCommandLine)
  useAction('recording', () => openDialog({ kind: 'recording' }), !replaying)
  return (
    <header className={css['header']}>
      <strong className={css['brand']}>{t('app.name')}</strong>
      <span className={css['organisation']}>
        {organisation ? `${inLanguage(organisation, language)} · ` : ''}
        {t('app.desk')}
      </span>
      <button type="button" className={css['command']} onMouseDown={keepFocus} onClick={openCommandLine} data-testid="open-command">
        <span>{t('desk.command.hint')}</span>
        <Kbd>{keyOf('command')}</Kbd>
      </button>
      {drill ? (
        <button type="button" className={css['mark']} title={t('desk.drillClock.title')} onClick={() => openDialog({ kind: 'drillClock' })} data-testid="drill-clock-open">
          {t('desk.drillClock.title')}
        </button>
      ) : (
        demonstration && <span className={css['mark']}>{t('demonstration.mark')}</span>
      )}
      <AlarmChip />
      <AlertChip />
      <LevelChip />
      <span className={css['right']}>
        <SoundChip />
        <span className={css['officer']} data-testid="officer">
          {officer === null ? '' : t('actor.officer', { name: officer })}
        </span>
        <Switches />
        <time className={`num ${css['clock']}`} title={`${isoDayText(now, zone)} · ${t('time.zone', { zone })}`}>
          {timeText(now, zone)}
        </time>
      </span>
    </header>
  )
}

function Switches() {
  const { t, language } = useT()
  const scheme = useComputedColorScheme('dark')
  const { setColorScheme } = useMantineColorScheme()
  const muted = useSound((state) => state.muted)
  const token = useSession((state) => state.token)
  const replaying = useReplay(({ state }) => state !== null)
  const other = language === 'zh' ? 'en' : 'zh'
  const leave = () => {
    // The key is made void at the hub too, if the hub can be reached.
    void callApi('/api/v1/session', z.unknown(), { method: 'DELETE', token })
    logout()
  }
  const switchLanguage = () => {
    void setLanguage(other)
  }
  return (
    <span className={css['switches']}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t(`language.${other}`)} title={t(`language.${other}`)} lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={switchLanguage} data-testid="language">
        {other === 'zh' ? '中' : 'EN'}
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t(scheme === 'dark' ? 'scheme.light' : 'scheme.dark')} title={t(scheme === 'dark' ? 'scheme.light' : 'scheme.dark')} onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')} data-testid="scheme">
        {scheme === 'dark' ? <IconSun size="1.15rem" /> : <IconMoon size="1.15rem" />}
      </ActionIcon>
      <Popover position="bottom-end" shadow="md" trapFocus>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('desk.sound')} title={t('desk.sound')}>
            {muted ? <IconVolumeOff size="1.15rem" /> : <IconVolume size="1.15rem" />}
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <SoundControl />
        </Popover.Dropdown>
      </Popover>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('desk.menu')} title={t('desk.menu')} data-testid="menu">
            <IconMenu2 size="1.15rem" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {shell() && <Menu.Item onClick={() => void shell()?.openWall()}>{t('desk.menu.wall')}</Menu.Item>}
          <Menu.Item onClick={() => openDialog({ kind: 'devices' })} rightSection={<Kbd>{keyOf('devices')}</Kbd>}>
            {t('desk.action.devices')}
          </Menu.Item>
          {!replaying && (
            <Menu.Item onClick={() => openDialog({ kind: 'recording' })} rightSection={<Kbd>{keyOf('recording')}</Kbd>} data-testid="menu-recording">
              {t('desk.action.recording')}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => openDialog({ kind: 'password' })}>{t('desk.password.title')}</Menu.Item>
          <Menu.Item onClick={() => openDialog({ kind: 'help' })} rightSection={<Kbd>{keyOf('help')}</Kbd>}>
            {t('desk.action.help')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size="1rem" />} onClick={leave} data-testid="logout">
            {t('login.logout')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  )
}
