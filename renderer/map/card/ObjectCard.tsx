import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { positionText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { SeverityMark } from '../../ui/SeverityMark'
import { Kbd } from '../../ui/States'
import type { MapObject } from '../types'
import type { ObjectDetails } from './object-details'
import css from './ObjectCard.module.css'

/** Something to do with the object: 周边, 跟随, 导航, 投屏, 复制 … */
export interface CardAction {
  readonly id: string
  readonly label: string
  readonly onClick: () => void
  /** The key that does the same, as it is shown: `S`. */
  readonly shortcut?: string
  readonly icon?: ReactNode
  readonly disabled?: boolean
}

export interface ObjectCardProps {
  readonly details: ObjectDetails
  readonly actions?: readonly CardAction[]
  /** Left out where nobody can close it (walls). */
  readonly onClose?: () => void
  /** A member of a count was chosen. */
  readonly onMember?: (object: MapObject) => void
  /** More of the object below the facts: a picture, a chart. */
  readonly children?: ReactNode
}

/** The one card of whatever was picked on the map: what it is, what is known of it and how old that is, what can be done. */
export function ObjectCard({ details, actions = [], onClose, onMember, children }: ObjectCardProps) {
  const { t } = useT()
  const { title, kind, at, facts, members, more } = details
  return (
    <article
      className={`panel ${css['card']}`}
      aria-label={title}
      data-testid="object-card"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose?.()
      }}
    >
      <header>
        <div>
          <h3>{title}</h3>
          <p>{kind}</p>
        </div>
        {onClose && (
          <button type="button" className={css['close']} aria-label={t('map.card.close')} onClick={onClose}>
            <IconX size="1.1rem" />
          </button>
        )}
      </header>
      <dl>
        {facts.map(({ label, value, tone, severity }) => (
          <div key={`${label} ${value}`} data-tone={tone}>
            <dt>{label}</dt>
            <dd>
              {severity && <SeverityMark severity={severity} size="1.25em" />}
              {value}
            </dd>
          </div>
        ))}
        {at && members.length === 0 && (
          <div>
            <dt>{t('map.card.coordinates')}</dt>
            <dd className="num">{positionText(at)}</dd>
          </div>
        )}
      </dl>
      {members.length > 0 && (
        <ul className={css['members']}>
          {members.map((member) => (
            <li key={member.object.id}>
              <button type="button" onClick={() => onMember?.(member.object)} disabled={!onMember}>
                {member.title}
              </button>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className={css['more']}>{t('map.card.more', { n: more })}</p>}
      {children}
      {actions.length > 0 && (
        <footer>
          {actions.map(({ id, label, onClick, shortcut, icon, disabled }) => (
            <button key={id} type="button" onClick={onClick} disabled={disabled} aria-keyshortcuts={shortcut}>
              {icon}
              {label}
              {shortcut && <Kbd>{shortcut}</Kbd>}
            </button>
          ))}
        </footer>
      )}
    </article>
  )
}
