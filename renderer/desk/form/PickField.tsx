import { useId, useRef, useState, type ReactNode, type Ref } from 'react'
import css from './Form.module.css'

export interface PickOption {
  readonly id: string
  readonly content: ReactNode
}

export interface PickFieldProps {
  readonly label: ReactNode
  readonly value: string
  readonly onType: (text: string) => void
  readonly options: readonly PickOption[]
  readonly onPick: (id: string) => void
  readonly error?: string | undefined
  readonly placeholder?: string
  readonly inputRef?: Ref<HTMLInputElement>
  readonly testId?: string
  /** Shows the options as long as the field has the focus, even before anything is typed. */
  readonly always?: boolean
  readonly autoFocus?: boolean
}

/** Type, arrow, Enter: a list that narrows while one types. Enter takes the marked line and goes on to the next field. */
export function PickField({ label, value, onType, options, onPick, error, placeholder, inputRef, testId, always = false, autoFocus }: PickFieldProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const [marked, setMarked] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const shown = open && options.length > 0 && (always || value.trim() !== '')
  const at = Math.min(marked, options.length - 1)

  const move = (step: number) => {
    const next = Math.min(options.length - 1, Math.max(0, at + step))
    setMarked(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }
  const take = (index: number) => {
    const option = options[index]
    if (!option) return
    onPick(option.id)
    setOpen(false)
  }
  return (
    <div className={css['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        ref={inputRef}
        id={id}
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown ? `${id}-${at}` : undefined}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        autoComplete="off"
        autoFocus={autoFocus}
        value={value}
        placeholder={placeholder}
        data-testid={testId}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setOpen(true)
          setMarked(0)
          onType(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            setOpen(true)
            move(event.key === 'ArrowDown' ? 1 : -1)
          } else if (event.key === 'Enter' && !event.ctrlKey && shown) {
            event.preventDefault()
            take(at)
            nextField(event.currentTarget)
          } else if (event.key === 'Tab' && !event.shiftKey && shown && value.trim() !== '') {
            take(at)
          }
        }}
      />
      {shown && (
        <ul ref={list} id={`${id}-list`} role="listbox" className={css['options']} aria-label={typeof label === 'string' ? label : testId}>
          {options.map((option, index) => (
            <li
              key={option.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault()
                take(index)
              }}
            >
              {option.content}
            </li>
          ))}
        </ul>
      )}
      {error !== undefined && (
        <div id={`${id}-error`} className={css['error']} role="alert">
          {error}
        </div>
      )}
    </div>
  )
}

/** The focus goes on within the same form, past the severities: the kind brings its own. */
export function nextField(from: HTMLElement): void {
  const form = from.closest('form')
  if (!form) return
  const fields = [...form.querySelectorAll<HTMLElement>('input:not([type=radio]), textarea, select, button[type=submit]')].filter((field) => field.tabIndex >= 0)
  fields[fields.indexOf(from) + 1]?.focus()
}
