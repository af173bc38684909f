import { IconArrowBarToLeft, IconArrowBarToRight, IconChevronLeft, IconChevronRight, IconListDetails, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { Rejection } from '../../../shared/domain/rejection'
import type { ReplayMark } from '../../../shared/replay/marks'
import { SPEEDS, type ReplayAction, type ReplayState } from '../../../shared/replay/playhead'
import { callApi } from '../../state/api'
import { useNow } from '../../state/clock'
import { useZone } from '../../state/pack'
import { controlReplay, useReplay } from '../../state/replay'
import { useSession } from '../../state/session'
import { momentText, shortTimeText } from '../../ui/format'
import { useT } from '../../ui/i18n'
import { rejectionText } from '../../ui/rejection-text'
import { keepFocus } from '../parts'
import { useAction } from '../state/actions'
import { keyOf, type ActionId } from '../state/key-table'
import { Around } from './Around'
import { fieldMoment, fieldText } from './jump'
import { Marks } from './Marks'
import { replaySchema } from './recording'
import { createSeeker } from './seeker'
import css from './replay.module.css'

/** The player under the desk, where the hub plays a recording: all desks and walls of that hub follow it. */
export function ReplayBar() {
  const state = useReplay((replay) => replay.state)
  return state && <Bar state={state} />
}

function Bar({ state }: { readonly state: ReplayState }) {
  const { t } = useT()
  const zone = useZone()
  const token = useSession((session) => session.token)
  const now = useNow(250)
  const [marks, setMarks] = useState<readonly ReplayMark[]>([])
  const [error, setError] = useState<Rejection | null>(null)
  const [list, setList] = useState(false)
  const { from, to, playing, speed } = state
  const at = Math.min(to, Math.max(from, now))
  const [dragged, drag] = useDrag(setError)
  const shown = dragged ?? at

  useEffect(() => {
    void callApi('/api/v1/replay', replaySchema, { token }).then((answer) => (answer.ok ? setMarks(answer.value.marks) : setError(answer.error)))
  }, [token])

  function act(action: ReplayAction): void {
    void controlReplay(action).then((answer) => setError(answer.ok ? null : answer.error))
  }
  function speedBy(step: 1 | -1): void {
    const next = SPEEDS[SPEEDS.indexOf(speed) + step]
    if (next) act({ do: 'speed', speed: next })
  }
  useAction('replayPlay', () => act({ do: playing ? 'pause' : 'play' }))
  useAction('replayNext', () => act({ do: 'step', by: 1 }))
  useAction('replayPrevious', () => act({ do: 'step', by: -1 }))
  useAction('replayStart', () => act({ do: 'seek', at: from }))
  useAction('replayEnd', () => act({ do: 'seek', at: to }))
  useAction('replayFaster', () => speedBy(1))
  useAction('replaySlower', () => speedBy(-1))
  useAction('replayList', () => setList((open) => !open))

  return (
    <section className={css['bar']} aria-label={t('replay.player')} data-replay-bar data-testid="replay-bar" data-playing={playing} data-seq={state.seq}>
      {list && <Around at={shown} onSeek={(moment) => act({ do: 'seek', at: moment })} />}
      <div className={css['buttons']}>
        <Press id="replayStart" icon={<IconArrowBarToLeft size="1.1rem" />} onClick={() => act({ do: 'seek', at: from })} />
        <Press id="replayPrevious" icon={<IconChevronLeft size="1.1rem" />} onClick={() => act({ do: 'step', by: -1 })} />
        <Press id="replayPlay" name={t(playing ? 'replay.pause' : 'replay.play')} icon={playing ? <IconPlayerPause size="1.3rem" /> : <IconPlayerPlay size="1.3rem" />} onClick={() => act({ do: playing ? 'pause' : 'play' })} />
        <Press id="replayNext" icon={<IconChevronRight size="1.1rem" />} onClick={() => act({ do: 'step', by: 1 })} />
        <Press id="replayEnd" icon={<IconArrowBarToRight size="1.1rem" />} onClick={() => act({ do: 'seek', at: to })} />
        <span role="group" aria-label={t('replay.speed')} className={css['speeds']}>
          {SPEEDS.map((one) => (
            <button key={one} type="button" className="num" aria-pressed={one === speed} onMouseDown={keepFocus} onClick={() => act({ do: 'speed', speed: one })} data-testid={`replay-speed-${one}`}>
              {one}×
            </button>
          ))}
        </span>
        <strong className={`num ${css['moment']}`} data-testid="replay-moment">
          {momentText(shown, zone)}
        </strong>
        <Jump at={shown} zone={zone} from={from} to={to} onJump={(moment) => act({ do: 'seek', at: moment })} />
        <button type="button" aria-pressed={list} title={`${t('desk.action.replayList')} (${keyOf('replayList')})`} onMouseDown={keepFocus} onClick={() => setList(!list)} data-testid="replay-list">
          <IconListDetails size="1.1rem" /> {t('replay.list')}
        </button>
        {error ? <span role="alert">{rejectionText(error, t, zone)}</span> : <span className={css['quiet']}>{t('replay.readOnly')}</span>}
      </div>
      <div className={css['line']}>
        <span className="num">{shortTimeText(from, zone)}</span>
        <div className={css['track']}>
          <Marks marks={marks} from={from} to={to} zone={zone} />
          <input
            type="range"
            min={from}
            max={to}
            step={1000}
            value={shown}
            aria-label={t('replay.scrubber')}
            aria-valuetext={momentText(shown, zone)}
            onChange={(event) => drag(Number(event.currentTarget.value))}
            data-testid="replay-scrubber"
          />
        </div>
        <span className="num">{shortTimeText(to, zone)}</span>
      </div>
    </section>
  )
}

function Press({ id, icon, name, onClick }: { readonly id: ActionId; readonly icon: ReactNode; readonly name?: string; readonly onClick: () => void }) {
  const { t } = useT()
  const label = name ?? t(`desk.action.${id}`)
  return (
    <button type="button" aria-label={label} title={`${label} (${keyOf(id)})`} aria-keyshortcuts={keyOf(id)} onMouseDown={keepFocus} onClick={onClick} data-testid={id}>
      {icon}
    </button>
  )
}

/** Where the hand is, until all screens are there; and the way to put it elsewhere. */
function useDrag(failed: (error: Rejection | null) => void): [number | null, (at: number) => void] {
  const [dragged, setDragged] = useState<number | null>(null)
  const [seek] = useState(() => createSeeker((at) => controlReplay({ do: 'seek', at }), failed, () => setDragged(null)))
  return [
    dragged,
    (at) => {
      setDragged(at)
      seek(at)
    },
  ]
}

function Jump({ at, zone, from, to, onJump }: { readonly at: number; readonly zone: string; readonly from: number; readonly to: number; readonly onJump: (at: number) => void }) {
  const { t } = useT()
  const [text, setText] = useState<string | null>(null)
  const moment = text === null ? null : fieldMoment(text, zone)
  const outside = moment !== null && (moment < from - 999 || moment > to)
  return (
    <form
      className={css['jump']}
      onSubmit={(event) => {
        event.preventDefault()
        if (moment === null || outside) return
        onJump(Math.max(from, moment))
        setText(null)
      }}
    >
      <input type="datetime-local" step={1} aria-label={t('replay.jumpTo')} aria-invalid={outside} min={fieldText(from, zone)} max={fieldText(to, zone)} value={text ?? fieldText(at, zone)} onChange={(event) => setText(event.currentTarget.value)} data-testid="replay-jump" />
      <button type="submit" disabled={moment === null || outside}>
        {t('replay.jump')}
      </button>
      {outside && <span role="alert">{t('replay.outside')}</span>}
    </form>
  )
}
