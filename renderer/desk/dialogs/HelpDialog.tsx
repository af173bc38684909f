import { useT } from '../../ui/i18n'
import { Kbd } from '../../ui/States'
import { ACTION_GROUPS, ACTIONS, keyLabel } from '../state/key-table'
import { DeskModal } from './Ask'
import css from './Dialogs.module.css'

/** Every key of the desk, from the one table. */
export function HelpDialog() {
  const { t } = useT()
  return (
    <DeskModal title={t('desk.action.help')} size="min(94vw, 105rem)" testId="help">
      <div className={css['help']}>
        {ACTION_GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`desk.keys.${group}`)}</h3>
            <dl>
              {ACTIONS.filter((action) => action.group === group).map(({ id, keys }) => (
                <div key={id}>
                  <dt>
                    {keys.map((key) => (
                      <Kbd key={key}>{keyLabel(key)}</Kbd>
                    ))}
                  </dt>
                  <dd>{t(`desk.action.${id}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={css['quiet']}>{t('desk.keys.typing')}</p>
    </DeskModal>
  )
}
