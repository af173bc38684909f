import { Popover, Radio, Stack } from '@mantine/core'
import { MINUTE } from '../../../shared/base/time'
import { isDaylight } from '../../../shared/geo/sun'
import { OFFLINE_BASEMAP } from '../../../shared/pack/basemap'
import { useNow } from '../../state/clock'
import { usePack } from '../../state/pack'
import { inLanguage, useT } from '../../ui/i18n'
import mapCss from '../MapView.module.css'
import css from './ground.module.css'
import { chooseGround, chooseLight, groundOf, MAP_LIGHTS, useGroundChoice } from './ground-store'
import { useGrounds, useGroundState } from './use-ground'

/** Button of the map's column: which ground, and how light. Kept per screen. */
export function GroundControl() {
  const { t, language } = useT()
  const choice = useGroundChoice()
  const grounds = useGrounds()
  const state = useGroundState()
  const centre = usePack((pack) => pack.pack?.manifest.centre)
  const now = useNow(MINUTE)
  const ground = groundOf(choice.ground, grounds)
  const trouble = ground !== null && state !== null && state.state !== 'there'
  return (
    <Popover position="left-start" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <button type="button" className={mapCss['control']} data-trouble={trouble || undefined} aria-label={t('ground.title')} title={t('ground.title')} data-testid="ground-control">
          {t('ground.short')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={css['panel']}>
          <Radio.Group label={t('ground.choose')} value={ground?.id ?? OFFLINE_BASEMAP} onChange={chooseGround}>
            <Stack gap="xs" mt="xs">
              {grounds.map(({ id, name }) => (
                <Radio key={id} value={id} label={inLanguage(name, language)} description={ground?.id === id && state ? t(`ground.state.${state.state}`) : undefined} data-testid={`ground-${id}`} />
              ))}
              <Radio value={OFFLINE_BASEMAP} label={t('ground.offline')} description={t('ground.offlineNote')} data-testid="ground-offline" />
            </Stack>
          </Radio.Group>
          <Radio.Group label={t('ground.light')} value={choice.light} onChange={(light) => chooseLight(MAP_LIGHTS.find((known) => known === light) ?? 'screen')}>
            <Stack gap="xs" mt="xs">
              {MAP_LIGHTS.map((light) => (
                <Radio
                  key={light}
                  value={light}
                  label={t(`ground.light.${light}`)}
                  description={light === 'sun' && centre ? t(isDaylight(now, centre) ? 'ground.light.day' : 'ground.light.night') : undefined}
                  data-testid={`light-${light}`}
                />
              ))}
            </Stack>
          </Radio.Group>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
