import { folded } from '#shared/text/folded.ts'
import { inLine } from '#shared/text/in-line.ts'
import { Dialog } from '@base-ui/react/dialog'
import { Fragment, useState, type KeyboardEvent, type ReactNode } from 'react'
import './palette.css'

export interface PaletteChoice {
  readonly id: string
  /** A choice whose label has the typed words is always listed. */
  readonly label: string | ((typed: string) => string)
  readonly icon: ReactNode
  /** Stands at the end of the row: a shortcut, or a number. */
  readonly aside?: ReactNode
  /** Choices of one group stand together, under its name. */
  readonly group?: string
  readonly run: (typed: string) => void
}

interface PaletteProps {
  readonly title: string
  /** The words about which the person decides. The title then stands above them. */
  readonly about?: string
  readonly placeholder: string
  /** Said when no choice has the typed words. */
  readonly none: string
  readonly choices: readonly PaletteChoice[]
  /** The letters of a person who was faster than the list. */
  readonly typed?: string
  readonly onClose: () => void
}

/** So many choices are listed at once; a part of a name finds the others. Not measured. */
const mostListed = 200

/** A list to choose from: type part of a name and press Enter, or go down the list with the arrows. */
export function Palette({
  title,
  about,
  placeholder,
  none,
  choices,
  typed: first = '',
  onClose,
}: PaletteProps) {
  const [query, setQuery] = useState(first)
  const typed = query.trim()
  const wanted = folded(typed)
  const isFound = ({ label }: PaletteChoice) => typeof label !== 'string' || folded(label).includes(wanted)
  const shown = choices.filter(isFound).slice(0, mostListed)
  const choose = (choice: PaletteChoice | undefined) => {
    if (!choice) return
    onClose()
    choice.run(typed)
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-veil" />
        <Dialog.Popup className="palette" aria-label={title} onKeyDown={moveFocus}>
          {about !== undefined && (
            <p className="palette__about">
              <span>{title}</span>
              <span dir="auto">{about}</span>
            </p>
          )}
          <form
            onSubmit={(event) => {
              event.preventDefault()
              choose(shown[0])
            }}
          >
            <input
              type="text"
              aria-label={placeholder}
              placeholder={placeholder}
              autoComplete="off"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </form>
          <div className="palette__list">
            {groupsOf(shown).map(({ name, choices: ofGroup }) => (
              <Fragment key={name}>
                {name !== undefined && (
                  <p className="menu__label" aria-hidden="true">
                    {name}
                  </p>
                )}
                <ul aria-label={name}>
                  {ofGroup.map((choice) => (
                    <li key={choice.id}>
                      <button
                        type="button"
                        className="menu__item"
                        data-first={choice === shown[0] || undefined}
                        onClick={() => choose(choice)}
                      >
                        {choice.icon}
                        <span className="menu__words" dir="auto">
                          {inLine(typeof choice.label === 'string' ? choice.label : choice.label(typed), 200)}
                        </span>
                        {choice.aside}
                      </button>
                    </li>
                  ))}
                </ul>
              </Fragment>
            ))}
          </div>
          <output className="palette__none">{shown.length === 0 && none}</output>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface ChoiceGroup {
  readonly name: string | undefined
  readonly choices: readonly PaletteChoice[]
}

function groupsOf(choices: readonly PaletteChoice[]): readonly ChoiceGroup[] {
  const groups = new Map<string | undefined, PaletteChoice[]>()
  for (const choice of choices) {
    const ofGroup = groups.get(choice.group)
    if (ofGroup) ofGroup.push(choice)
    else groups.set(choice.group, [choice])
  }
  return [...groups].map(([name, ofGroup]) => ({ name, choices: ofGroup }))
}

/** Arrow keys move the focus between the field and the buttons, in a circle. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, li button')]
  const now = stops.findIndex((stop) => stop === document.activeElement)
  stops[(now + step + stops.length) % stops.length]?.focus()
}
