import { initialsOf } from '#shared/text/letters.ts'
import { colourIndexes, nameLimit } from '#shared/workshop/role.ts'
import { t } from '../i18n/i18n.ts'
import type { CommonName } from '../i18n/translate.ts'
import type { RememberedIdentity } from '../model/memory/remembered-identity.ts'
import type { Entering } from './entering.ts'
import { attemptSentence, isShut } from './attempts.ts'

interface JoinForm {
  readonly element: HTMLElement
  readonly code: () => string
  readonly me: () => RememberedIdentity
  /** Shows the state of joining, in the language in use. */
  readonly draw: (heading: string, words: string, error: string) => void
}

interface JoinFormOptions {
  readonly first: RememberedIdentity
  /** The person types a join code. */
  readonly withCode: boolean
  readonly entering: () => Pick<Entering, 'state' | 'join' | 'lookOn'>
}

/** The form on the way to a board: a join code where one is needed, a first name or none, a colour, one button. */
export function createJoinForm({ first, withCode, entering }: JoinFormOptions): JoinForm {
  const element = copyOf('form')
  const name = partOf(element, '#name', HTMLInputElement)
  const code = partOf(element, '#code', HTMLInputElement)
  const codeError = partOf(element, '#code-error', HTMLElement)
  const error = partOf(element, '.card__error', HTMLElement)
  const enter = partOf(element, '[type=submit]', HTMLButtonElement)
  const lookOn = partOf(element, '[type=button]', HTMLButtonElement)
  const colours = createColours(element, first.colour)
  const showAvatar = createAvatar(element, name, colours.chosen)
  name.maxLength = nameLimit
  name.value = first.name
  if (!withCode) code.parentElement?.remove()
  const mayEnter = () => !withCode || code.value.trim() !== ''
  const allow = () => {
    enter.disabled = !mayEnter()
  }
  name.addEventListener('input', showAvatar)
  colours.element.addEventListener('change', showAvatar)
  code.addEventListener('input', allow)
  lookOn.addEventListener('click', () => void entering().lookOn())
  element.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!entering().state.get().isSending && mayEnter()) void entering().join()
  })
  allow()
  showAvatar()
  return {
    element,
    code: () => code.value.trim(),
    me: () => {
      const colour = colours.chosen()
      return { name: name.value, ...(colour !== undefined && { colour }) }
    },
    draw: (heading, words, otherError) => {
      const { isSending, problem } = entering().state.get()
      const sentence = attemptSentence(problem, t('join.cannotEnter')) || otherError
      // A wrong code is said at its field.
      const isOfCode = withCode && !isShut(problem)
      write(partOf(element, 'h1', HTMLElement), heading)
      write(partOf(element, '.card__words', HTMLElement), words)
      write(codeError, isOfCode ? sentence : '')
      write(error, isOfCode ? '' : sentence)
      code.ariaInvalid = isOfCode && sentence !== '' ? 'true' : null
      write(partOf(enter, 'span', HTMLElement), t(isSending ? 'join.entering' : 'join.enter'))
      // A busy button keeps the focus, unlike a disabled one.
      enter.ariaDisabled = isSending ? 'true' : null
      lookOn.hidden = !isShut(problem)
      colours.say()
    },
  }
}

/** Focuses the first field on devices with a mouse. On a phone the keyboard would cover half of the page. */
export function focusFirstField(form: HTMLElement): void {
  if (window.matchMedia('(hover: hover) and (pointer: fine)').matches) form.querySelector('input')?.focus()
}

/** The avatar that others will see. It follows the name and the colour. */
function createAvatar(
  form: HTMLElement,
  name: HTMLInputElement,
  colour: () => number | undefined,
): () => void {
  const { dataset } = partOf(form, '.avatar', HTMLElement)
  return () => {
    dataset['initials'] = initialsOf(name.value) || '•'
    const chosen = colour()
    if (chosen !== undefined) dataset['colour'] = String(chosen)
  }
}

/** The choice among the twelve colours of people, by number and name. */
function createColours(form: HTMLElement, first: number | undefined) {
  const element = partOf(form, '.colour-choice', HTMLFieldSetElement)
  const hint = partOf(element, '.field__hint', HTMLElement)
  const discs = colourIndexes.map((index) => {
    const disc = copyOf('disc')
    disc.dataset['colour'] = String(index)
    const radio = partOf(disc, 'input', HTMLInputElement)
    radio.value = String(index)
    radio.checked = index === first
    return { index, disc, radio }
  })
  partOf(element, '.colour-choice__discs', HTMLElement).append(...discs.map(({ disc }) => disc))
  const chosen = () => discs.find(({ radio }) => radio.checked)?.index
  const showHint = () => {
    hint.hidden = chosen() !== undefined
    if (hint.hidden) element.removeAttribute('aria-describedby')
    else element.setAttribute('aria-describedby', hint.id)
  }
  element.addEventListener('change', showHint)
  showHint()
  return {
    element,
    chosen,
    say: () => {
      for (const { index, radio } of discs)
        radio.ariaLabel = t('join.colourNumber', { number: index + 1, name: t(`colours.c${index}`) })
    },
  }
}

/** A copy of the first element in a template of join.html. */
export function copyOf(template: string): HTMLElement {
  const found = document.getElementById(template)
  const first = found instanceof HTMLTemplateElement ? found.content.firstElementChild : undefined
  if (!(first instanceof HTMLElement)) throw new Error(`join.html has no template ${template}`)
  return document.importNode(first, true)
}

/** The first element inside that fits the selector and is of that kind. */
export function partOf<Part extends Element>(
  element: Element,
  selector: string,
  kind: abstract new () => Part,
): Part {
  const found = element.querySelector(selector)
  if (!(found instanceof kind)) throw new Error(`join.html has no ${selector} of this kind`)
  return found
}

/** Fills in the fixed words in the person's language: `data-say` for texts, `data-label` for accessible names. */
export function sayWords(element: Element): void {
  for (const part of element.querySelectorAll<HTMLElement>('[data-say]'))
    part.textContent = t(part.dataset['say'] as CommonName)
  for (const part of element.querySelectorAll<HTMLElement>('[data-label]'))
    part.ariaLabel = t(part.dataset['label'] as CommonName)
}

/** Writes only what changed, so that a screen reader does not announce a message again. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
