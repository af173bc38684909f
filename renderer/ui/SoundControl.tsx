import { ActionIcon, Button, Group, Slider } from '@mantine/core'
import { IconVolume, IconVolumeOff } from '@tabler/icons-react'
import { useT } from './i18n'
import { playSound, setMuted, setVolume, startSound, useSound } from './sounds'

/** Shown only while the browser blocks sound: an alarm that nobody hears must not be a surprise. */
export function SoundChip() {
  const { t } = useT()
  const blocked = useSound((state) => state.blocked && !state.muted)
  if (!blocked) return null
  return (
    <Button
      size="compact-sm"
      variant="outline"
      leftSection={<IconVolumeOff size={16} />}
      onClick={startSound}
      data-testid="sound-blocked"
    >
      {t('sound.enable')}
    </Button>
  )
}

/** Volume and silence of this screen, with a sound to try. */
export function SoundControl() {
  const { t } = useT()
  const { volume, muted } = useSound()
  return (
    <Group gap="xs" wrap="nowrap">
      <ActionIcon
        variant="default"
        aria-label={t(muted ? 'sound.unmute' : 'sound.mute')}
        aria-pressed={muted}
        onClick={() => setMuted(!muted)}
      >
        {muted ? <IconVolumeOff size={16} /> : <IconVolume size={16} />}
      </ActionIcon>
      <Slider
        w={120}
        size="sm"
        min={0}
        max={1}
        step={0.05}
        value={volume}
        onChange={setVolume}
        label={(value) => `${Math.round(value * 100)}%`}
        thumbLabel={t('sound.volume')}
      />
      <Button size="compact-sm" variant="default" onClick={() => playSound('acknowledged')}>
        {t('sound.test')}
      </Button>
    </Group>
  )
}
